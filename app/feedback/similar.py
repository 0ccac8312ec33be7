"""Open threads that say nearly the same: one answer may do for all of them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import log

from sqlalchemy import and_, bindparam, or_, select

from app.database import read
from app.feedback.models import Feedback, Word
from app.feedback.numbers import code
from app.feedback.queries import ThreadView
from app.feedback.workflow import State
from app.scope import Scope
from app.units.models import Unit

LOOKED_AT, SHOWN = 200, 10  # the newest of the category are compared, the nearest are shown
NEAR = 0.12  # of 1: how much of their weight two texts share
_OPEN = or_(
    Feedback.state.in_((State.SENT, State.RECEIVED, State.REOPENED)),
    and_(Feedback.state == State.IN_PROGRESS, Feedback.handler_id.is_(None), Feedback.handler_outside.is_(None)),
)
_CANDIDATES = (
    select(Feedback.id, Feedback.year, Feedback.number, Feedback.version, Feedback.title, Feedback.text, Feedback.state)
    .add_columns(Feedback.raised_at, Unit.name.label("unit_name"))
    .join(Unit, Unit.id == Feedback.unit_id)
    .where(
        Feedback.ward_id == bindparam("ward"),
        Feedback.category == bindparam("category"),
        Feedback.id != bindparam("thread"),
        Feedback.due_at.is_not(None),
        _OPEN,
    )
    .order_by(Feedback.raised_at.desc(), Feedback.id.desc())
    .limit(LOOKED_AT)
)
_WORDS = select(Word.feedback_id, Word.word).where(Word.feedback_id.in_(bindparam("threads", expanding=True)))


@dataclass(frozen=True, slots=True)
class Similar:
    """A thread that one answer might do for as well. nearness: from 0 to 1."""

    code: str
    version: int
    title: str
    text: str
    state: State
    unit_name: str
    raised_at: datetime
    nearness: float


def similar_to(scope: Scope, thread: ThreadView) -> list[Similar]:
    """The open threads of the same category whose words are near, the nearest first; two queries."""
    values = {"ward": scope.ward_id, "category": thread.category, "thread": thread.id}
    rows = read(_CANDIDATES, values).all()
    if not rows:
        return []
    said: dict[int, set[str]] = {}
    for word in read(_WORDS, {"threads": [thread.id, *(row.id for row in rows)]}):
        said.setdefault(word.feedback_id, set()).add(word.word)
    near = nearness(said, thread.id)
    found = [
        Similar(
            code(row.year, row.number),
            row.version,
            row.title,
            row.text,
            State(row.state),
            row.unit_name,
            row.raised_at,
            near[row.id],
        )
        for row in rows
        if near.get(row.id, 0) >= NEAR
    ]
    return sorted(found, key=lambda each: -each.nearness)[:SHOWN]


def nearness(said: Mapping[int, set[str]], thread: int) -> dict[int, float]:
    """How much of their words' weight other threads share with one; a word that few threads have weighs more."""
    texts = {number: {word for word in words if _tells(word)} for number, words in said.items()}
    counts = Counter(word for words in texts.values() for word in words)
    weight = {word: log(1 + len(texts) / count) for word, count in counts.items()}
    own = texts.get(thread, set())

    def share(words: set[str]) -> float:
        every = sum(weight[word] for word in own | words)
        return sum(weight[word] for word in own & words) / every if every else 0.0

    return {number: share(words) for number, words in texts.items() if number != thread}


def _tells(word: str) -> bool:
    """Whether a word says something: not a part of the thread's own number."""
    return not word.isdigit() and word != "pa"
