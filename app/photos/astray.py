"""What the store and the rows do not agree on: a photo without a row, a row without a photo. Looked for at night."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func, select

from app.database import read
from app.photos.models import Photo
from app.photos.store import Store, StoreAway, photo_file, thumbnail_file

YOUNG = timedelta(hours=1)  # a file so young may be waiting for its row
OLD = timedelta(hours=24)  # nobody is still writing a file so old (security.md 3, A21)

_NAMES = select(Photo.name).where(Photo.removed_at.is_(None)).distinct()
_GONE = select(Photo.name).group_by(Photo.name).having(func.count().filter(Photo.removed_at.is_(None)) == 0)


class Astray(NamedTuple):
    """files: in the store, of no row. missing: of rows, not in the store. Both in the order of their names."""

    files: tuple[str, ...]
    missing: tuple[str, ...]


def astray(store: Store, now: datetime) -> Astray:
    """Raises StoreAway."""
    kept = {each.name: each.since for each in store.kept()}  # before the rows: a row's files are there before it
    wanted = {file(name) for name in read(_NAMES).scalars() for file in (photo_file, thumbnail_file)}
    lost = (name for name, since in kept.items() if name not in wanted and now - since > YOUNG)
    missing = (name for name in wanted - kept.keys() if store.read(name) is None)  # not put since the store was asked
    return Astray(tuple(sorted(lost)), tuple(sorted(missing)))


def remove_left(store: Store, now: datetime) -> int:
    """Removes the files of photos that were taken off while the store was away, and what a power cut left half written.

    How many went. Raises StoreAway.
    """
    kept = list(store.kept())
    gone = {file(name) for name in read(_GONE).scalars() for file in (photo_file, thumbnail_file)}
    count = 0
    for name in [each.name for each in kept if each.name in gone or (each.is_unfinished and now - each.since > OLD)]:
        with suppress(StoreAway):  # told as astray
            store.remove(name)
            count += 1
    return count


def photos_astray(store: Store, now: datetime) -> str:
    """One sentence for whoever looks after the server; "" where nothing is astray. Raises StoreAway."""
    found = astray(store, now)
    said = []
    if found.missing:
        said.append(f"Thiếu {len(found.missing)} tệp ảnh, đầu tiên là {found.missing[0]}.")
    if found.files:
        said.append(f"Thừa {len(found.files)} tệp không thuộc lần ghi nào, đầu tiên là {found.files[0]}.")
    return " ".join(said)
