"""Photos in a folder: written beside their place, synced, renamed, the folder synced; so that a power cut leaves all or nothing."""

import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from app.photos.store import Kept, StoreAway, StoreFull

UNFINISHED = ".part"


class FolderStore:
    """A Store under one folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, content: bytes) -> None:
        place = self.folder / name
        part = place.with_name(f"{place.name}.{secrets.token_hex(4)}{UNFINISHED}")
        try:
            self._make_room(place.parent)
            try:
                _write(part, content)
                part.rename(place)
                _sync(place.parent)
            except OSError:
                for half in (part, place):
                    with suppress(OSError):
                        half.unlink()
                raise
        except OSError as error:  # no space, no inodes, read-only, not ours: whichever, nothing can be kept here
            raise StoreFull(str(error)) from error

    def read(self, name: str) -> bytes | None:
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:  # a disk that fails, a folder that is no longer ours
            raise StoreAway(str(error)) from error

    def remove(self, name: str) -> None:
        with suppress(OSError):  # what stays is found at night
            (self.folder / name).unlink()

    def kept(self) -> Iterator[Kept]:
        for file in sorted(self.folder.rglob("*")):
            with suppress(FileNotFoundError):  # gone meanwhile
                if file.is_file():
                    since = datetime.fromtimestamp(file.stat().st_mtime, UTC)
                    yield Kept(file.relative_to(self.folder).as_posix(), since, file.suffix == UNFINISHED)

    def _make_room(self, folder: Path) -> None:
        """Makes the folder of a name, as durable as what will lie in it."""
        if folder.is_dir():
            return
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sync(folder.parent)
        _sync(self.folder.parent)


def _write(file: Path, content: bytes) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with open(descriptor, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(descriptor)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
