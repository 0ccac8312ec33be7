"""Text in lines of a width: what SVG cannot do by itself. Pure."""

from collections.abc import Iterator, Sequence

from app.sharing.fonts import Font

NARROW = 1.02  # browsers and kerning may set a line a little wider than the letters' sum


def wrapped(text: str, font: Font, size: float, width: float, most: int) -> tuple[list[str], bool]:
    """At most so many lines, the last ended by "…" where the text goes on; and whether all of it is there."""
    lines: list[str] = []
    for word in _pieces(text, font, size, width):
        if lines and fits(f"{lines[-1]} {word}", font, size, width):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) <= most:
        return lines, True
    return [*lines[: most - 1], _ended(lines[most - 1], font, size, width)], False


def fitting(text: str, font: Font, width: float, sizes: Sequence[tuple[int, int]]) -> tuple[int, list[str]]:
    """The first of (size, most lines) in which all of a text has its place, else the last; and its lines."""
    for size, most in sizes:
        lines, whole = wrapped(text, font, size, width, most)
        if whole:
            break
    return size, lines


def fits(text: str, font: Font, size: float, width: float) -> bool:
    return font.width(text, size) * NARROW <= width


def _pieces(text: str, font: Font, size: float, width: float) -> Iterator[str]:
    """The words; one too long for a line is cut."""
    for word in text.split():
        while not fits(word, font, size, width):
            kept = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or fits(word[:n], font, size, width))
            yield word[:kept]
            word = word[kept:]
        yield word


def _ended(line: str, font: Font, size: float, width: float) -> str:
    while line and not fits(f"{line}…", font, size, width):
        line = line[:-1].rstrip()
    return f"{line}…"
