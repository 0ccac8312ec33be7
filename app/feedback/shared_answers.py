"""Hỏi đáp: questions in the reviewer's words with good answers, for every unit to read out."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select

from app.database import read, writing
from app.feedback.models import SharedAnswer
from app.personal_numbers import masked
from app.scope import Scope
from app.vietnamese import fold, search_pattern


class SharedView(NamedTuple):
    id: int
    category: str
    question: str
    answer: str
    shared_at: datetime


_COLUMNS = (
    SharedAnswer.id,
    SharedAnswer.category,
    SharedAnswer.question,
    SharedAnswer.answer,
    SharedAnswer.shared_at,
)
_FOUND = (
    select(*_COLUMNS)
    .where(
        SharedAnswer.ward_id == bindparam("ward"),
        SharedAnswer.removed_at.is_(None),
        SharedAnswer.search.like(bindparam("pattern"), escape="\\"),
    )
    .order_by(SharedAnswer.shared_at.desc(), SharedAnswer.id.desc())
    .limit(200)
)


def shared_answers(scope: Scope, sought: str = "") -> list[SharedView]:
    """The ward's questions and answers, the newest first; sought: words without marks."""
    return [SharedView(*row) for row in read(_FOUND, {"ward": scope.ward_id, "pattern": search_pattern(sought)})]


def share_answer(thread_id: int, category: str, question: str, answer: str, *, by: Scope, now: datetime) -> None:
    """Adds a question with its answer, telephone and identity numbers masked: every unit reads it."""
    session = writing()
    row = SharedAnswer(ward_id=by.ward_id, feedback_id=thread_id, shared_by_id=by.person_id, shared_at=now)
    row.category, row.question, row.answer = category, masked(question), masked(answer)
    row.search = fold(f"{row.question} {row.answer}")
    session.add(row)
    session.commit()


def withdraw_answer(number: int, *, by: Scope, now: datetime) -> bool:
    """Whether there was such a question of the ward; from now on no unit reads it."""
    session = writing()
    found = select(SharedAnswer).where(SharedAnswer.id == number, SharedAnswer.ward_id == by.ward_id)
    row = session.scalars(found.where(SharedAnswer.removed_at.is_(None)).with_for_update()).one_or_none()
    if row is not None:
        row.removed_at = now
    session.commit()
    return row is not None
