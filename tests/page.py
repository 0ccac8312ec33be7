"""A client that reads pages as people do, and inspects every one it is given."""

from contextvars import Context
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from flask import Flask, url_for
from flask.testing import FlaskClient

from app import clock
from app.accounts.models import Person
from app.accounts.sign_ins import Lifetime, NewSignIn, start_sign_in
from app.extensions import db
from app.scope import Actor
from tests.inspection import inspect

BASE = "http://localhost"


class PageClient:
    """get() and post() take an endpoint or a path and give the parsed page; the raw answer is .answer."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client: FlaskClient = app.test_client()
        self.answer: Any = None

    def signed_in_as(self, person: Person) -> "PageClient":
        token = start_sign_in(
            NewSignIn(person.id, "test", Lifetime(as_official=True)), by=Actor(person.id, "test"), now=clock.now()
        )
        with self.client.session_transaction() as session:
            session["_user_id"] = token
        return self

    def get(self, target: str, *, status: int = 200, htmx: bool = False, **values: Any) -> BeautifulSoup:
        """The page of an endpoint (values fill its address) or of a path."""
        return self.open("GET", self.path(target, **values), status=status, htmx=htmx)

    def post(
        self, target: str, data: Any = None, *, status: int = 303, htmx: bool = False, **values: Any
    ) -> BeautifulSoup:
        """Sends a form with its CSRF token."""
        sent = {"csrf_token": self.token()} | (data or {})
        return self.open("POST", self.path(target, **values), status=status, htmx=htmx, data=sent)

    def open(self, method: str, path: str, *, status: int, htmx: bool = False, **more: Any) -> BeautifulSoup:
        headers = {"HX-Request": "true"} if htmx else {}
        self.answer = self.send(path, method=method, headers=headers | more.pop("headers", {}), **more)
        assert self.answer.status_code == status, f"{method} {path}: {self.answer.status_code}, not {status}"
        soup = BeautifulSoup(self.answer.get_data(as_text=True), "html.parser")
        if self.answer.mimetype == "text/html" and self.answer.get_data():
            inspect(soup, partial=htmx and soup.find("html") is None, where=f"{method} {path}")
        return soup

    def send(self, path: str, **more: Any) -> Any:
        """The raw answer to a request with a context of its own: who signed in before is not remembered in it."""
        answer = Context().run(self.client.open, path, buffered=True, **more)
        db.session.rollback()  # the test sees what the request stored
        return answer

    def path(self, target: str, **values: Any) -> str:
        if target.startswith("/"):
            return target
        with self.app.test_request_context(base_url=BASE):
            return urlsplit(url_for(target, **values))._replace(scheme="", netloc="").geturl()

    def token(self) -> str:
        """A CSRF token of this session, from a page that has a form."""
        for path in ("/tro-giup", "/dang-nhap"):
            answer = self.send(path)
            field = BeautifulSoup(answer.get_data(as_text=True), "html.parser").find(attrs={"name": "csrf_token"})
            if field is not None:
                return str(field["value"])
        raise AssertionError("no page has a token")

    @property
    def location(self) -> str:
        """Where the last answer sends the browser."""
        return str(self.answer.headers.get("Location") or self.answer.headers.get("HX-Redirect") or "")
