"""Finding threads by what they say: every word without its marks is a row of an index, the same on both databases."""

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, insert, or_, select

from app.database import AnySession
from app.feedback.models import Feedback, Word
from app.units.models import Unit
from app.vietnamese import fold

LONGEST = 40
MOST = 8  # words of a search that are looked at
_WORD = re.compile(r"[^\W_]+")
_AFTER = "\uffff"


def words(texts: Iterable[str]) -> set[str]:
    """The different words of some texts, folded and cut to 40 letters."""
    return {word[:LONGEST] for text in texts for word in _WORD.findall(fold(text))}


def put_words(session: AnySession, feedback_id: int, texts: Iterable[str]) -> None:
    """Lets a new thread be found by these texts. Does not commit."""
    rows = [{"feedback_id": feedback_id, "word": word} for word in sorted(words(texts))]
    if rows:
        session.connection().execute(insert(Word), rows)


def matches(sought: str) -> ColumnElement[bool] | None:
    """Threads in which, or in whose unit's name, every sought word begins a word; None: nothing is sought."""
    found = list(dict.fromkeys(_WORD.findall(fold(sought))))[:MOST]
    return and_(*(_has(word[:LONGEST]) for word in found)) if found else None


def _has(word: str) -> ColumnElement[bool]:
    begun: Any = select(Word.feedback_id).where(Word.word >= word, Word.word < word + _AFTER)
    named: Any = select(Unit.id).where((" " + Unit.search).like(f"% {word}%"))
    return or_(Feedback.id.in_(begun), Feedback.unit_id.in_(named))
