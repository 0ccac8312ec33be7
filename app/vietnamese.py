"""Vietnamese text: NFC, folding, sort order, telephone numbers, numbers and dates as people type them."""

import re
import unicodedata
from datetime import date
from functools import lru_cache

GREATEST = 999_999_999_999  # twelve digits hold every figure of a ward, money included

# The alphabet's own order, then the five tones in the order of dictionaries (and of CLDR's "vi").
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_DIGITS = re.compile(r"\d+", re.ASCII)
_PLAIN_NUMBER = re.compile(r"-?[0-9]+", re.ASCII)
_GROUPED_NUMBER = re.compile(r"-?[0-9]{1,3}(?:[. \u00a0][0-9]{3})+", re.ASCII)
_DATE = re.compile(r"([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})(?:\s*[/.-]\s*([0-9]{2}|[0-9]{4}))?", re.ASCII)
_MOBILE = re.compile(r"0[35789][0-9]{8}", re.ASCII)


def nfc(text: str) -> str:
    """Trimmed, in composed form, with one kind of line end."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def has_control(text: str) -> bool:
    """Whether a text holds NUL, a lone surrogate or another control character (line ends and tabs aside)."""
    return _CONTROL.search(text) is not None


def fold(text: str) -> str:
    """Lower case without diacritics and with đ as d: what search compares."""
    bare = unicodedata.normalize("NFD", _CONTROL.sub("", text).casefold())
    kept = "".join(c for c in bare if not unicodedata.combining(c)).replace("đ", "d")
    return " ".join(kept.split())


def search_pattern(sought: str) -> str:
    """What a search compares, for LIKE with "\\" as escape: the words in this order, without marks."""
    words = fold(sought).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").split()
    return f"%{'%'.join(words)}%"


@lru_cache(maxsize=4096)
def sort_key(text: str) -> str:
    """A key whose binary order is the Vietnamese one; runs of digits sort by their value ("2" before "10")."""
    letters, tones = [], []
    for char in _DIGITS.sub(lambda run: run.group().zfill(12), nfc(text).casefold()):
        parts = unicodedata.normalize("NFD", char)
        tone = next((t for t in parts if t in TONES), "")
        base = unicodedata.normalize("NFC", "".join(p for p in parts if p not in TONES))
        place = ALPHABET.find(base)
        letters.append(f"|{place:02d}" if place >= 0 else f"{base}")
        tones.append(str(TONES.find(tone) + 1) if tone else "0")
    return "".join(letters) + "\x01" + "".join(tones)  # below a space: "Tổ" before "Tổ 1", whatever the tones


def person_key(name: str) -> str:
    """Where a person stands in a list: by the given name, which comes last, then by the whole name."""
    return sort_key(f"{name.rpartition(' ')[2]}, {name}")


def phone(text: str) -> str | None:
    """A mobile number in its ten-digit form (0912345678), or None; Excel's lost 0 and +84 are understood."""
    digits = re.sub(r"[\s.\-()]", "", nfc(text))
    if digits.startswith("+84"):
        digits = "0" + digits[3:].removeprefix("0")
    elif digits.startswith("84") and len(digits) == 11:
        digits = "0" + digits[2:]
    elif len(digits) == 9 and not digits.startswith("0"):
        digits = "0" + digits
    return digits if _MOBILE.fullmatch(digits) else None


def masked(number: str) -> str:
    """A telephone number for a log: 0510000007 → "05******07"."""
    return f"{number[:2]}******{number[-2:]}" if len(number) == 10 else "no number"


def number(text: str) -> int | None:
    """A whole number as typed: "45", "1.250", "1 250"; None when it is not one or has over twelve digits."""
    typed = nfc(text)
    if not (_PLAIN_NUMBER.fullmatch(typed) or _GROUPED_NUMBER.fullmatch(typed)) or len(typed) > 20:
        return None
    value = int(re.sub(r"[. \u00a0]", "", typed))
    return value if abs(value) <= GREATEST else None


def day(text: str, today: date) -> date | None:
    """A date as typed, day first: "5/11" (this year), "05/11/26", "5-11-2026"; None when there is no such day."""
    match = _DATE.fullmatch(nfc(text))
    if match is None:
        return None
    d, m, y = match.groups()
    year = today.year if y is None else int(y) + (2000 if len(y) == 2 else 0)
    try:
        return date(year, int(m), int(d))
    except ValueError:
        return None
