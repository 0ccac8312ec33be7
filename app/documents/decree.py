"""How the decree writes numbers, dates, letters and ends of lines (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II)."""

from collections.abc import Sequence
from datetime import date

BLANK = "…"  # a place left to be filled by hand
POINTS = "abcdđeghiklmnopqrstuvxy"  # điểm, in the order of the alphabet
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_MARKS = " \t.;,"


def padded(number: int | None) -> str:
    """A number below ten gets a zero in front (khoản 3.c): "05", "12", "120"; none is left blank."""
    return BLANK if number is None else f"{number:02d}"


def number_and_symbol(number: int | None, symbol: str) -> str:
    """Số, ký hiệu: capitals without spaces, a stroke, then hyphens: "05/BC-UBND" (khoản 3.c)."""
    return f"{padded(number)}/{''.join(symbol.upper().replace('–', '-').split())}"


def day_in_words(day: date | None, year: int | None = None) -> str:
    """ "ngày 05 tháng 3 năm 2026": a zero before days under 10 and months 1 and 2 alone (khoản 4.b).

    Without a day its places are blank; year is what a blank date may still say.
    """
    if day is None:
        return f"ngày {BLANK} tháng {BLANK} năm {BLANK if year is None else year}"
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_day(day: date) -> str:
    """A date in a table: "05/10/2026"."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def figure(value: int) -> str:
    """A number in a table, thousands apart by dots: "1.250"."""
    return f"{value:,}".replace(",", ".")


def capitals(text: str) -> str:
    """Chữ in hoa."""
    return text.upper()


def point(place: int) -> str:
    """The letter of a điểm, from 1: a, b, c, d, đ, e, g … Raises ValueError past y."""
    if not 1 <= place <= len(POINTS):
        raise ValueError(f"no điểm {place}: the letters go from 1 to {len(POINTS)}")
    return POINTS[place - 1]


def roman(number: int) -> str:
    """ "I", "IV", "XII": parts and annexes. Raises ValueError outside 1 to 39."""
    if not 1 <= number <= 39:
        raise ValueError(f"{number} is no number of a part or an annex")
    said = ""
    for value, letters in _ROMAN:
        said += letters * (number // value)
        number %= value
    return said


def bare(text: str) -> str:
    """A line without its ending marks and a full stop's stroke ("./.")."""
    shorn = text.rstrip(_MARKS)
    return bare(shorn[:-1]) if shorn.endswith("/") and text.rstrip().endswith("./.") else shorn


def ended(lines: Sequence[str]) -> list[str]:
    """Each line ended by a semicolon, the last by a full stop (căn cứ, Kính gửi, Nơi nhận)."""
    shorn = [bare(line) for line in lines]
    return [f"{line};" for line in shorn[:-1]] + [f"{line}." for line in shorn[-1:]]


def sealed(text: str) -> str:
    """The end of a document's words: "./." glued to the last one, in place of its own mark."""
    return f"{bare(text)}./."
