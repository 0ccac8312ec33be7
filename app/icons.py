"""The app's icon as phones ask for it: PNG in their sizes, drawn from the one SVG when the static files are built."""

import resvg_py

ROUND = 'rx="7"'  # the corners of the SVG; where a phone cuts its own, the ground goes to the edge
DRAWN = {
    "icon-192.png": (192, True),
    "icon-512.png": (512, True),
    "icon-maskable.png": (512, False),
    "icon-touch.png": (180, False),
}


def drawn(svg: str) -> dict[str, bytes]:
    """Every PNG by its name. The book stands inside the middle 80 %, which every phone's mask leaves whole."""
    full = svg.replace(ROUND, "")
    return {
        name: bytes(resvg_py.svg_to_bytes(svg_string=svg if rounded else full, width=size, height=size))
        for name, (size, rounded) in DRAWN.items()
    }
