"""What every answer carries and every request must satisfy before a view sees it."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, abort, current_app, has_request_context, request
from flask.sessions import SecureCookieSessionInterface
from flask.typing import ResponseReturnValue
from itsdangerous import URLSafeTimedSerializer
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.sansio.utils import host_is_trusted

from app.config import COOKIES_LAST, Config

View = Callable[..., ResponseReturnValue]
COOKIE = "sotayso"
GREATEST_BODY = 256 * 1024  # bytes; no form of ours is longer, but for views marked with takes()
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; object-src 'none'"
)
HEADERS = (
    ("Content-Security-Policy", CSP),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(self), geolocation=(), microphone=()"),
    ("Cache-Control", "no-store"),
)
HSTS = ("Strict-Transport-Security", "max-age=31536000; includeSubDomains")


class SessionCookie(SecureCookieSessionInterface):
    """Flask's signed cookie, named __Host- and Secure wherever the request came over https."""

    def __init__(self, app: Flask) -> None:
        self._serializer = super().get_signing_serializer(app)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Made once: the key does not change while the program runs."""
        return self._serializer

    def get_cookie_name(self, app: Flask) -> str:
        return f"__Host-{COOKIE}" if self.get_cookie_secure(app) else COOKIE

    def get_cookie_secure(self, app: Flask) -> bool:
        return has_request_context() and request.is_secure


def settings(config: Config) -> dict[str, Any]:
    """Flask's own settings that bear on safety."""
    return {
        "SECRET_KEY": config.secret_key,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "PERMANENT_SESSION_LIFETIME": COOKIES_LAST,
        "MAX_CONTENT_LENGTH": GREATEST_BODY,
        "MAX_FORM_MEMORY_SIZE": GREATEST_BODY,
        "MAX_FORM_PARTS": 200,
        "WTF_CSRF_TIME_LIMIT": None,
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "COMPRESS_BR_LEVEL": 4,
        "COMPRESS_MIMETYPES": ["text/html"],
    }


def register(app: Flask) -> None:
    """Binds the checks. Must come before CSRFProtect, which reads the body."""
    app.session_interface = SessionCookie(app)
    app.before_request(check_request)


def wrap(app: Flask) -> None:
    """The outermost layers: headers on every answer, static files included, seen through the proxies of PROXY_HOPS."""
    config: Config = app.extensions["settings"]
    app.wsgi_app = Headers(app.wsgi_app)  # type: ignore[method-assign]
    if config.proxy_hops:
        hops = config.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]


def check_request() -> None:
    """Everything a request must satisfy before a view, or CSRFProtect, reads it."""
    check_host()
    if request.method not in SAFE:
        check_origin()
        check_body()


def check_host() -> None:
    """Refuses a Host that is not ours (TRUSTED_HOSTS), none at all, and an address that names one of its own."""
    config: Config = current_app.extensions["settings"]
    names_a_host = not request.environ.get("RAW_URI", "/").startswith("/")
    if names_a_host or not host_is_trusted(request.headers.get("Host"), config.trusted_hosts):
        abort(400)


def check_origin() -> None:
    """Refuses what another site's page sent (OWASP's CSRF cheat sheet: fetch metadata, else Origin)."""
    if _sent_from("Referer") == "":  # Flask-WTF would read it, and fail
        abort(400)
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site not in {"same-origin", "none"}:
            abort(403)
        return
    if _sent_from("Origin") not in {None, request.host}:
        abort(403)


def _sent_from(header: str) -> str | None:
    """The host a header names: "" when it names none, None without the header."""
    value = request.headers.get(header)
    try:
        return None if value is None else urlsplit(value).netloc
    except ValueError:
        return ""


def takes(most: int, *, of: Callable[[], bool]) -> Callable[[View], View]:
    """Marks a view that takes a body of up to so many bytes, where `of` says yes. Stands under its access mark.

    Whoever may not send it keeps to what every form keeps to: a body is read before the access mark is asked.
    """

    def mark(view: View) -> View:
        view.greatest_body = lambda: most if of() else GREATEST_BODY  # type: ignore[attr-defined]
        return view

    return mark


def check_body() -> None:
    """Refuses a body that is cut short or of unknown length: it would read as a shorter, valid one."""
    view = current_app.view_functions.get(request.endpoint or "")
    has_files = request.mimetype == "multipart/form-data"  # what is typed stays small in that too
    greatest = getattr(view, "greatest_body", None) if has_files else None
    request.max_content_length = greatest() if greatest else GREATEST_BODY
    if "Transfer-Encoding" in request.headers:
        abort(411)
    if request.content_length and len(request.get_data()) != request.content_length:
        abort(400)
    if None in request.form:  # a part of a multipart body without a name, which Flask-WTF cannot read
        abort(400)


class Headers:
    """Adds what every answer carries, pages, files and errors alike, unless the answer has its own; pages are never stored."""

    def __init__(self, app: WSGIApplication) -> None:
        self.app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        secure = environ["wsgi.url_scheme"] == "https"
        fixed = (*HEADERS, HSTS) if secure else HEADERS

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Callable[[bytes], object]:
            own = {name.lower() for name, _ in headers}
            headers.extend(each for each in fixed if each[0].lower() not in own)
            return start_response(status, headers, *more)

        return self.app(environ, start)


def local_path(target: str | None) -> str | None:
    """A path of this site, or None: exactly one leading slash, no backslash and nothing invisible."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    if "\\" in target or any(ord(c) <= 32 or ord(c) == 127 for c in target) or len(target) > 500:
        return None
    return target
