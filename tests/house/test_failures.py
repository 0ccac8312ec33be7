"""When something breaks, the answer is still a page of ours: with its headers, a number to report, and no detail."""

import errno
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import DatabaseError, IntegrityError, InternalError, OperationalError, ProgrammingError

from app import create_app
from app.access import public
from app.config import Config
from app.extensions import db
from tests.house.test_headers import checked
from tests.page import PageClient

BROKEN = ["sqlite:////nowhere/at/all.db", "postgresql+psycopg://nobody@127.0.0.1:1/nothing"]


@pytest.fixture
def failing(tmp_path: Path) -> Iterator[Callable[[Exception], PageClient]]:
    """A client of an app in which /loi raises what it is told."""
    app = create_app(Config(f"sqlite:///{tmp_path / 'x.db'}", "k" * 40, tmp_path))

    def raising(error: Exception) -> PageClient:
        @public
        def broken() -> str:
            raise error

        app.add_url_rule("/loi", "broken", broken)
        return PageClient(app)

    with app.app_context():
        yield raising
        db.engine.dispose()


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (RuntimeError("SELECT secret FROM /srv/app"), 500),
        (KeyError("secret"), 500),
        (OperationalError("SELECT secret", {}, Exception("database is locked")), 503),
        (OperationalError("SELECT secret", {}, Exception("database or disk is full")), 507),
        (InternalError("SELECT secret", {}, Exception("cannot execute INSERT in a read-only transaction")), 503),
        (DatabaseError("SELECT secret", {}, Exception("database disk image is malformed")), 503),
        (ProgrammingError("SELECT secret", {}, Exception("no such column")), 500),
        (IntegrityError("SELECT secret", {}, Exception("UNIQUE constraint failed")), 500),
        (OSError(errno.EMFILE, "secret"), 503),
        (FileNotFoundError(errno.ENOENT, "secret"), 500),
        (OSError(errno.EFBIG, "secret"), 507),
        (OverflowError("secret"), 422),
        (UnicodeEncodeError("utf-8", "secret", 0, 1, "surrogates not allowed"), 422),
    ],
)
def test_an_error_is_a_page_that_tells_no_secret(failing, error: Exception, status: int):
    client = failing(error)

    page = client.get("/loi", status=status)

    assert checked(client.answer, "/loi") == status
    assert not {"secret", "SELECT", "Traceback", "/srv", type(error).__name__} & set(page.get_text(" ").split())
    assert ("Retry-After" in client.answer.headers) == (status in {503, 507})


@pytest.mark.parametrize("url", BROKEN)
@pytest.mark.parametrize("path", ["/", "/tro-giup", "/dang-nhap", "/khong-co", "/nhat-ky/1"])
def test_without_its_database_the_app_says_it_is_busy(tmp_path: Path, url: str, path: str):
    app: Flask = create_app(Config(url, "k" * 40, tmp_path))
    client = PageClient(app)
    with app.app_context(), client.client.session_transaction() as session:
        session["_user_id"] = "x" * 43

    answer = client.client.get(path)

    assert checked(answer, path) == 503
