"""A picture as PNG: drawn from its SVG by resvg, one at a time in a worker, with our own fonts alone."""

from threading import Lock

import resvg_py

from app.sharing.fonts import FAMILY, Fonts

_turn = Lock()  # a picture takes some megabytes and a tenth of a second: several at once would slow every page


def as_png(svg: str, fonts: Fonts) -> bytes:
    """The bytes of the PNG."""
    with _turn:
        drawn = resvg_py.svg_to_bytes(
            svg_string=svg, skip_system_fonts=True, font_files=fonts.files, font_family=FAMILY, sans_serif_family=FAMILY
        )
    return bytes(drawn)
