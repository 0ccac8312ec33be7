"""Doing something with an exemplar: its state and consent moved on, one event written, the audit told."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from app.audit.commands import Act as AuditAct
from app.audit.commands import record
from app.audit.models import Event
from app.clock import local
from app.database import AnySession
from app.exemplars.models import Exemplar, ExemplarEvent, Publication
from app.exemplars.workflow import Act, Party, State, after, consents
from app.scope import Actor

# What changes who sees something is told to the audit.
AUDITED = {
    Act.CONSENT: Event.EXEMPLAR_CONSENT_GIVEN,
    Act.WITHDRAW_CONSENT: Event.EXEMPLAR_CONSENT_WITHDRAWN,
    Act.WITHDRAW: Event.EXEMPLAR_WITHDRAWN,
    Act.PUBLISH: Event.EXEMPLAR_PUBLISHED,
}


class NotNow(Exception):
    """The act does not lead on from where the exemplar stands (409)."""


class Deed(NamedTuple):
    """An act, who does it for which unit, and when."""

    act: Act
    party: Party
    person_id: int | None
    unit_id: int | None
    at: datetime


@dataclass(frozen=True)
class Place:
    """Where and when something was published. link: an address of the web, or nothing."""

    name: str
    on: date
    link: str = ""


def advance(session: AnySession, row: Exemplar, deed: Deed, note: str = "", place: Place | None = None) -> None:
    """Does one allowed thing. Raises NotNow. Does not commit."""
    before = State(row.state)
    state = after(before, deed.act, deed.party, consented=has_consent(row))
    if state is None:
        raise NotNow(deed.act)
    row.state = state
    if deed.act is Act.CONSENT:
        row.consent, row.guardian_consent, row.consent_on = True, row.is_child, local(deed.at).date()
    if state is State.WITHDRAWN:
        row.consent, row.guardian_consent, row.consent_on = False, False, None
    if place is not None:
        put_publication(session, row, deed, place)
    put_event(session, row, deed, note, before)


def has_consent(row: Exemplar) -> bool:
    return consents(consent=row.consent, is_child=row.is_child, guardian_consent=row.guardian_consent)


def put_publication(session: AnySession, row: Exemplar, deed: Deed, place: Place) -> None:
    """Marks where it was published. Does not commit."""
    mark = Publication(exemplar_id=row.id, unit_id=deed.unit_id, place=place.name, link=place.link)
    mark.published_on, mark.marked_by_id, mark.marked_at = place.on, deed.person_id, deed.at
    session.add(mark)


def put_event(session: AnySession, row: Exemplar, deed: Deed, note: str, before: State | None) -> None:
    """Writes what was done into the feed; the version is the number of its events. Does not commit."""
    row.version += 1
    event = ExemplarEvent(exemplar_id=row.id, position=row.version, at=deed.at, act=deed.act, party=deed.party)
    event.person_id, event.unit_id, event.note = deed.person_id, deed.unit_id, note
    event.state_before, event.state = before, row.state
    session.add(event)


def audit(session: AnySession, row: Exemplar, deed: Deed, by: Actor) -> None:
    """One line for what changes who sees it: its number and nothing that was typed, for its lines stay for ever."""
    record(session, AuditAct(AUDITED[deed.act], None, row.unit_id, {}, {"exemplar": row.id}), by=by, at=deed.at)
