"""Telephone and identity numbers in free text: warned of where they are typed, masked where text leaves the house.

Store counts, not people (product.md, rules 7 and 9). A telephone number has 10 digits from 0 (or +84 and 9), a citizen's
identity number 12.
"""

import re

# Digits may be parted by two blanks of any kind, or by a dot or a hyphen among blanks, as people write them, after a bracket too;
# groups also by / or a comma, which else part days and counts. More digits around are another number, and a day is none.
_GAP = r"(?:\)?\s?[.\u2010-\u2015-]\s?|\)?\s{0,2})"
_ABROAD = rf"\(?(?:\+|00)84\)?{_GAP}(?:\(0\)\s?)?"
_A_DAY = r"(?!0[1-9][.-](?:0[1-9]|1[0-2])(?![0-9]))"
_NUMBER = re.compile(
    rf"(?<![0-9])(?:(?:{_ABROAD}|84(?!\.))(?:{_GAP}[0-9]){{9}}|{_A_DAY}0(?:{_GAP}[0-9]){{11}}|{_A_DAY}0(?:{_GAP}[0-9]){{9}}|[0-9]{{12}}"
    r"|0[0-9]{3}([,/])[0-9]{3}\1[0-9]{3})(?![0-9])"
)
_BEGUN = re.compile(
    rf"(?<![0-9])(?<![0-9][.,])(?:{_ABROAD}|{_A_DAY}0)(?:{_GAP}[0-9]){{2,}}(?={_GAP}…$)"
)  # where a text was cut
_DIGIT = re.compile(r"[0-9]")
WARNING = "Trong nội dung có số điện thoại hoặc số căn cước. Bỏ số đó đi nếu không thật cần."


def has_any(text: str) -> bool:
    """Whether a text holds what looks like a telephone or an identity number."""
    return _NUMBER.search(text) is not None


def masked(text: str) -> str:
    """The text with all but the last two digits of such numbers as •, and all digits of one that was cut off with … in it."""
    whole = _NUMBER.sub(lambda found: _DIGIT.sub("•", found.group()[:-2]) + found.group()[-2:], text)
    return _BEGUN.sub(lambda found: _DIGIT.sub("•", found.group()), whole)
