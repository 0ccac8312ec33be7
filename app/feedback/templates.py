"""Answer templates: texts a ward answers with, their blanks filled from the thread, edited before sending."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, or_, select

from app.database import AnySession, read, writing
from app.feedback.models import AnswerTemplate
from app.feedback.workflow import Step
from app.scope import Scope

# The steps a template may be for.
STEPS = (Step.RECEIVE, Step.RETURN, Step.UPDATE, Step.ANSWER, Step.ESCALATE, Step.BROADCAST)
BLANKS = ("don_vi", "ma", "tieu_de")
_BLANK = re.compile(r"\{([^{}\n]{0,40})\}")


class Blanks(NamedTuple):
    """What the blanks of a template stand for in one thread."""

    don_vi: str
    ma: str
    tieu_de: str


class TemplateView(NamedTuple):
    """A template. category None: for all."""

    id: int
    category: str | None
    step: Step
    name: str
    text: str


@dataclass(frozen=True)
class NewTemplate:
    category: str | None
    step: Step
    name: str
    text: str


_COLUMNS = (AnswerTemplate.id, AnswerTemplate.category, AnswerTemplate.step, AnswerTemplate.name, AnswerTemplate.text)
_ALL = (
    select(*_COLUMNS)
    .where(AnswerTemplate.ward_id == bindparam("ward"), AnswerTemplate.removed_at.is_(None))
    .order_by(AnswerTemplate.step, AnswerTemplate.name, AnswerTemplate.id)
    .limit(200)
)
_FOR = _ALL.where(
    AnswerTemplate.step == bindparam("step"),
    or_(AnswerTemplate.category.is_(None), AnswerTemplate.category == bindparam("category")),
)


def unknown_blanks(text: str) -> list[str]:
    """The blanks of a text that nothing would fill."""
    return [found for found in _BLANK.findall(text) if found not in BLANKS]


def filled(text: str, blanks: Blanks) -> str:
    """A text with its blanks filled; what is no blank of ours stays as it was typed."""
    known = blanks._asdict()
    return _BLANK.sub(lambda found: known.get(found[1], found[0]), text)


def emptied(text: str, blanks: Blanks) -> str:
    """A text that was sent, with this thread's unit, code and title as blanks again, the longest first."""
    for name, words in sorted(blanks._asdict().items(), key=lambda each: -len(each[1])):
        text = text.replace(words, f"{{{name}}}") if words else text
    return text


def templates_of(scope: Scope) -> list[TemplateView]:
    """Every template of the ward."""
    return [_view(row) for row in read(_ALL, {"ward": scope.ward_id})]


def templates_for(scope: Scope, step: Step, category: str) -> list[TemplateView]:
    """The templates for a step in a thread of a category; none for steps that have none."""
    if step not in STEPS:
        return []
    return [_view(row) for row in read(_FOR, {"ward": scope.ward_id, "step": step, "category": category})]


def _view(row: Row[*tuple[Any, ...]]) -> TemplateView:
    return TemplateView(*row)._replace(step=Step(row.step))


def put_template(session: AnySession, new: NewTemplate, ward_id: int, by_id: int | None, now: datetime) -> None:
    """Adds a template. Does not commit."""
    row = AnswerTemplate(ward_id=ward_id, made_by_id=by_id, made_at=now)
    row.category, row.step, row.name, row.text = new.category, new.step, new.name, new.text
    session.add(row)


def add_template(new: NewTemplate, *, by: Scope, now: datetime) -> None:
    session = writing()
    put_template(session, new, by.ward_id, by.person_id, now)
    session.commit()


def change_template(number: int, new: NewTemplate, *, by: Scope) -> bool:
    """Whether there was such a template of the ward to change."""
    session = writing()
    row = _held(session, number, by)
    if row is not None:
        row.category, row.step, row.name, row.text = new.category, new.step, new.name, new.text
    session.commit()
    return row is not None


def remove_template(number: int, *, by: Scope, now: datetime) -> bool:
    """Whether there was such a template of the ward to remove; what was sent with it stays."""
    session = writing()
    row = _held(session, number, by)
    if row is not None:
        row.removed_at = now
    session.commit()
    return row is not None


def _held(session: AnySession, number: int, by: Scope) -> AnswerTemplate | None:
    found = select(AnswerTemplate).where(AnswerTemplate.id == number, AnswerTemplate.ward_id == by.ward_id)
    return session.scalars(found.where(AnswerTemplate.removed_at.is_(None)).with_for_update()).one_or_none()
