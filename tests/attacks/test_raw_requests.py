"""Raw bytes to a real gunicorn: cut short, broken off, chunked, smuggled, overlong. No 5xx, nothing stored."""

from collections.abc import Iterator
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from app import clock
from tests.attacks.serving import Server, a_server, statuses

pytestmark = pytest.mark.xdist_group("gunicorn")
TARGET = "/nhat-ky/ghi/hop"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with a_server(tmp_path_factory.mktemp("served")) as running:
        yield running


def a_body(server: Server, **more: str) -> bytes:
    meeting = {"key": str(uuid4()), "held_on": clock.today().isoformat(), "type": "hop_tdp", "luot_nguoi_du": "45"}
    return urlencode(meeting | {"csrf_token": server.token, "note": "x" * 1900} | more).encode()


def a_head(server: Server, *lines: str, method: str = "POST", target: str = TARGET, host: str = "localhost") -> bytes:
    own = [f"{method} {target} HTTP/1.1", f"Host: {host}", f"Cookie: sotayso={server.cookie}", "Connection: close"]
    kind = ["Content-Type: application/x-www-form-urlencoded"] if method == "POST" else []
    return "\r\n".join([*own, *kind, *lines, "", ""]).encode("latin-1")


def a_post(server: Server, body: bytes, *lines: str) -> bytes:
    return a_head(server, f"Content-Length: {len(body)}", *lines) + body


def test_whole_it_is_stored_once(server: Server):
    body, before = a_body(server), len(server.stored()["activities"])

    answers = [server.say(a_post(server, body)) for _ in range(3)]

    assert [statuses(answer) for answer in answers] == [[303]] * 3
    assert len(server.stored()["activities"]) == before + 1


@pytest.mark.parametrize("reset", [False, True], ids=["FIN", "RST"])
def test_cut_at_any_point_nothing_is_stored(server: Server, reset: bool):
    body, before = a_body(server, luot_nguoi_du="47" if reset else "46"), server.stored()
    whole = a_post(server, body)
    head = len(whole) - len(body)

    for cut in (1, 20, head - 2, head - 1, head, head + 1, head + 150, head + 1000, len(whole) // 2, len(whole) - 1):
        seen = statuses(server.say(whole[:cut], reset=reset))
        assert all(status in {400, 408} for status in seen), cut
        assert server.stored() == before, cut

    assert statuses(server.say(whole)) == [303]


def chunked(*chunks: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + end


def test_a_body_of_unknown_length_is_refused(server: Server):
    body, before = a_body(server), server.stored()
    sendings = {
        "whole": chunked(body),
        "many": chunked(*(body[i : i + 100] for i in range(0, len(body), 100))),
        "cut": chunked(body, end=b""),
        "cut in a chunk": chunked(body)[:-900],
        "no number": b"zz\r\nx\r\n0\r\n\r\n",
        "below nothing": b"-5\r\nx\r\n0\r\n\r\n",
        "beyond all": b"f" * 40 + b"\r\nx\r\n0\r\n\r\n",
        "odd extension": b"5;" + b"x" * 9000 + b"\r\nnote=\r\n0\r\n\r\n",
        "no line end": b"5\nnote=\n0\n\n",
        "trailer": chunked(body, end=b"0\r\nHost: evil.example\r\n\r\n"),
        "endless": chunked(b"x" * 300_000),
    }
    for how, sent in sendings.items():
        seen = statuses(server.say(a_head(server, "Transfer-Encoding: chunked") + sent))
        assert set(seen) <= {400, 411, 413}, how
        assert seen or how == "endless"  # broken off while we still sent
    server.say(a_head(server, "Transfer-Encoding: chunked") + chunked(body, end=b""), reset=True)
    assert server.stored() == before


SMUGGLING = [
    ("Content-Length: 5", "Transfer-Encoding: chunked"),
    ("Content-Length: 5", "Content-Length: 6"),
    ("Content-Length: 5, 6",),
    ("Content-Length: +5",),
    ("Content-Length: -5",),
    ("Content-Length: 0x5",),
    ("Content-Length: " + "9" * 20,),
    ("Content-Length: 5_0",),
    ("Transfer-Encoding: xchunked",),
    ("Transfer-Encoding: chunked, identity",),
    ("Transfer-Encoding : chunked",),
    ("Transfer-Encoding:\x0bchunked",),
    ("Content-Length : 5",),
    ("Host: evil.example",),
    ("X-Bad\x00: 1",),
    (" folded: 1",),
    ("no colon",),
    ("Expect: 200-nothing",),
]


@pytest.mark.parametrize("lines", SMUGGLING, ids=lambda lines: " ".join(lines)[:40])
def test_an_ambiguous_request_is_refused_and_hides_no_second(server: Server, lines: tuple[str, ...]):
    body, before = a_body(server), server.stored()
    hidden = a_post(server, body)

    seen = statuses(server.say(a_head(server, *lines) + b"0\r\n\r\n" + hidden))

    assert seen
    assert set(seen) <= {400, 411, 413, 417, 501}
    assert server.stored() == before


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


def test_a_26_mb_body_is_refused_before_it_is_read(server: Server):
    before = server.stored()

    seen = statuses(server.say(a_head(server, "Content-Length: 26000000") + b"note=" + b"x" * 200_000))

    assert seen in ([413], [])
    assert server.stored() == before


def test_through_all_of_it_the_server_met_no_error(server: Server):
    assert statuses(server.say(a_head(server, method="GET", target="/"))) == [200]

    said = server.log.read_text(encoding="utf-8", errors="replace")
    assert "Traceback" not in said
    assert "Error handling request" not in said
    assert "WORKER TIMEOUT" not in said
