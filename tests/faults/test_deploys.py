"""The server is asked to end, or to begin anew, in the middle of an upload: that one ends well or is sent again, once."""

import signal
import socket
import threading
import time

import pytest

from tests.faults.conftest import Ledger
from tests.faults.phones import Item, Phone, a_photo, an_entry
from tests.faults.rush import number_of
from tests.faults.site import Site, wait_until
from tests.faults.tally import tally
from tests.faults.worlds import phones
from tests.photos.making import a_jpeg

HALF = 1.5  # seconds between the two halves of a slow upload


def head_of(phone: Phone, item: Item) -> bytes:
    """What HTTP says before the body."""
    cookie = "; ".join(f"{name}={value}" for name, value in phone.cookies.items())
    own = f"X-Outbox: {phone.who['person']} {phone.who['unit']}"
    lines = [f"POST {item.path} HTTP/1.1", f"Host: 127.0.0.1:{phone.port}", f"Cookie: {cookie}", own]
    lines += [f"X-CSRFToken: {phone.who['token']}", f"Content-Type: {item.kind}", f"Content-Length: {len(item.body)}"]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode()


def send_slowly(phone: Phone, item: Item) -> None:
    """One try in two halves."""
    try:
        with socket.create_connection(("127.0.0.1", phone.port), timeout=30) as line:
            line.sendall(head_of(phone, item) + item.body[: len(item.body) // 2])
            time.sleep(HALF)
            line.sendall(item.body[len(item.body) // 2 :])
            first = line.recv(64)
    except OSError:
        first = b""
    item.answers.append(int(first.split()[1]) if first.startswith(b"HTTP/1.1 ") else 0)


def upload_while(site: Site, deploy: int) -> tuple[list[Item], Item]:
    """An entry, and the slow upload of its photo during which the master gets a signal."""
    phone = phones(site, 1)[0]
    entry = phone.deliver(an_entry())
    photo = a_photo(number_of(phone, entry), a_jpeg(640, 480))
    slow = threading.Thread(target=send_slowly, args=(phone, photo))
    slow.start()
    time.sleep(HALF / 2)
    if deploy == signal.SIGTERM:
        site.stop()
        site.serve()
    else:
        old = set(site.workers())
        site.signal(deploy, site.master)
        wait_until(lambda: len(set(site.workers()) - old) == len(old) and not old & set(site.workers()), 60)
    slow.join()
    return [entry, photo], phone.deliver(photo)


@pytest.mark.fault("A3 deploy during an upload")
@pytest.mark.long("postgresql")
@pytest.mark.parametrize("deploy", [signal.SIGTERM, signal.SIGHUP], ids=["term", "hup"])
def test_a_deploy_in_the_middle_of_an_upload(site: Site, database: str, ledger: Ledger, deploy: signal.Signals):
    site.serve()
    items, photo = upload_while(site, deploy)

    counted = tally(site, items)
    ledger(counted.row(f"A3 {deploy.name} during an upload", database))
    assert set(photo.answers) <= {0, 201}
    assert counted.acknowledged == counted.stored == 2
    assert counted.row("A3", database).harmless
