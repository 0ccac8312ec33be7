"""Số liệu để nhập lại: a period's figures in the order of a form that somebody above asks to be filled in."""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, delete, select

from app.closing.taking import ENTRIES_LABEL
from app.database import read, writing
from app.exporting.models import RetypeLine
from app.periods.snapshot import Snapshot
from app.periods.standing import hold_ward
from app.plan import ENTRIES, Plan

MOST = 60  # lines of a form


class Line(NamedTuple):
    """A line of the form: its label there, the measure, a kind of unit or "" for the whole ward."""

    label: str
    measure: str
    kind: str = ""


class Filled(NamedTuple):
    """A line with its figure; None: nobody reported it."""

    line: Line
    figure: int | None


class Changed(Exception):
    """Somebody else has changed the lines since they were seen (409)."""


_KEPT = (
    select(RetypeLine.label, RetypeLine.measure, RetypeLine.unit_kind)
    .where(RetypeLine.ward_id == bindparam("ward"))
    .order_by(RetypeLine.position)
)


def own_lines(ward_id: int) -> list[Line]:
    """The lines the ward set; none: it has set none."""
    return [Line(row.label, row.measure, row.unit_kind or "") for row in read(_KEPT, {"ward": ward_id})]


def plans_lines(plan: Plan) -> list[Line]:
    """Every measure of the plan in its order, of the whole ward: what stands where a ward has set nothing."""
    typed = (measure for measure in plan.measures.values() if not measure.derived)
    return [Line(ENTRIES_LABEL, ENTRIES), *(Line(measure.label, measure.id) for measure in typed)]


def filled(lines: Sequence[Line], snapshot: Snapshot) -> list[Filled]:
    """The lines with the period's figures."""
    return [Filled(each, _figures(each, snapshot).get(each.measure)) for each in lines]


def _figures(line: Line, snapshot: Snapshot) -> dict[str, int]:
    return snapshot.by_kind.get(line.kind, {}) if line.kind else snapshot.total


def mark_of(lines: Sequence[Line]) -> str:
    """What tells these lines from others."""
    return hashlib.sha256(repr([tuple(line) for line in lines]).encode()).hexdigest()[:16]


def keep_lines(ward_id: int, lines: Sequence[Line], *, seen: str) -> None:
    """Puts these lines in place of the ward's own. seen: mark_of() those that stood on the page. The same again changes nothing. Raises Changed."""
    session = writing()
    hold_ward(session, ward_id)
    now = [Line(row.label, row.measure, row.unit_kind or "") for row in session.execute(_KEPT, {"ward": ward_id})]
    if mark_of(now) != seen:
        session.rollback()
        if now == list(lines):
            return
        raise Changed
    session.execute(delete(RetypeLine).where(RetypeLine.ward_id == ward_id))
    session.add_all(
        RetypeLine(ward_id=ward_id, position=place, label=each.label, measure=each.measure, unit_kind=each.kind or None)
        for place, each in enumerate(lines, 1)
    )
    session.commit()
