"""A QR code as one SVG path, without styles."""

from dataclasses import dataclass
from itertools import groupby

import segno

QUIET = 4  # modules of white around it (ISO/IEC 18004)


@dataclass(frozen=True)
class Qr:
    """size: modules a side, the quiet zone included. path: what is black, for an SVG of that size."""

    size: int
    path: str


def qr_of(text: str) -> Qr:
    """The QR of a text; a quarter of it may be lost to a crease or a thumb (level Q)."""
    matrix = segno.make_qr(text, error="q").matrix
    strokes = [stroke for y, row in enumerate(matrix) for stroke in _strokes(y + QUIET, row)]
    return Qr(len(matrix) + 2 * QUIET, "".join(strokes))


def _strokes(y: int, row: bytearray) -> list[str]:
    found, x = [], QUIET
    for black, run in groupby(row):
        width = len(list(run))
        if black:
            found.append(f"M{x} {y}h{width}v1h-{width}z")
        x += width
    return found
