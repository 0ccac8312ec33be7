"""The fonts that pictures are drawn with: which letters they have and how wide each is, read once at the start."""

import struct
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path

from app.assets import STATIC
from app.config import ConfigError

FOLDER = STATIC / "vendor" / "fonts"
FAMILY = "Be Vietnam Pro"
_VOWELS, _TONES = "aăâeêioôơuưy", ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


@dataclass(frozen=True)
class Font:
    """One weight. advances: how far each letter reaches, in parts of the letters' height."""

    file: Path
    advances: Mapping[int, float]

    def drawable(self, text: str) -> str:
        """A text in composed form without what this font has no picture of: emoji, marks of direction, other scripts."""
        composed = unicodedata.normalize("NFC", text)
        return " ".join("".join(c if ord(c) in self.advances else " " for c in composed).split())

    def width(self, text: str, size: float) -> float:
        return size * sum(self.advances.get(ord(letter), 1.0) for letter in text)


@dataclass(frozen=True)
class Fonts:
    regular: Font
    bold: Font

    @cached_property
    def files(self) -> list[str]:
        return [str(self.regular.file), str(self.bold.file)]


def vietnamese_letters() -> set[str]:
    """Every letter of the alphabet with every tone, small and large."""
    vowels = (unicodedata.normalize("NFC", vowel + tone) for vowel, tone in product(_VOWELS, _TONES))
    small = {*vowels, *"bcdđghklmnpqrstvx"}
    return small | {letter.upper() for letter in small}


def read_fonts(folder: Path = FOLDER) -> Fonts:
    """Raises ConfigError when a font is not there, is none, or lacks a Vietnamese letter."""
    return Fonts(_read(folder / "BeVietnamPro-Regular.ttf"), _read(folder / "BeVietnamPro-Bold.ttf"))


def _read(file: Path) -> Font:
    try:
        font = Font(file, _advances(file.read_bytes()))
    except FileNotFoundError as error:
        raise ConfigError(f"the font {file.name} is not there: run make install") from error
    except (struct.error, KeyError) as error:
        raise ConfigError(f"{file.name} is no font this program can read: run make install") from error
    if lacking := {letter for letter in vietnamese_letters() if ord(letter) not in font.advances}:
        raise ConfigError(f"the font {file.name} lacks {' '.join(sorted(lacking))}")
    return font


def _advances(data: bytes) -> dict[int, float]:
    """Letter → advance, from the tables head, hhea, hmtx and cmap (OpenType 1.9)."""
    tables = {tag: offset for tag, _, offset, _ in struct.iter_unpack(">4sLLL", data[12 : 12 + 16 * _short(data, 4)])}
    per_em, last = _short(data, tables[b"head"] + 18), _short(data, tables[b"hhea"] + 34) - 1
    return {
        letter: _short(data, tables[b"hmtx"] + 4 * min(glyph, last)) / per_em
        for letter, glyph in _glyphs(data, tables[b"cmap"])
        if glyph
    }


def _glyphs(data: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    """(letter, glyph) of the table for Windows' Unicode, format 4."""
    records = struct.iter_unpack(">HHL", data[cmap + 4 : cmap + 4 + 8 * _short(data, cmap + 2)])
    start = cmap + {(platform, encoding): offset for platform, encoding, offset in records}[3, 1]
    count = _short(data, start + 6) // 2
    ends, firsts = start + 14, start + 16 + 2 * count
    for place in range(0, 2 * count, 2):
        first, last = _short(data, firsts + place), _short(data, ends + place)
        delta, at = _short(data, firsts + 2 * count + place), firsts + 4 * count + place
        for letter in range(first, min(last, 0xFFFE) + 1):
            yield letter, _glyph(data, at, letter - first, letter + delta)


def _glyph(data: bytes, at: int, along: int, plain: int) -> int:
    """A glyph by a segment's delta, or through its list of glyphs where it has one (none of ours lists with a delta)."""
    offset = _short(data, at)
    return _short(data, at + offset + 2 * along) if offset else plain & 0xFFFF


def _short(data: bytes, at: int) -> int:
    value: int = struct.unpack_from(">H", data, at)[0]
    return value
