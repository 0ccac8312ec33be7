"""The console."""

import pytest
from flask import Flask

from tests.demo.console import Console


@pytest.fixture
def console(app: Flask) -> Console:
    return Console(app)
