"""Expected, on time, late, không phát sinh, chưa cập nhật: cases typed by hand, each through the database."""

from dataclasses import replace

import pytest
from flask import Flask

from app.activities.workflow import Status
from app.extensions import db
from app.periods.calendar import months_over, period
from app.periods.models import Said
from app.plan import Plan
from app.settings.queries import Settings
from app.status.updates import unit_state, unit_states
from app.status.updating import Expected, Rates, expected_kinds, rates
from app.units.models import Unit
from tests import factories
from tests.status.updating import Deed, day, logged, repeated, said, withdrawn

NOTHING, COMPLETE = Said.NOTHING, Said.COMPLETE
IN_TIME, LATE, NO, SILENT = ("on-time", True), ("late", False), ("nothing", True), ("silent", False)
# what the case is: what the unit did; how it stands in tháng 11/2026, due on 17/11
ENTRIES: dict[str, tuple[tuple[Deed, ...], tuple[str, bool]]] = {
    "did nothing": ((), SILENT),
    "one entry": ((logged("20/10"),), IN_TIME),
    "two entries are one unit": ((logged("20/10"), logged("21/10")), IN_TIME),
    "held on the period's first day": ((logged("15/10"),), IN_TIME),
    "held the day before the period": ((logged("14/10"),), SILENT),
    "held on the period's last day": ((logged("14/11"),), IN_TIME),
    "held the day after the period": ((logged("15/11"),), SILENT),
    "typed in the last minute of the deadline": ((logged("14/11", "17/11 23:59"),), IN_TIME),
    "typed in the first minute after it": ((logged("14/11", "18/11 00:00"),), LATE),
    "held on time, typed 12 days late": ((logged("06/11", "18/11"),), LATE),
    "one typed late, one in time": ((logged("20/10", "25/11"), logged("10/11")), IN_TIME),
    "both typed late": ((logged("20/10", "25/11"), logged("10/11", "18/11")), LATE),
    "withdrawn": ((logged("20/10"), withdrawn("21/10")), SILENT),
    "returned for more": ((logged("20/10", status=Status.RETURNED),), SILENT),
    "a draft": ((logged("20/10", status=Status.DRAFT),), SILENT),
    "confirmed": ((logged("20/10", status=Status.CONFIRMED),), IN_TIME),
    "a duplicate only": ((logged("20/10"), repeated), SILENT),
    "in time withdrawn, late left": ((logged("20/10"), withdrawn("21/10"), logged("25/10", "18/11")), LATE),
    "said nothing in time": ((said(NOTHING, "14/11"),), NO),
    "said nothing in the last minute": ((said(NOTHING, "17/11 23:59"),), NO),
    "said nothing late": ((said(NOTHING, "18/11 00:00"),), ("nothing", False)),
    "said nothing of the month before": ((said(NOTHING, "14/10", "2026-10"),), SILENT),
    "said nothing, taken back": ((said(NOTHING, "14/11", undone="15/11"),), SILENT),
    "said nothing, then an entry": ((said(NOTHING, "01/11"), logged("10/11", "18/11")), LATE),
    "said nothing, an entry, withdrawn": ((said(NOTHING, "01/11"), logged("10/11"), withdrawn("11/11")), SILENT),
    "an entry and đã đủ": ((logged("10/11"), said(COMPLETE, "18/11")), IN_TIME),
    "đã đủ in time, entries typed late": ((logged("10/11", "18/11"), said(COMPLETE, "17/11")), IN_TIME),
    "đã đủ, its entry returned since": ((logged("10/11", status=Status.RETURNED), said(COMPLETE, "14/11")), IN_TIME),
    "nothing beside an entry that counts": ((logged("10/11", "18/11"), said(NOTHING, "14/11")), ("on-time", True)),
}
# opened on, closed on, what it did; None: it is not expected, whatever it did
DATES: dict[str, tuple[str, str, tuple[Deed, ...], tuple[str, bool] | None]] = {
    "opened in mid-period": ("01/11", "", (), SILENT),
    "opened in mid-period, an entry since": ("01/11", "", (logged("05/11"),), IN_TIME),
    "opened in mid-period, an entry of before": ("01/11", "", (logged("20/10"),), IN_TIME),
    "opened on the first day": ("15/10", "", (), SILENT),
    "opened on the last day": ("14/11", "", (), SILENT),
    "opened the day after": ("15/11", "", (), None),
    "opened the day after, an entry of before": ("15/11", "", (logged("20/10"),), None),
    "closed in mid-period": ("", "01/11", (), SILENT),
    "closed in mid-period, an entry": ("", "01/11", (logged("20/10"),), IN_TIME),
    "closed on the first day": ("", "15/10", (), SILENT),
    "closed on the last day": ("", "14/11", (), SILENT),
    "closed the day before": ("", "14/10", (), None),
    "closed the day before, said nothing": ("", "14/10", (said(NOTHING, "10/11"),), None),
    "opened and closed inside": ("20/10", "30/10", (), SILENT),
}
KINDS = {
    "tdp": "expect_groups",
    "truong": "expect_schools",
    **dict.fromkeys(("phong_vhxh", "tt_vhtttt", "van_phong", "phong_kthtdt"), "expect_offices"),
    **dict.fromkeys(("ban_xdd", "mttq")),
}


