"""Photos put to an entry and taken off it: redrawn and stored first, then the row, then the answer."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import DBAPIError

from app.activities.changing import NotNow, held, party_of
from app.activities.workflow import Party, Status, Step, steps_from
from app.database import let_go, writing
from app.photos.commands import (
    Filed,
    NewPhoto,
    TooMany,
    file,
    lacks_files,
    put_files,
    put_photo,
    repeated,
    take_off,
    unfile,
)
from app.photos.darkroom import Darkroom
from app.photos.decoding import Drawn, redraw
from app.photos.looking import look
from app.photos.queries import MOST, earlier_with, photos_of
from app.photos.store import Store
from app.scope import Scope


@dataclass(frozen=True)
class Sent:
    """A photo as it came. key: made by the phone, the same at every try; sha256: of the content, in hex."""

    key: str
    sha256: str
    content: bytes


def add_photo(number: int, sent: Sent, *, by: Scope, now: datetime, room: Darkroom) -> str:
    """Puts a photo to an entry of the own unit, once for a key: durable when this returns. The name of its file.

    Also in a closed period: it changes no figure, and what is logged late may have photos too. Raises NotThere, NotNow,
    KeyReused, TooMany, Refused, Busy, StoreFull or StoreAway; nothing is kept then.
    """
    new = NewPhoto(number, by.unit_id, sent.key, sent.sha256, by.person_id, now)
    if name := repeated(new, earlier_with(by.unit_id, sent.key)):
        if lacks_files(name, room.store):
            put_files(name, _redrawn(sent, room), room.store)
        return name
    if len(photos_of(number)) >= MOST:
        raise TooMany(number)
    filed = file(_redrawn(sent, room), room.store)
    name = _put(new, filed, by, room.store)
    if name != filed.name:
        unfile(filed.name, room.store)
    return name


def _redrawn(sent: Sent, room: Darkroom) -> Drawn:
    let_go()  # nothing is held while a photo is redrawn and written
    return redraw(sent.content, look(sent.content), room.locks)


def _put(new: NewPhoto, filed: Filed, by: Scope, store: Store) -> str:
    session = writing()
    try:
        row = held(session, new.entry, Party.UNIT, by)
        if row.status == Status.WITHDRAWN:
            raise NotNow(row.status)
        name = put_photo(session, new, filed)
    except Exception:
        session.rollback()
        unfile(filed.name, store)
        raise
    try:
        session.commit()
    except DBAPIError:
        _unfile_if_not_stored(new, filed, store)
        raise
    return name


def _unfile_if_not_stored(new: NewPhoto, filed: Filed, store: Store) -> None:
    """A commit whose answer was lost may have been done: while the database does not say, the files stay (astray.py)."""
    let_go()
    with suppress(DBAPIError):
        stored = earlier_with(new.unit, new.key)
        if stored is None or stored.name != filed.name:
            unfile(filed.name, store)


def remove_photo(number: int, name: str, *, by: Scope, now: datetime, room: Darkroom) -> bool:
    """Takes a photo off an entry of the own unit; whether it was there. Raises NotThere or NotNow.

    Also in a closed period, as it changes no figure and who is seen in it may ask for that (security.md 9).
    """
    session = writing()
    try:
        row = held(session, number, Party.UNIT, by)
        if not may_take_off(Status(row.status), by):
            raise NotNow(row.status)
        was_there, is_last = take_off(session, number, name, by.person_id, now)
    except Exception:
        session.rollback()
        raise
    session.commit()
    if was_there and is_last:
        unfile(name, room.store)
    return was_there


def may_take_off(status: Status, by: Scope) -> bool:
    """Whether the entry's state lets its unit take photos off."""
    return Step.CORRECT in steps_from(status, party_of(by), is_closed=False)
