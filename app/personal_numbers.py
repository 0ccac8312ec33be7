"""Telephone and identity numbers in free text: warned of where they are typed, masked where text leaves the house.

Store counts, not people (product.md, rules 7 and 9). A telephone number has 10 digits from 0 (or +84 and 9), a citizen's
identity number 12.
"""

import re

# Digits may be parted by two blanks, or by a dot or a hyphen among blanks, as people write them; more digits around are another number.
_GAP = r"(?:\s?[.–-]\s?|\s{0,2})"
_NUMBER = re.compile(
    rf"(?<!\d)(?:\(?\+?84\)?{_GAP}(?:\d{_GAP}){{8}}\d|0(?:{_GAP}\d){{11}}|0(?:{_GAP}\d){{9}}|\d{{12}})(?!\d)", re.ASCII
)
_DIGIT = re.compile(r"\d", re.ASCII)
WARNING = "Trong nội dung có số điện thoại hoặc số căn cước. Bỏ số đó đi nếu không thật cần."


def has_any(text: str) -> bool:
    """Whether a text holds what looks like a telephone or an identity number."""
    return _NUMBER.search(text) is not None


def masked(text: str) -> str:
    """The text with all but the last two digits of such numbers as •."""
    return _NUMBER.sub(lambda found: _DIGIT.sub("•", found.group()[:-2]) + found.group()[-2:], text)
