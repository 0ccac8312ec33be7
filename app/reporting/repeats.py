"""Paragraphs that only change the dates of last period's ("chỉ sửa ngày tháng"); pure."""

import re
from collections.abc import Iterable

from app.vietnamese import fold

SHORTEST = 40  # letters: "Trong kỳ không có đề xuất, kiến nghị." repeats itself honestly

# Days, months, quarters and years in figures, as reports write them.
_DATES = re.compile(
    r"\b(?:ngay\s+)?\d{1,2}[/.-]\d{1,2}(?:[/.-]20\d\d)?\b(?!/)"
    r"|\b(?:ngay|thang|nam|quy)\s+(?:\d{1,4}|[ivx]+)(?:/20\d\d)?\b|\b20\d\d\b",
    re.ASCII,
)
_BLANKS = re.compile(r"[\s.,;:]+")


def sense(text: str) -> str:
    """A text without its dates, marks and capitals; its other numbers stay."""
    return _BLANKS.sub(" ", _DATES.sub(" ", fold(text))).strip()


def repeats(text: str, before: Iterable[str]) -> bool:
    """Whether a text says what one of last period's said, but for dates."""
    own = sense(text)
    return len(own) >= SHORTEST and any(sense(each) == own for each in before)
