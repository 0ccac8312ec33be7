"""How a unit stands in quarters, years and between two dates, from what it said of months: cases typed by hand."""

import pytest

from app.extensions import db
from app.periods.models import Declaration, Said
from app.plan import Plan
from app.units.models import Unit
from tests import factories
from tests.status.test_updating import COMPLETE, IN_TIME, LATE, NO, NOTHING, SILENT, asked, state
from tests.status.updating import Deed, day, logged, said


def by_the_calendar(what: Said, at: str, month: int) -> Deed:
    """What was said of a month before the ward cut its months on the 15th."""

    def do(unit: Unit) -> None:
        said(what, at, f"2026-{month}")(unit)
        row = db.session.query(Declaration).order_by(Declaration.id.desc()).first()
        row.first_on, row.last_on = day(f"01/{month}"), day(f"28/{month}")
        db.session.commit()

    return do


SPANS = [  # a period and its deadline; what the unit did; how it stands
    ("2026-Q4", "16/12", (logged("20/10"),), IN_TIME),
    ("2026-Q4", "16/12", (said(NOTHING, "14/10", "2026-10"),), IN_TIME),  # of two of its months nothing is known
    ("2026-Q4", "16/12", tuple(said(NOTHING, f"14/{month}", f"2026-{month}") for month in (10, 11, 12)), NO),
    ("2026-Q4", "16/12", tuple(said(NOTHING, f"17/{month}", f"2026-{month}") for month in (10, 11, 12)), NO),
    ("2026-Q4", "16/12", (said(NOTHING, "14/10", "2026-10"), logged("20/11", "17/12")), ("on-time", True)),
    ("2026-Q4", "16/12", (said(NOTHING, "14/09", "2026-09"),), SILENT),
    ("2026", "16/12", (logged("14/12/2025"),), SILENT),
    ("2026", "16/12", (logged("15/12/2025"),), IN_TIME),
    ("2026-10-20..2026-10-31", "03/11", (logged("20/10"),), IN_TIME),
    ("2026-10-20..2026-10-31", "03/11", (logged("31/10", "04/11"),), LATE),
    ("2026-10-20..2026-10-31", "03/11", (logged("01/11"),), SILENT),
    ("2026-10-20..2026-10-31", "03/11", (said(NOTHING, "14/11"),), ("nothing", False)),
    ("2026-10-01..2026-11-30", "03/12", (said(NOTHING, "14/11"),), IN_TIME),
    ("2026-11", "17/11", (by_the_calendar(NOTHING, "01/11", 10),), SILENT),
    ("2026-Q4", "16/12", tuple(by_the_calendar(NOTHING, "01/11", month) for month in (10, 11, 12)), SILENT),
    ("2026-10-01..2026-10-31", "03/11", (said(NOTHING, "01/11"),), SILENT),  # the month said of holds other days too
    ("2026-10-01..2026-10-31", "03/11", (said(NOTHING, "14/10", "2026-10"), said(NOTHING, "01/11")), NO),
    ("2026-10-01..2026-10-31", "03/11", (said(NOTHING, "14/10", "2026-10"), said(COMPLETE, "01/11")), IN_TIME),
    ("2026-09-15..2026-11-14", "17/11", (said(NOTHING, "14/10", "2026-10"), said(NOTHING, "14/11")), NO),
    ("2026-09-15..2026-11-14", "17/11", (said(NOTHING, "14/10", "2026-10"),), IN_TIME),
]


@pytest.mark.parametrize(("span", "due", "deeds", "expected"), SPANS)
def test_longer_periods_and_two_dates(unit: Unit, plan: Plan, span: str, due: str, deeds, expected):
    for deed in deeds:
        deed(unit)

    assert state(unit, asked(plan, span, due)) == expected


@pytest.mark.parametrize(
    ("opened", "closed", "months", "expected"),
    [
        ("20/10", "", (11, 12), NO),
        ("20/10", "", (12,), IN_TIME),  # of the month it opened in nothing is known
        ("", "20/10", (10, 11), NO),
        ("", "14/10", (10,), NO),
        ("01/11", "10/11", (11,), NO),
        ("01/11", "10/11", (), SILENT),
    ],
)
def test_nothing_happened_in_a_quarter_when_nothing_did_in_each_month_the_unit_was_open(
    ward: Unit, plan: Plan, opened: str, closed: str, months: tuple[int, ...], expected: tuple[str, bool]
):
    dates = {"opened_on": day(opened) if opened else None, "closed_on": day(closed) if closed else None}
    unit = factories.a_unit(ward, **dates)
    for month in months:
        said(NOTHING, f"14/{month}", f"2026-{month}")(unit)

    assert state(unit, asked(plan, "2026-Q4", "16/12")) == expected
