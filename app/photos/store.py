"""Where photos are kept, as everybody else knows it: one small interface, whatever stands behind it."""

import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple, Protocol


class StoreFull(Exception):
    """There is no room, or nothing may be written (507)."""


class StoreAway(Exception):
    """What stands behind it does not answer (503)."""


class Kept(NamedTuple):
    """A file of the store, and since when. is_unfinished: its writing was broken off, or goes on."""

    name: str
    since: datetime
    is_unfinished: bool = False


class Store(Protocol):
    """Files under names of fresh_name(). Every method may raise StoreAway."""

    def put(self, name: str, content: bytes) -> None:
        """Durable when this returns, whole or not at all. Raises StoreFull."""

    def read(self, name: str) -> bytes | None:
        """What was put; None where there is no such file."""

    def remove(self, name: str) -> None:
        """It need not be there."""

    def kept(self) -> Iterator[Kept]:
        """Every file there is."""


def fresh_name() -> str:
    """What a photo is called: 32 hex digits that nobody guesses and that say nothing."""
    return secrets.token_hex(16)


def photo_file(name: str) -> str:
    """The file of a photo."""
    return f"{name[:2]}/{name}.jpg"


def thumbnail_file(name: str) -> str:
    """The file of a photo's thumbnail, beside it."""
    return f"{name[:2]}/{name}-nho.jpg"
