"""Raw bodies to a real gunicorn: cut short, broken off, chunked, smuggled, overlong. No 5xx, nothing stored."""

import pytest

from tests.attacks.serving import Server, a_body, a_head, a_post, statuses


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


def of_unknown_length(body: bytes) -> dict[str, bytes]:
    return {
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


def test_a_body_of_unknown_length_is_refused(server: Server):
    head, before = a_head(server, "Transfer-Encoding: chunked"), server.stored()

    for how, sent in of_unknown_length(a_body(server)).items():
        seen = statuses(server.say(head + sent))
        assert set(seen) <= {400, 411, 413}, how
        assert seen or how == "endless"  # broken off while we still sent
        server.say(head + sent[:-1], reset=True)
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
