"""How wide a text is in Times New Roman, so that rules are as long as the decree asks; marks over letters add nothing."""

import unicodedata
from collections.abc import Iterator

# Advances in thousandths of the letters' height.
_REGULAR = {
    180: "'", 200: "|", 250: " ,.\u00a0", 278: "/:;\\ijlt", 333: "!()-I[]`fr‘’", 389: "Js", 408: '"', 444: "?acez“”",
    469: "^", 480: "{}", 500: "#$*0123456789_bdghknopquvxyđ–", 529: "ơ", 541: "~", 542: "ư", 556: "FPS", 564: "+<=>",
    611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYwĐƠ", 776: "Ư", 778: "&m", 833: "%", 889: "M", 921: "@", 944: "W",
}  # fmt: skip
_BOLD = {
    220: "|", 250: " ,.\u00a0", 278: "'/\\il", 333: "!()-:;[]`fjt‘’", 389: "Is", 394: "{}", 444: "cerz",
    500: "#$*0123456789?J_agovxy–“”", 520: "~", 554: "ơ", 555: '"', 556: "Sbdhknpquđ", 570: "+<=>", 581: "^", 600: "ư",
    611: "FP", 667: "BELTZ", 722: "ACDNRUVXYwĐ", 778: "GHKOQƠ", 796: "Ư", 833: "&m", 930: "@", 944: "M",
}  # fmt: skip
_OTHER = 1000
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0302\u0303\u0306\u0309\u0323"))


def _table(widths: dict[int, str]) -> dict[str, int]:
    return {letter: width for width, letters in widths.items() for letter in letters}


_ADVANCES = {False: _table(_REGULAR), True: _table(_BOLD)}


def width(text: str, half_points: int, *, bold: bool = False) -> float:
    """Twips a text takes on one line."""
    advances = _ADVANCES[bold]
    bare = unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).translate(_TONES))
    return sum(advances.get(letter, _OTHER) for letter in bare) * half_points / 100


def line_widths(text: str, half_points: int, room: float, *, bold: bool = False) -> list[float]:
    """Twips of each line when the words are set into lines of so much room."""
    return list(_filled(text, half_points, room, bold))


def _filled(text: str, half_points: int, room: float, bold: bool) -> Iterator[float]:
    blank, filled = width(" ", half_points, bold=bold), 0.0
    for word in text.split(" "):
        wide = width(word, half_points, bold=bold)
        if filled and filled + blank + wide > room:
            yield filled
            filled = wide
        else:
            filled += wide + (blank if filled else 0)
    yield filled


def even_room(text: str, half_points: int, room: float, *, bold: bool = False) -> float:
    """The least room in which a text takes no more lines than in all of it: no last line of one word."""
    count = len(line_widths(text, half_points, room, bold=bold))
    if count == 1:
        return room
    fitting = (room * share / 50 for share in range(25, 50))
    return next((r for r in fitting if len(line_widths(text, half_points, r * 0.98, bold=bold)) <= count), room)
