"""Raw heads to a real gunicorn: odd addresses, broken heads, broken cookies. No 5xx, and no page for them."""

import pytest

from tests.attacks.serving import Server, a_head, statuses

TARGETS = {
    "an absolute address of a foreign host": ("GET", "http://evil.example/", "localhost", {400}),
    "a host in place of a path": ("GET", "//evil.example/", "localhost", {400, 404}),
    "a foreign host": ("GET", "/", "evil.example", {400}),
    "an empty host": ("GET", "/", "", {400}),
    "a proxy's method": ("CONNECT", "evil.example:443", "localhost", {400, 404, 405}),
    "an echo": ("TRACE", "/", "localhost", {405}),
    "a method nobody knows": ("\xc4\x90OC", "/", "localhost", {400, 405}),
    "no path": ("GET", "", "localhost", {400}),
    "a path without a slash": ("GET", "don-vi", "localhost", {400, 404}),
    "a star": ("OPTIONS", "*", "localhost", {200, 400, 404}),
    "a way up": ("GET", "/static/../../wsgi.py", "localhost", {400, 404}),
    "a way up, encoded": ("GET", "/static/%2e%2e/%2e%2e/wsgi.py", "localhost", {400, 404}),
    "raw bytes": ("GET", "/\xff\xfe", "localhost", {400, 404}),
    "a 9 KB address": ("GET", "/?q=" + "x" * 9000, "localhost", {400, 414}),
    "NUL": ("GET", "/\x00", "localhost", {400, 404}),
    "a broken escape": ("GET", "/%zz%", "localhost", {400, 404}),
}


@pytest.mark.parametrize("what", TARGETS)
def test_an_odd_address_is_refused(server: Server, what: str):
    method, target, host, expected = TARGETS[what]

    answer = server.say(a_head(server, method=method, target=target, host=host))

    assert set(statuses(answer)) <= expected
    assert statuses(answer)
    assert b"evil" not in answer
    assert b"create_app" not in answer


HEADS = {
    "without a host": b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
    "HTTP/1.0 without a host": b"GET / HTTP/1.0\r\n\r\n",
    "HTTP/0.9": b"GET /\r\n\r\n",
    "HTTP/9.9": b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200,
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "150 headers": b"GET /tro-giup HTTP/1.1\r\nHost: localhost\r\n" + b"X-A: 1\r\n" * 150 + b"\r\n",
    "a 9 KB header": b"GET /tro-giup HTTP/1.1\r\nHost: localhost\r\nX-A: " + b"x" * 9000 + b"\r\n\r\n",
    "no end": b"GET / HTTP/1.1\r\nHost: localhost\r\n",
    "a PROXY line": b"PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "lines that end in LF": b"GET /tro-giup HTTP/1.1\nHost: localhost\n\n",
}


@pytest.mark.parametrize("what", HEADS)
def test_a_broken_head_is_refused(server: Server, what: str):
    seen = statuses(server.say(HEADS[what]))

    assert all(400 <= status < 500 or status == 505 for status in seen)


@pytest.mark.parametrize(
    "cookie", ["x" * 5000, "\xff" * 40, "a=b; " * 500, "sotayso=x.y.z", "sotayso=" + "ey" * 2000, "=;=;"]
)
def test_a_broken_cookie_is_nobody(server: Server, cookie: str):
    head = f"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: {cookie}\r\n\r\n".encode("latin-1")

    assert statuses(server.say(head)) == [303]


def test_through_all_of_it_the_server_met_no_error(server: Server):
    assert statuses(server.say(a_head(server, method="GET", target="/"))) == [200]

    said = server.log.read_text(encoding="utf-8", errors="replace")
    assert "Traceback" not in said
    assert "Error handling request" not in said
    assert "WORKER TIMEOUT" not in said