def asked(plan: Plan, span: str = "2026-11", due: str = "17/11", settings: Settings | None = None) -> Expected:
    return Expected(period(span), day(due), expected_kinds(settings or Settings(), plan), months_over(period(span)))


def state(unit: Unit, of: Expected) -> tuple[str, bool] | None:
    """How the unit stands, asked alone and among the ward's."""
    alone = unit_state(unit.id, of)
    assert [each for each in unit_states(unit.ward_id, of) if each.unit.id == unit.id] == ([alone] if alone else [])
    return alone and (alone.state.value, alone.in_time)


@pytest.mark.parametrize("case", ENTRIES)
def test_a_unit_stands_as_its_entries_and_its_word_say(unit: Unit, plan: Plan, case: str):
    deeds, expected = ENTRIES[case]
    for deed in deeds:
        deed(unit)

    assert state(unit, asked(plan)) == expected


@pytest.mark.parametrize("case", DATES)
def test_a_unit_is_expected_between_its_opening_and_its_closing(ward: Unit, plan: Plan, case: str):
    opened, closed, deeds, expected = DATES[case]
    dates = {"opened_on": day(opened) if opened else None, "closed_on": day(closed) if closed else None}
    unit = factories.a_unit(ward, **dates)
    for deed in deeds:
        deed(unit)

    assert state(unit, asked(plan)) == expected


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("value", [0, 1])
def test_a_kind_is_expected_as_its_setting_says(ward: Unit, plan: Plan, kind: str, value: int):
    unit = factories.a_unit(ward, kind=kind)
    others = dict.fromkeys(("expect_groups", "expect_schools", "expect_offices"), 1 - value)
    settings = replace(Settings(), **others | ({KINDS[kind]: value} if KINDS[kind] else {}))

    assert state(unit, asked(plan, settings=settings)) == (SILENT if KINDS[kind] and value else None)


def test_unions_under_mttq_are_never_expected_even_with_every_setting_on(ward: Unit, plan: Plan):
    front = factories.a_unit(ward, kind="mttq")
    union = factories.a_unit(ward, kind="mttq")
    union.parent_id = front.id
    db.session.commit()
    every = Settings(expect_groups=1, expect_schools=1, expect_offices=1)

    assert unit_states(ward.id, asked(plan, settings=every)) == []


def test_the_figures_of_a_ward_add_up(ward: Unit, plan: Plan):
    did = {"A": ENTRIES["both typed late"], "B": ENTRIES["said nothing late"], "C": ENTRIES["said nothing in time"]}
    did |= {"D": ENTRIES["two entries are one unit"], "E": ENTRIES["did nothing"], "F": ENTRIES["a draft"]}
    for code, (deeds, _) in did.items():
        unit = factories.a_unit(ward, code=code)
        for deed in deeds:
            deed(unit)
    logged("20/10")(factories.a_unit(ward, code="G", kind="mttq"))

    assert rates((each.state, each.in_time) for each in unit_states(ward.id, asked(plan))) == Rates(6, 4, 2, 2, 2, 2)


def test_another_wards_units_are_not_counted(app: Flask, ward: Unit, plan: Plan):
    factories.a_unit(factories.a_ward("00002"))

    assert unit_states(ward.id, asked(plan)) == []
