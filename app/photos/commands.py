"""Rows of photos inside somebody's transaction; nothing here commits. Files are put before it and removed after it."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.database import AnySession
from app.photos.decoding import Drawn
from app.photos.models import Photo
from app.photos.queries import MOST, Earlier
from app.photos.store import Store, StoreAway, fresh_name, photo_file, thumbnail_file


class KeyReused(Exception):
    """The key stands for another photo, or for one that was taken off the entry (409)."""


class TooMany(Exception):
    """The entry has as many photos as it may (422)."""


@dataclass(frozen=True)
class NewPhoto:
    """entry, unit: whose it is. key: of the phone; sha256: of what was sent, in hex."""

    entry: int
    unit: int
    key: str
    sha256: str
    person: int | None
    at: datetime


class Filed(NamedTuple):
    """A photo whose two files are in the store."""

    name: str
    digest: str
    drawn: Drawn


def file(drawn: Drawn, store: Store) -> Filed:
    """Puts a photo and its thumbnail into the store, both or neither. Raises StoreFull or StoreAway."""
    name = fresh_name()
    try:
        put_files(name, drawn, store)
    except Exception:
        unfile(name, store)
        raise
    return Filed(name, sha256(drawn.photo).hexdigest(), drawn)


def put_files(name: str, drawn: Drawn, store: Store) -> None:
    """Puts the two files of a name. Raises StoreFull or StoreAway."""
    store.put(thumbnail_file(name), drawn.thumbnail)
    store.put(photo_file(name), drawn.photo)


def lacks_files(name: str, store: Store) -> bool:
    """Whether a photo that has a row misses one of its files. Raises StoreAway."""
    return store.read(photo_file(name)) is None or store.read(thumbnail_file(name)) is None


def unfile(name: str, store: Store) -> None:
    """Takes both files of a photo out of the store. Where the store is away they stay: see astray.py."""
    with suppress(StoreAway):
        store.remove(photo_file(name))
        store.remove(thumbnail_file(name))


def repeated(new: NewPhoto, earlier: Earlier | None) -> str | None:
    """The name of what came under the key before; None when nothing did. Raises KeyReused."""
    if earlier is None:
        return None
    if (earlier.entry, earlier.sha256) != (new.entry, new.sha256) or earlier.is_removed:
        raise KeyReused(new.key)
    return earlier.name


def put_photo(session: AnySession, new: NewPhoto, filed: Filed) -> str:
    """Adds a photo to an entry that is held, once; returns the name of its file. Raises KeyReused or TooMany.

    The same photo again is not added to an entry that has it, and shares its file with any other entry.
    """
    twins = session.scalars(_SAME.where(Photo.digest == filed.digest)).all()
    for twin in twins:
        if twin.activity_id == new.entry:
            return twin.name
    if session.scalars(_HOW_MANY.where(Photo.activity_id == new.entry)).one() >= MOST:
        raise TooMany(new.entry)
    name = twins[0].name if twins else filed.name
    session.add(_row(new, filed, name))
    try:
        session.flush()
    except IntegrityError as error:  # under the same key another photo came just now
        raise KeyReused(new.key) from error
    return name


def take_off(session: AnySession, entry: int, name: str, by: int, at: datetime) -> tuple[bool, bool]:
    """Takes a photo off an entry: whether it was there, and whether nobody else shares its file."""
    held = _SAME.where(Photo.name == name)
    session.scalars(held).all()  # waits for who shares the file just now; what he added is seen by the next statement
    sharing = session.scalars(held).all()
    own = [photo for photo in sharing if photo.activity_id == entry]
    for photo in own:
        photo.removed_at, photo.removed_by_id = at, by
    return bool(own), len(own) == len(sharing)


# Held until the transaction ends, always in this order: a file is neither shared nor removed while another does either.
_SAME = select(Photo).where(Photo.removed_at.is_(None)).order_by(Photo.id).with_for_update()
_HOW_MANY = select(func.count()).select_from(Photo).where(Photo.removed_at.is_(None))


def _row(new: NewPhoto, filed: Filed, name: str) -> Photo:
    return Photo(
        activity_id=new.entry,
        unit_id=new.unit,
        key=new.key,
        sha256=new.sha256,
        name=name,
        digest=filed.digest,
        width=filed.drawn.width,
        height=filed.drawn.height,
        bytes=len(filed.drawn.photo),
        added_by_id=new.person,
        added_at=new.at,
    )
