"""Finding threads by what they say: every word without its marks is a row of an index, the same on both databases."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    func,
    insert,
    literal_column,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import aliased

from app.database import AnySession, is_one_of, read
from app.feedback.models import Feedback, Word
from app.units.models import Unit
from app.vietnamese import fold

LONGEST = 40
MOST = 8  # words of a search that are looked at
FREQUENT = 1000  # threads; from here on looking at a page's worth of lines costs less than looking all of them up
_WORD = re.compile(r"[^\W_]+")
_AFTER = "\uffff"
_ONE: ColumnElement[int] = literal_column("1")


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


@lru_cache(maxsize=1024)
def are_frequent(found: tuple[str, ...], _on: date) -> tuple[bool, ...]:
    """Whether each word is one of very many threads. Remembered for a day: it is how to look, not what is found."""
    if not found:
        return ()
    numbers = [_up_to_frequent(place).label(f"word{place}") for place in range(len(found))]
    return tuple(number == FREQUENT for number in read(select(*numbers), bounds_of(found)).one())


def _up_to_frequent(place: int) -> ColumnElement[int]:
    some = select(_ONE).where(begins(place)).limit(literal_column(str(FREQUENT))).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


def matches(frequent: Sequence[bool]) -> list[ColumnElement[bool]]:
    """Conditions: each word begins a word of the thread or of its unit's name (values: see bounds_of).

    A list that has a frequent word in every other line is walked and each line looked at; the lines of other words
    are looked up first.
    """
    return [(_is_said if often else _is_among)(place) for place, often in enumerate(frequent)]


def bounds_of(found: Sequence[str]) -> dict[str, str]:
    """What the conditions of matches() compare with."""
    named = {"from": "{}", "to": "{}" + _AFTER, "named": "% {}%"}
    return {f"{name}{place}": form.format(word) for place, word in enumerate(found) for name, form in named.items()}


def begins(place: int) -> ColumnElement[bool]:
    """The rows of words that begin with a word of the search."""
    first: Any = bindparam(f"from{place}")
    last: Any = bindparam(f"to{place}")
    return and_(Word.word >= first, Word.word < last)


def units_named(place: int) -> Select[*tuple[Any, ...]]:
    """The units whose names have the word."""
    named: Any = bindparam(f"named{place}")
    return select(Unit.id).where(Unit.ward_id == bindparam("ward"), (" " + Unit.search).like(named))


def _is_said(place: int) -> ColumnElement[bool]:
    # Not EXISTS: PostgreSQL would collect every match first, whatever few the page shows.
    said = select(true()).where(Word.feedback_id == Feedback.id, begins(place)).limit(_ONE).scalar_subquery()
    return or_(said, Feedback.unit_id.in_(units_named(place)))


def _is_among(place: int) -> ColumnElement[bool]:
    said = select(Word.feedback_id).where(begins(place))
    other = aliased(Feedback)
    return is_one_of(Feedback.id, union_all(said, select(other.id).where(other.unit_id.in_(units_named(place)))))
