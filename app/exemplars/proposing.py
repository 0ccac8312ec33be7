"""A unit proposes an exemplar: stored once, whether or not the person has agreed yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select

from app.clock import local
from app.database import AnySession, read, writing
from app.exemplars.acting import Deed, audit, has_consent, put_event
from app.exemplars.models import Exemplar
from app.exemplars.workflow import Act, Kind, Party, State
from app.scope import Actor, Scope
from app.submissions.commands import KeyReused, NewSubmission, receive
from app.submissions.content import sha256
from app.vietnamese import fold

_OF_SUBMISSION = select(Exemplar.id).where(Exemplar.submission_id == bindparam("submission"))


@dataclass(frozen=True)
class NewExemplar:
    """What a unit says. field: of the plan; consent: to name and picture; guardian_consent: a child's guardian too."""

    title: str
    field: str
    kind: Kind
    story: str
    consent: bool
    is_child: bool = False
    guardian_consent: bool = False


class Proposed(NamedTuple):
    number: int
    is_new: bool


def propose_exemplar(new: NewExemplar, *, key: str, by: Scope, actor: Actor, at: datetime) -> Proposed:
    """Stores an exemplar, once for a key: durable when this returns. Raises KeyReused when the key stood for another."""
    session = writing()
    try:
        received = receive(session, NewSubmission(by.unit_id, key, sha256([new]), by.person_id, at))
    except KeyReused:
        session.rollback()
        raise
    if not received.is_new:
        session.rollback()
        return Proposed(proposed_with(received.number) or 0, is_new=False)
    row = Exemplar(submission_id=received.number, unit_id=by.unit_id, ward_id=by.ward_id)
    row.proposed_by_id, row.proposed_as = by.person_id, by.title
    put_exemplar(session, row, new, at)
    if has_consent(row):
        audit(session, row, Deed(Act.CONSENT, Party.UNIT, by.person_id, by.unit_id, at), actor)
    number = row.id
    session.commit()
    return Proposed(number, is_new=True)


def proposed_with(submission: int) -> int | None:
    """The number of the exemplar that was proposed with a submission; None: something else was sent with it."""
    found: int | None = read(_OF_SUBMISSION, {"submission": submission}).scalar_one_or_none()
    return found


def put_exemplar(session: AnySession, row: Exemplar, new: NewExemplar, at: datetime) -> None:
    """Adds an exemplar whose unit is set, with its first event. Does not commit."""
    row.title, row.field, row.kind, row.story = new.title, new.field, new.kind, new.story
    row.consent, row.is_child, row.guardian_consent = new.consent, new.is_child, new.guardian_consent
    row.proposed_at, row.proposed_on = at, local(at).date()
    row.consent_on = row.proposed_on if has_consent(row) else None
    row.search = fold(f"{new.title} {new.story}")
    row.state, row.version = State.SENT, 0
    session.add(row)
    session.flush()
    put_event(session, row, Deed(Act.PROPOSE, Party.UNIT, row.proposed_by_id, row.unit_id, at), "", None)
