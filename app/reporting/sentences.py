"""Sentences made of words and figures: a number stands in a report only as a figure that says where it comes from; pure."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from app.wording import number


class Source(NamedTuple):
    """Where what a figure counts can be read: an endpoint and the names and values its address takes."""

    endpoint: str
    values: tuple[tuple[str, str], ...]


class Figure(NamedTuple):
    """A number in a report. label: what it counts, in full; source None: it is worked out from others (so its label says)."""

    text: str
    label: str
    source: Source | None = None


Piece = str | Figure


class Paragraph(NamedTuple):
    """A paragraph; key: by which it is known as long as it says the same thing. is_item: a line of a list."""

    key: str
    pieces: tuple[Piece, ...]
    is_item: bool = False

    @property
    def text(self) -> str:
        return "".join(each if isinstance(each, str) else each.text for each in self.pieces)

    @property
    def figures(self) -> Iterator[Figure]:
        return (each for each in self.pieces if isinstance(each, Figure))


def figure(value: int, label: str, source: Source | None = None) -> Figure:
    """A whole number as a figure: 1250 → "1.250"."""
    return Figure(number(value), label, source)


def percent(part: int, whole: int, label: str) -> Figure:
    """A share of more than nothing, to one decimal: "96,3%"; whole shares without: "100%"."""
    tenths = (2000 * part + whole) // (2 * whole)  # halves go up
    return Figure(f"{number(tenths // 10)}{f',{tenths % 10}' if tenths % 10 else ''}%", label)


def joined(parts: Iterable[Iterable[Piece]], mark: str) -> tuple[Piece, ...]:
    """Several runs of pieces with a mark between them."""
    found: list[Piece] = []
    for part in parts:
        found += [mark, *part] if found else part
    return tuple(found)


def capital(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The same beginning with a capital letter, where it begins with words."""
    if pieces and isinstance(pieces[0], str):
        return (pieces[0][:1].upper() + pieces[0][1:], *pieces[1:])
    return pieces


def lower(label: str) -> str:
    """A label inside a sentence: "Loa phát thanh" → "loa phát thanh"; names that are written large stay."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
