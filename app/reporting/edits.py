"""What the officer made of a section: paragraphs rewritten, left out, put elsewhere, added; kept apart from the figures' own; pure."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple
from uuid import uuid4

from app.reporting.sentences import Paragraph, Piece

OWN = "rieng"  # keys of paragraphs the officer added begin so
QUOTE = "trich"  # and those of words quoted from an entry
WRITTEN_BEFORE = ""  # stands for what the figures wrote when something was typed, and no more when it was kept


_OF_FORM = re.compile(rf"{OWN}:[0-9a-f-]{{36}}", re.ASCII)


class Line(NamedTuple):
    """A paragraph as kept. text None: as the figures write it; "": left out. basis: what the figures wrote when it was typed."""

    key: str
    text: str | None = None
    basis: str | None = None
    is_item: bool = False


class Shown(NamedTuple):
    """A paragraph as the report has it. now: what the figures write today, None where they write nothing of the kind.

    is_old: it was typed over something the figures say otherwise now, or say no more.
    """

    key: str
    pieces: tuple[Piece, ...]
    is_item: bool = False
    is_typed: bool = False
    is_old: bool = False
    now: str | None = None

    @property
    def text(self) -> str:
        return Paragraph(self.key, self.pieces).text

    @property
    def is_own(self) -> bool:
        return self.key.startswith(OWN)

    @property
    def is_quote(self) -> bool:
        return self.key.startswith(QUOTE)

    @property
    def is_reworded(self) -> bool:
        """Whether it says something else than what the figures, or the entry, say now."""
        return self.is_typed and self.now is not None and self.now != self.text


class Arranged(NamedTuple):
    """A section's paragraphs in their order, and those that were left out."""

    shown: list[Shown]
    left_out: list[Shown]


def as_text(lines: Iterable[Line]) -> str:
    return json.dumps([list(line) for line in lines], ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> list[Line]:
    return [Line(*each) for each in json.loads(text)]


def fresh_key() -> str:
    """For a paragraph the officer adds, made when its page opens: sent twice it is one paragraph."""
    return f"{OWN}:{uuid4()}"


def is_fresh(key: str) -> bool:
    return _OF_FORM.fullmatch(key) is not None


def lines_of(written: Sequence[Paragraph], kept: Sequence[Line] | None) -> list[Line]:
    """A section as lines: as kept, with what the figures have come to write since after what it follows there."""
    found = [Line(p.key, is_item=p.is_item) for p in written] if kept is None else list(kept)
    known = {line.key for line in found}
    for place, paragraph in enumerate(written):
        if paragraph.key not in known:
            before = written[place - 1].key if place else None
            at = next((n + 1 for n, line in enumerate(found) if line.key == before), 0 if place == 0 else len(found))
            found.insert(at, Line(paragraph.key, is_item=paragraph.is_item))
    return found


def arranged(
    written: Sequence[Paragraph], kept: Sequence[Line] | None, quoted: Mapping[str, Paragraph] | None = None
) -> Arranged:
    """What a section shows. quoted: what was quoted, as it stands today."""
    now = {paragraph.key: paragraph for paragraph in written} | dict(quoted or {})
    shown, left_out = [], []
    for line in lines_of(written, kept):
        paragraph = now.get(line.key)
        if line.text is None and paragraph is not None:
            shown.append(Shown(line.key, paragraph.pieces, paragraph.is_item, now=paragraph.text))
        elif line.text == "" and paragraph is not None:
            left_out.append(Shown(line.key, paragraph.pieces, paragraph.is_item, now=paragraph.text))
        elif line.text:
            shown.append(_typed(line, paragraph.text if paragraph else None))
    return Arranged(shown, left_out)


def _typed(line: Line, now: str | None) -> Shown:
    is_old = line.basis is not None and line.basis != now
    return Shown(line.key, (str(line.text),), line.is_item, is_typed=True, is_old=is_old, now=now)


def mark_of(text: str | None) -> str:
    """What tells a text from others, in a key and in a form."""
    return sha256((text or "").encode()).hexdigest()[:16]


def with_text(lines: Sequence[Line], key: str, text: str, now: str | None, seen: str) -> list[Line]:
    """One paragraph rewritten; what the figures write anyway, or wrote, is not kept as typed.

    seen: mark_of() what they wrote when the person began; where they write otherwise by now the text is out of date at once.
    """
    typed = None if text == now or (now is not None and mark_of(text) == seen) else text
    basis = now if mark_of(now) == seen else WRITTEN_BEFORE
    return [line._replace(text=typed, basis=basis if typed else None) if line.key == key else line for line in lines]


def checked(lines: Sequence[Line], key: str, now: str | None, seen: str) -> list[Line]:
    """A typed paragraph that holds for what the figures write now, as far as that is what the person saw."""
    if mark_of(now) != seen:
        return list(lines)
    return [line._replace(basis=now) if line.key == key and line.text else line for line in lines]


def restored(lines: Sequence[Line], key: str) -> list[Line]:
    """One paragraph as the figures write it."""
    return [line._replace(text=None, basis=None) if line.key == key else line for line in lines]


def without(lines: Sequence[Line], key: str) -> list[Line]:
    """One paragraph left out; what the officer added himself is gone."""
    kept = [line for line in lines if not (line.key == key and not _is_written(line))]
    return [line._replace(text="", basis=None) if line.key == key else line for line in kept]


def _is_written(line: Line) -> bool:
    return not line.key.startswith((OWN, QUOTE))


def moved(lines: Sequence[Line], key: str, shown: Sequence[Shown], up: bool) -> list[Line]:
    """One paragraph changes places with the one shown before it, or after it."""
    keys = {each.key for each in shown}
    found = list(lines)
    at = next((n for n, line in enumerate(found) if line.key == key), None)
    if at is None:
        return found
    steps = range(at - 1, -1, -1) if up else range(at + 1, len(found))
    to = next((n for n in steps if found[n].key in keys), None)
    if to is not None:
        found[at], found[to] = found[to], found[at]
    return found


def added(lines: Sequence[Line], line: Line) -> list[Line]:
    """A paragraph more at the end; the same key again changes nothing."""
    return [*lines] if any(each.key == line.key for each in lines) else [*lines, line]
