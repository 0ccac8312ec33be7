"""While bombs and heavy photos come in, a server goes on answering pages, and gives the bombs back within three seconds."""

import hashlib
import http.client
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from uuid import uuid4

import pytest
from PIL import Image

from tests.attacks.serving import Server, a_body, a_post, a_server, statuses
from tests.photos.files import a_heic_saying, a_png
from tests.photos.making import encoded, multipart

LASTS = 6  # seconds
SENDERS, READERS = 6, 2


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A gunicorn with one entry."""
    with a_server(tmp_path_factory.mktemp("photographed")) as running:
        assert statuses(running.say(a_post(running, a_body(running)))) == [303]
        yield running


def heavy_files() -> list[bytes]:
    """Those that cost most before they are refused, and the photo a phone makes when its browser does not shrink it."""
    noise = Image.effect_noise((1_008, 756), 80).resize((4_032, 3_024)).convert("RGB")
    return [
        encoded(Image.new("RGBA", (3_600, 3_600), (9, 9, 9, 9)), "PNG"),
        a_png(60_000, 60_000),
        a_heic_saying(11_500, 11_500),
        encoded(noise, quality=85),
    ]


def asked(server: Server, method: str, path: str, **more: bytes | str) -> tuple[int, float]:
    """Status and seconds of one request."""
    headers = {"Cookie": f"sotayso={server.cookie}"}
    body = more.get("data", b"")
    wire, began = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30), time.monotonic()
    if body:
        headers |= {"Content-Type": str(more["content_type"]), "X-Outbox": "1 TDP07"}
    wire.request(method, path, body=body or None, headers=headers)
    status = wire.getresponse().status
    wire.close()
    return status, time.monotonic() - began


def keep_on(act: Callable[[int], tuple[int, float]], until: Event) -> list[tuple[int, float]]:
    found = []
    while not until.is_set():
        found.append(act(len(found)))
    return found


def together(server: Server, files: list[bytes]) -> tuple[list[tuple[int, float]], list[tuple[int, float]]]:
    """What senders of these files and readers of the home page are answered, all at once for LASTS seconds."""
    done = Event()

    def send(place: int) -> tuple[int, float]:
        content = files[place % len(files)]
        fields = {"key": str(uuid4()), "sha256": hashlib.sha256(content).hexdigest(), "csrf_token": server.token}
        return asked(server, "POST", "/nhat-ky/1/anh", **multipart(fields, [(content, "a.jpg")]))

    with ThreadPoolExecutor(SENDERS + READERS) as pool:
        sending = [pool.submit(keep_on, send, done) for _ in range(SENDERS)]
        reading = [pool.submit(keep_on, lambda _: asked(server, "GET", "/"), done) for _ in range(READERS)]
        time.sleep(LASTS)
        done.set()
        sent, read = ([each for task in tasks for each in task.result()] for tasks in (sending, reading))
    return sent, read


def test_pages_are_answered_while_photos_are_redrawn(server: Server):
    sent, read = together(server, heavy_files())

    times = sorted(seconds for _, seconds in read)
    p95 = times[len(times) * 95 // 100]
    print(f"{len(sent)} photos, slowest {max(sent, key=lambda e: e[1])}; {len(read)} pages, p95 {p95:.2f} s")
    assert {status for status, _ in read} == {200}
    assert {status for status, _ in sent} <= {201, 422, 503}
    assert max(seconds for status, seconds in sent if status == 422) < 3
    assert p95 < 1
