"""One answer to several threads: each keeps its own history, and none that has moved on meanwhile is touched."""

from dataclasses import dataclass, field, replace

from sqlalchemy import or_, select

from app.database import AnySession, writing
from app.feedback.commands import Acting
from app.feedback.models import Feedback, Message
from app.feedback.numbers import code, parts
from app.feedback.stepping import Deed, NotNow, Wish, advance
from app.feedback.templates import Blanks, filled
from app.feedback.visibility import bounds, visible
from app.feedback.workflow import Party, State, Step
from app.units.models import Unit

CHANGED = "có người vừa làm việc khác trong phản ánh này"


@dataclass
class Outcome:
    """Codes that have the answer now; code → why, for those left as they were."""

    answered: list[str] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)


def answer_many(seen: dict[str, int], text: str, acting: Acting) -> Outcome:
    """Answers threads of the ward in one transaction. seen: code → the version that was on the page.

    One not received yet is received first. The same answer sent twice is given once.
    """
    session, outcome = writing(), Outcome()
    for row in _held(session, list(seen), acting):
        number = code(row.year, row.number)
        said = filled(text, _blanks(session, row))
        if row.version != seen[number]:
            if _has_it(session, row, said, acting):
                outcome.answered.append(number)
            else:
                outcome.left_out[number] = CHANGED
            continue
        try:
            _answer(session, row, said, acting)
            outcome.answered.append(number)
        except NotNow:
            outcome.left_out[number] = f"đang ở trạng thái “{State(row.state).label}”"
    session.commit()
    return outcome


def _held(session: AnySession, codes: list[str], acting: Acting) -> list[Feedback]:
    """The threads, held in the order of their ids so that two officers never wait for each other."""
    named = [(Feedback.year == year) & (Feedback.number == number) for year, number in map(parts, codes)]
    found = select(Feedback).where(or_(False, *named), visible(acting.by)).order_by(Feedback.id).with_for_update()
    return list(session.scalars(found, bounds(acting.by)))


def _answer(session: AnySession, row: Feedback, text: str, acting: Acting) -> None:
    deed = Deed(Step.ANSWER, Party.WARD, acting.by.person_id, acting.by.unit_id, acting.now)
    if row.state == State.SENT:
        advance(session, row, Wish(Step.RECEIVE), deed._replace(step=Step.RECEIVE), acting.goals)
    advance(session, row, replace(Wish(Step.ANSWER), text=text), deed, acting.goals)


def _has_it(session: AnySession, row: Feedback, text: str, acting: Acting) -> bool:
    """Whether the newest message is this very answer by this person: a second tap."""
    last = select(Message).where(Message.feedback_id == row.id, Message.position == row.version)
    message = session.scalars(last).one()
    return (message.step, message.person_id, message.text) == (Step.ANSWER, acting.by.person_id, text)


def _blanks(session: AnySession, row: Feedback) -> Blanks:
    name = session.scalars(select(Unit.name).where(Unit.id == row.unit_id)).one()
    return Blanks(name, code(row.year, row.number), row.title)
