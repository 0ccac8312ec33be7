"""Finding threads by what they say: every word without its marks is a row of an index, the same on both databases."""

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, bindparam, insert, or_, select

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


def sought_words(sought: str) -> list[str]:
    """The words of a search: eight at most, the others are not looked at."""
    return list(dict.fromkeys(word[:LONGEST] for word in _WORD.findall(fold(sought))))[:MOST]


def matches(count: int) -> list[ColumnElement[bool]]:
    """Conditions: each of so many words begins a word of the thread or of its unit's name (values: see bounds_of)."""
    return [_has(place) for place in range(count)]


def bounds_of(found: list[str]) -> dict[str, str]:
    """What the conditions of matches() compare with."""
    named = {"from": "{}", "to": "{}" + _AFTER, "named": "% {}%"}
    return {f"{name}{place}": form.format(word) for place, word in enumerate(found) for name, form in named.items()}


def _has(place: int) -> ColumnElement[bool]:
    first: Any = bindparam(f"from{place}")
    last: Any = bindparam(f"to{place}")
    named: Any = bindparam(f"named{place}")
    begun = select(Word.feedback_id).where(Word.word >= first, Word.word < last)
    units = select(Unit.id).where(Unit.ward_id == bindparam("ward"), (" " + Unit.search).like(named))
    return or_(Feedback.id.in_(begun), Feedback.unit_id.in_(units))
