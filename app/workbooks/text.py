"""What text may stand in a cell: as Excel takes it, and as CSV takes it; pure.

Text is never a formula. In a workbook its cell is text by type, and is marked so that editing it leaves it text. CSV knows
no types: there an apostrophe stands before what Excel would take for the beginning of a formula (OWASP, CSV Injection).
"""

import re

LONGEST = 32_767  # UTF-16 units in a cell of Excel
CUT = " […] (đã cắt, dài quá một ô)"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read _x0041_ as A
_SIGNS = "=+\\-@＝＋－＠﹢﹣﹦﹫"
_FORMULA = re.compile(rf"\s*[{_SIGNS}]|[\t\r\n]")
# At the start of a field; also after what another delimiter than ours, or a line's end, would make one.
_IN_CSV = re.compile(rf"(^|[;\t\n])(?=\s*[{_SIGNS}])|^(?=[\t\r\n])")


def clean(text: str) -> str:
    """The text without what XML forbids, with one kind of line end."""
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def looks_like_a_formula(text: str) -> bool:
    """Whether a program that guesses might take it for a formula."""
    return _FORMULA.match(text) is not None


def for_cell(text: str) -> str:
    """The text for a cell of a workbook: legal, at most as long as Excel's cells, where it was cut saying so."""
    kept = escaped = _escaped(clean(text))
    if _units(escaped) <= LONGEST:
        return escaped
    kept = clean(text)
    most = LONGEST - len(CUT)
    while _units(escaped) > most:
        kept = kept[: min(len(kept) - (_units(escaped) - most + 1) // 2, most)]
        escaped = _escaped(kept)
    return escaped + CUT


def _escaped(text: str) -> str:
    return _LIKE_AN_ESCAPE.sub("_x005F_", text)


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def for_csv(text: str) -> str:
    """The text for a field of CSV, which no program takes for a formula."""
    return _IN_CSV.sub(r"\g<1>'", clean(text))
