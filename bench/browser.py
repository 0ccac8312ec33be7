"""A plain browser: signs in, keeps its cookie, reads a form's token, counts what a visit costs."""

import http.client
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
NEEDED = re.compile(r'(?:href|src)="(/static/[^"]+)"')
LATER = re.compile(r'data-later="(/static/[^"]+)"')
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
NOTHING: Mapping[str, str] = {}
LINE_ENDS = 4  # a colon, a space and a line end around each header


class Refused(RuntimeError):
    """The app did not answer as it should."""


@dataclass
class Browser:
    """One browser of one person; takes brotli as phones do."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def ask(
        self, method: str, path: str, body: str = "", *, encoding: str = "identity", more: Mapping[str, str] = NOTHING
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """One request, with more headers where they are given; the answer and its body as it went over the wire."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Accept-Encoding": encoding} | (FORM if body else {}) | dict(more)
        if self.cookies:
            headers["Cookie"] = self.cookie
        connection.request(method, path, body.encode() or None, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer, content

    def page(self, path: str) -> str:
        """The HTML of a page that must be there."""
        answer, content = self.ask("GET", path)
        if answer.status != 200:
            raise Refused(f"GET {path} answered {answer.status}")
        return content.decode()

    def token(self, path: str) -> str:
        """The CSRF token of a page's form."""
        found = TOKEN.search(self.page(path))
        if found is None:
            raise Refused(f"{path} has no form")
        return found.group(1)

    def sign_in(self, phone: str, password: str) -> None:
        """As a person does it: the page, then telephone number and password."""
        sent = {"csrf_token": self.token("/dang-nhap"), "phone": phone, "password": password}
        answer, _ = self.ask("POST", "/dang-nhap", urlencode(sent))
        if answer.status != 303:
            raise Refused(f"signing in answered {answer.status}")


@dataclass(frozen=True)
class Visit:
    """What a page costs over the wire, headers included: bytes of HTML, and of what it needs or loads later."""

    html: int
    needed: int
    needed_files: int
    later: int

    @property
    def first(self) -> int:
        """Bytes before a first visit's page is ready."""
        return self.html + self.needed


def visit(browser: Browser, path: str) -> Visit:
    """Opens a page as a browser with an empty cache, with brotli."""
    text = browser.page(path)
    needed, later = set(NEEDED.findall(text)), set(LATER.findall(text))
    return Visit(
        _wire(browser, path), sum(_wire(browser, p) for p in needed), len(needed), sum(_wire(browser, p) for p in later)
    )


def _wire(browser: Browser, path: str) -> int:
    answer, content = browser.ask("GET", path, encoding="br")
    if answer.status != 200:
        raise Refused(f"GET {path} answered {answer.status}")
    headers = sum(len(name) + len(value) + LINE_ENDS for name, value in answer.getheaders())
    return len(f"HTTP/1.1 {answer.status} {answer.reason}\r\n\r\n") + headers + len(content)
