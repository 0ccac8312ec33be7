"""Loads exemplars: as they stand in the file, with the events that lead there."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta

from app.clock import HANOI
from app.database import AnySession
from app.demo.reading_exemplars import DemoExemplar
from app.exemplars.acting import Deed, put_event, put_publication
from app.exemplars.commands import where
from app.exemplars.models import Exemplar
from app.exemplars.proposing import put_exemplar
from app.exemplars.workflow import Act, Party, State
from app.plan import PlanError
from app.submissions.commands import KeyReused, NewSubmission, receive
from app.submissions.content import sha256
from app.units.models import Unit

Step = tuple[Act, Party, State]
EVENING, MORNING = time(19, 30), time(8, 30)  # a file knows days, not hours
ASKED: Step = (Act.ASK_CONSENT, Party.WARD, State.AWAITING)
VERIFIED: Step = (Act.VERIFY, Party.WARD, State.VERIFIED)
PROMOTED: Step = (Act.PROMOTE, Party.WARD, State.PROPOSED)
PUBLISHED: Step = (Act.PUBLISH, Party.PUBLISHER, State.PUBLISHED)
WAYS: dict[State, tuple[Step, ...]] = {
    State.SENT: (),
    State.AWAITING: (ASKED,),
    State.VERIFIED: (VERIFIED,),
    State.PROPOSED: (VERIFIED, PROMOTED),
    State.PUBLISHED: (VERIFIED, PUBLISHED),
    State.WITHDRAWN: ((Act.WITHDRAW, Party.UNIT, State.WITHDRAWN),),
}
TAKEN_BACK: Step = (Act.WITHDRAW_CONSENT, Party.UNIT, State.WITHDRAWN)


def load_exemplars(session: AnySession, exemplars: list[DemoExemplar], by: timedelta, units: Mapping[str, Unit]) -> int:
    """Stores the exemplars that are not there, every day moved by `by`; returns how many. Does not commit.

    Raises PlanError for an id that already stands for other content.
    """
    return sum(_put(session, each, by, units) for each in exemplars)


def _put(session: AnySession, each: DemoExemplar, by: timedelta, units: Mapping[str, Unit]) -> bool:
    unit, at = units[each.unit], datetime.combine(each.on + by, EVENING, HANOI)
    content = sha256([replace(each, line=0)])
    try:
        received = receive(session, NewSubmission(unit.id, f"demo-{each.id}", content, None, at))
    except KeyReused as error:
        raise PlanError(f"line {each.line}: “{each.id}” was loaded before with other content") from error
    if not received.is_new:
        return False
    row = Exemplar(submission_id=received.number, unit_id=unit.id, ward_id=unit.ward_id, proposed_as=each.proposed_as)
    put_exemplar(session, row, each.said, at)
    _replay(session, row, each, by, units)
    return True


def _replay(session: AnySession, row: Exemplar, each: DemoExemplar, by: timedelta, units: Mapping[str, Unit]) -> None:
    """What happened after it was proposed, from the next morning on; the state ends as the file has it."""
    at = datetime.combine(each.on + by + timedelta(days=1), MORNING, HANOI)
    publisher = units[each.publisher].id if each.publisher else None
    doers = {Party.UNIT: row.unit_id, Party.WARD: None, Party.PUBLISHER: publisher}
    for act, party, state in _way(each):
        if act is Act.PUBLISH and each.published is not None:
            at = max(at, datetime.combine(each.published.on + by, MORNING, HANOI))
        deed, before = Deed(act, party, None, doers[party], at), State(row.state)
        row.state = state
        note = ""
        if act is Act.PUBLISH and each.published is not None:
            place = replace(each.published, on=each.published.on + by)
            put_publication(session, row, deed, place)
            note = where(place)
        put_event(session, row, deed, note, before)
        at += timedelta(minutes=10)
    if row.state == State.WITHDRAWN:
        row.consent, row.guardian_consent, row.consent_on = False, False, None


def _way(each: DemoExemplar) -> tuple[Step, ...]:
    """How an exemplar of a file came to its state; one that was published and then withdrawn lost its consent."""
    if each.state is State.WITHDRAWN and each.published is not None:
        return (VERIFIED, PUBLISHED, TAKEN_BACK)
    return WAYS[each.state]
