"""The dry run of a whole workbook: every row is new, changed, the same or wrong. Changes nothing."""

import json
from collections import Counter
from dataclasses import dataclass, field

from app.imports.columns import PEOPLE, UNITS, tables
from app.imports.comparing_people import compare_people
from app.imports.comparing_units import codes_in, compare_units
from app.imports.known import Known
from app.imports.outcomes import Outcome, Verdict, fingerprint, wrong
from app.imports.reading import Workbook
from app.imports.repeats import check_people, check_units
from app.imports.rows import Found, Row, read_sheet, sheets_by_title
from app.plan.model import Plan

ORDER = {verdict: place for place, verdict in enumerate(Verdict)}


@dataclass(frozen=True)
class Content:
    """What a workbook holds, read and checked against itself."""

    units: Found = field(default_factory=Found)
    people: Found = field(default_factory=Found)


@dataclass(frozen=True)
class Comparison:
    """Outcomes of both sheets."""

    units: list[Outcome]
    people: list[Outcome]
    unused: list[str] = field(default_factory=list)

    @property
    def outcomes(self) -> list[Outcome]:
        return self.units + self.people

    @property
    def mark(self) -> str:
        return fingerprint(self.outcomes)

    def counts(self) -> dict[str, int]:
        counted = Counter(outcome.verdict for outcome in self.outcomes)
        return {verdict.value: counted[verdict] for verdict in Verdict}

    def as_json(self, *, again: bool = False) -> str:
        """What the page shows: counts, and every row but those that stay the same, the wrong first.

        again: things had changed since the dry run before.
        """
        told = sorted((o for o in self.outcomes if o.verdict is not Verdict.SAME), key=lambda o: ORDER[o.verdict])
        rows = [[o.row.sheet, o.row.number, o.verdict, label(o.row), o.notes] for o in told]
        return json.dumps(
            {"counts": self.counts(), "rows": rows, "unused": self.unused, "mark": self.mark, "again": again},
            ensure_ascii=False,
        )


def label(row: Row) -> str:
    """What a row is called in a list: its code or telephone number, and its name."""
    key = row.values.get("code" if row.sheet == UNITS else "phone", "")
    return " · ".join(filter(None, (key, row.values.get("name", ""))))


def content_of(book: Workbook, plan: Plan) -> Content:
    """The rows of both sheets, each fault in its row. Raises Refused when neither sheet is there."""
    found = {table.title: Found() for table in tables(plan)}
    sheets = sheets_by_title(book, tables(plan))
    for table in tables(plan):
        if table.title in sheets:
            found[table.title] = read_sheet(sheets[table.title], table)
    check_units(found[UNITS].rows)
    check_people(found[PEOPLE].rows)
    return Content(found[UNITS], found[PEOPLE])


def compare(content: Content, plan: Plan, known: Known) -> Comparison:
    """What an import would do. The same content and the same data give the same comparison."""
    of_units, of_people = tables(plan)
    units, people = content.units, content.people
    return Comparison(
        [wrong(f, f.reasons) for f in units.faults] + compare_units(units.rows, of_units, known),
        [wrong(f, f.reasons) for f in people.faults]
        + compare_people(people.rows, of_people, known, codes_in(units.rows, known)),
        units.unused + people.unused,
    )
