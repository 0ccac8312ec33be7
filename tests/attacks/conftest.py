"""One gunicorn for all that is sent to it raw."""

from collections.abc import Iterator

import pytest

from tests.attacks.serving import Server, a_server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with a_server(tmp_path_factory.mktemp("served")) as running:
        yield running
