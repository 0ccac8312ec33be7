"""Text that a file of Word can hold, and that shows as it was written."""

import re
import unicodedata

# What XML 1.0 forbids (2.2) with lone surrogates; then marks that turn the direction of reading around.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_DIRECTION = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BREAK = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]+")
_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")  # blanks that bind two words stay


def lines(text: str) -> list[str]:
    """The lines of a text that say something, trimmed, in composed letters, without what Word cannot hold."""
    return [line for part in _BREAK.split(text) if (line := _clean(part))]


def one_line(text: str) -> str:
    """The same as one line."""
    return " ".join(lines(text))


def _clean(text: str) -> str:
    if text.isascii() and text.isprintable():
        return _BLANKS.sub(" ", text).strip()
    kept = _DIRECTION.sub("", _FORBIDDEN.sub("", text.replace("\t", " ")))
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", kept)).strip()
