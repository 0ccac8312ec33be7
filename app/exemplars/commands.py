"""What people do with exemplars: one act at a time, on what they have seen, once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.database import AnySession, writing
from app.exemplars.acting import AUDITED, Deed, NotNow, Place, advance, audit, put_event
from app.exemplars.models import Exemplar, ExemplarEvent, Publication
from app.exemplars.visibility import bounds, visible
from app.exemplars.workflow import AT_ANY_TIME, Act, Party, State, may_ever
from app.permissions import Action
from app.scope import Actor, Scope
from app.wording import short_date


class NotThere(Exception):
    """No exemplar of this number that the person may see (404)."""


class NotYours(Exception):
    """The act is not this person's to do (403)."""


class Stale(Exception):
    """Somebody did something this person had not seen (409)."""


@dataclass(frozen=True)
class Acting:
    """Who acts, from where, when."""

    by: Scope
    actor: Actor
    now: datetime


@dataclass(frozen=True)
class Wish:
    """What somebody wants of an exemplar. seen: the version he saw; place: where it was published."""

    act: Act
    seen: int
    note: str = ""
    place: Place | None = None


def act_on(number: int, wish: Wish, acting: Acting) -> None:
    """Does something with an exemplar: durable when this returns. The same act sent twice is done once.

    Raises NotThere, NotYours, Stale or NotNow; nothing is changed then.
    """
    session = writing()
    try:
        _act(session, _held(session, number, acting.by), wish, acting)
    except (NotThere, NotYours, Stale, NotNow):
        session.rollback()
        raise
    session.commit()


def parties(by: Scope, *, unit_id: int, ward_id: int) -> list[Party]:
    """As whom a person may act on an exemplar he sees."""
    found = []
    if unit_id == by.unit_id and by.may(Action.PROPOSE_EXEMPLARS):
        found.append(Party.UNIT)
    if ward_id == by.ward_id and by.reaches_ward(Action.VERIFY_EXEMPLARS):
        found.append(Party.WARD)
    if ward_id == by.ward_id and by.may(Action.PUBLISH_EXEMPLARS):
        found.append(Party.PUBLISHER)
    return found


def _held(session: AnySession, number: int, by: Scope) -> Exemplar:
    """The exemplar of a number, held until the transaction ends. Raises NotThere."""
    found = select(Exemplar).where(Exemplar.id == number, visible(by)).with_for_update()
    row = session.scalars(found, bounds(by)).one_or_none()
    if row is None:
        raise NotThere(number)
    return row


def _act(session: AnySession, row: Exemplar, wish: Wish, acting: Acting) -> None:
    by = acting.by
    mine = parties(by, unit_id=row.unit_id, ward_id=row.ward_id)
    party = next((each for each in mine if may_ever(wish.act, each)), None)
    if party is None:
        raise NotYours(wish.act)
    deed = Deed(wish.act, party, by.person_id, by.unit_id, acting.now)
    note = where(wish.place) if wish.place else wish.note
    if row.version != wish.seen:
        if _is_repeated(session, row, deed, note, wish.seen):
            return
        if wish.act not in AT_ANY_TIME:
            raise Stale(row.version)
    advance(session, row, deed, note, wish.place)
    if wish.act in AUDITED:
        audit(session, row, deed, acting.actor)


def where(place: Place) -> str:
    """ "Fanpage phường, 22/11/2026"."""
    return f"{place.name}, {short_date(place.on)}"


def _is_repeated(session: AnySession, row: Exemplar, deed: Deed, note: str, seen: int) -> bool:
    """Whether the last thing done, the only one this person need not have seen, is the one sent now: a second tap."""
    if row.version != seen + 1 and deed.act not in AT_ANY_TIME:
        return False
    last = select(ExemplarEvent).where(ExemplarEvent.exemplar_id == row.id, ExemplarEvent.position == row.version)
    event = session.scalars(last).one()
    return (event.act, event.person_id, event.unit_id, event.note) == (deed.act, deed.person_id, deed.unit_id, note)


def mark_taken_down(publication: int, acting: Acting) -> None:
    """Says that what the own unit had published is off again; once. Raises NotThere."""
    session = writing()
    own = Publication.unit_id == acting.by.unit_id
    found = select(Publication).where(Publication.id == publication, own).with_for_update()
    mark = session.scalars(found).one_or_none()
    if mark is None:
        session.rollback()
        raise NotThere(publication)
    if mark.taken_down_at is None:
        mark.taken_down_at, mark.taken_down_by_id = acting.now, acting.by.person_id
        row = session.scalars(select(Exemplar).where(Exemplar.id == mark.exemplar_id).with_for_update()).one()
        deed = Deed(Act.TAKE_DOWN, Party.PUBLISHER, acting.by.person_id, acting.by.unit_id, acting.now)
        put_event(session, row, deed, where(Place(mark.place, mark.published_on)), State(row.state))
    session.commit()
