"""Several phones sending at the same time, while something is done to the server."""

import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.client import HTTPException

from tests.faults.phones import Item, Phone, a_photo, an_entry
from tests.photos.making import a_jpeg

LONG = bool(os.environ.get("FAULTS_LONG"))  # set by `make faults`


@dataclass
class Rush:
    """What is being sent. within: seconds a phone tries for one item."""

    phones: Sequence[Phone]
    within: float
    items: list[Item] = field(default_factory=list)
    jobs: list[Future[None]] = field(default_factory=list)

    def deliver(self, phone: Phone, item: Item) -> Item:
        self.items.append(item)
        return phone.deliver(item, self.within)

    @property
    def done(self) -> int:
        """How many were acknowledged so far."""
        return sum(item.acknowledged for item in list(self.items))

    @property
    def is_over(self) -> bool:
        return all(job.done() for job in self.jobs)

    def now(self) -> list[Item]:
        """What was sent and acknowledged up to this moment."""
        return [replace(item, answers=list(item.answers)) for item in list(self.items)]

    def hang_up(self) -> None:
        """Nobody tries any longer."""
        for phone in self.phones:
            phone.hung_up = True


Work = Callable[[Phone, Rush], None]


def log(phone: Phone, running: Rush) -> None:
    running.deliver(phone, an_entry())


def log_with_photo(phone: Phone, running: Rush) -> None:
    entry = running.deliver(phone, an_entry())
    if number := number_of(phone, entry):
        running.deliver(phone, a_photo(number, a_jpeg(160, 120)))


def number_of(phone: Phone, entry: Item) -> int:
    """The number of an acknowledged entry, as its receipt's page says; 0 where there is none."""
    while entry.acknowledged and not phone.hung_up:
        with suppress(OSError, HTTPException):
            if found := re.search(rb'href="/nhat-ky/(\d+)"', phone.ask(entry.told["url"]).body):
                return int(found[1])
        time.sleep(0.05)
    return 0


@contextmanager
def rush(phones: Sequence[Phone], each: int, *, work: Work = log, within: float = 60) -> Iterator[Rush]:
    """Inside, every phone does the work so often; it ends when all is acknowledged, or time is over."""
    running = Rush(phones, within)

    def go(phone: Phone) -> None:
        for _ in range(each):
            if not phone.hung_up:
                work(phone, running)

    with ThreadPoolExecutor(len(phones)) as pool:
        running.jobs = [pool.submit(go, phone) for phone in phones]
        try:
            yield running
        except BaseException:
            running.hang_up()
            raise
        for job in running.jobs:
            job.result()
