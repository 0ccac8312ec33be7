"""Dự thảo: a report as it stands now: what its figures write, what the officer made of it, what is out of date."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from app.periods.calendar import previous
from app.plan import Plan
from app.reporting import content
from app.reporting.edits import Arranged, Shown, arranged, mark_of
from app.reporting.facts import Facts
from app.reporting.gathering import Wanted, facts_of
from app.reporting.letters import Letter, letter_of
from app.reporting.outline import Section, outline
from app.reporting.queries import Edited, edits_of, last_content, quoted, texts_of
from app.reporting.quotes import numbers_of, quotes
from app.reporting.repeats import repeats
from app.reporting.sentences import Figure, Paragraph

NEXT = "IV"  # what was planned last time is carried over here


class Part(NamedTuple):
    """A section with what it shows. repeated: keys of paragraphs that say what last period's said, but for dates."""

    section: Section
    arranged: Arranged
    version: int
    repeated: frozenset[str]

    @property
    def shown(self) -> list[Shown]:
        return self.arranged.shown

    def one(self, key: str) -> Shown | None:
        return next((each for each in (*self.shown, *self.arranged.left_out) if each.key == key), None)


@dataclass(frozen=True)
class Draft:
    """A report as it stands."""

    facts: Facts
    letter: Letter
    parts: list[Part]
    edits: Mapping[str, Edited]

    def part(self, section: str) -> Part | None:
        return next((each for each in self.parts if each.section.id == section), None)

    @property
    def year(self) -> int:
        """What a date that is left blank says: that of the day after the period, before which nobody signs."""
        return (self.facts.period.last_on + timedelta(days=1)).year

    @property
    def old(self) -> int:
        """How many paragraphs were typed over figures that have changed since."""
        return sum(1 for part in self.parts for each in part.shown if each.is_old)

    @property
    def figures(self) -> list[Figure]:
        """Every figure the report shows, once each, in its order."""
        return list(dict.fromkeys(self._figures()))

    def _figures(self) -> Iterator[Figure]:
        for part in self.parts:
            for each in part.shown:
                yield from Paragraph(each.key, each.pieces).figures


def draft_of(wanted: Wanted, letter_id: str, plan: Plan) -> Draft:
    """The report of a period under a letterhead."""
    facts, edits = facts_of(wanted, plan), edits_of(wanted.ward_id, wanted.period.id)
    letter = letter_of(letter_id, wanted.ward_name, texts_of(wanted.ward_id))
    cited = [number for edited in edits.values() for number in numbers_of(edited.lines)]
    quoted_now = quotes(quoted(wanted.ward_id, wanted.period, cited), plan)
    before, planned = _before(wanted)
    parts = []
    for section in outline(facts, letter):
        whole = _with_plans(section, planned) if section.id == NEXT else section
        edited = edits.get(section.id)
        found = arranged(whole.paragraphs, edited.lines if edited else None, quoted_now)
        said = before.get(section.id, [])
        same = frozenset(each.key for each in found.shown if repeats(each.text, said))
        parts.append(Part(whole, found, edited.version if edited else 0, same))
    return Draft(facts, letter, parts, edits)


def _before(wanted: Wanted) -> tuple[dict[str, list[str]], list[str]]:
    """The texts of last period's report by section, and what it planned: as kept last, or what was typed for it."""
    before = previous(wanted.period, wanted.cut_off)
    if before is None:
        return {}, []
    kept = last_content(wanted.ward_id, before.id)
    if kept:
        return content.texts(kept), content.plans(kept, NEXT)
    edited = edits_of(wanted.ward_id, before.id)
    typed = {section: [line.text for line in each.lines if line.text] for section, each in edited.items()}
    return typed, typed.get(NEXT, [])


def _with_plans(section: Section, planned: list[str]) -> Section:
    """What was planned for this period last time, before what the figures leave to do."""
    written = {paragraph.text for paragraph in section.paragraphs}
    carried = [
        Paragraph(f"IV:truoc:{mark_of(text)}", (text,)) for text in dict.fromkeys(planned) if text not in written
    ]
    return section._replace(paragraphs=(*carried, *section.paragraphs))
