"""How many photos are redrawn at once, on the whole machine: never more memory than these need, however many are sent."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore

AT_ONCE = 2  # on the machine
PATIENCE = 1.0  # seconds somebody waits for his turn
NAP = 0.02

# Of the threads of a worker as many may be busy with photos: the others go on answering.
_waiting = BoundedSemaphore(AT_ONCE)


class Busy(Exception):
    """Others' photos are being redrawn: this one may come again in some seconds (503)."""


@contextmanager
def a_turn(folder: Path) -> Iterator[None]:
    """Inside, this is one of the few that redraw. folder: where the locks lie. Raises Busy."""
    if not _waiting.acquire(blocking=False):
        raise Busy
    try:
        held = _lock_one(folder)
        try:
            yield
        finally:
            os.close(held)  # and the lock is gone; it also goes with a process that is killed
    finally:
        _waiting.release()


def _lock_one(folder: Path) -> int:
    until = time.monotonic() + PATIENCE
    while True:
        for place in range(AT_ONCE):
            file = os.open(folder / f".photo-turn-{place}", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(file)
            else:
                return file
        if time.monotonic() > until:
            raise Busy
        time.sleep(NAP)
