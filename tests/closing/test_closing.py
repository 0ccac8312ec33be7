"""Closing and reopening a period: what is kept, once, for ever, and who is told."""

from datetime import date, datetime

import pytest
from flask import Flask

from app.activities.models import Activity, Supplement
from app.audit.models import AuditLine, Event
from app.clock import HANOI
from app.config import CutOff
from app.extensions import db
from app.office_hours.hours import Holidays
from app.periods.calendar import period
from app.periods.closings import closing_in_effect, closings_of, listed
from app.periods.commands import Closed, NotClosed, NotOver, reopen_period
from app.periods.models import Closure
from app.periods.states import PeriodState
from app.scope import Actor
from app.settings.queries import Settings
from app.units.models import Unit
from tests import factories
from tests.closing.making import CLOSED_AT, NOVEMBER, a_closing, frozen, noon, reopened

OF = period(NOVEMBER)
DAY = date(2026, 11, 10)


def somebody(ward: Unit) -> Actor:
    return Actor(None, "test", ward.id)


def test_a_closing_keeps_the_figures_by_unit_kind_and_in_all(app: Flask, ward: Unit, unit: Unit):
    school = factories.a_unit(ward, code="TH01", name="Trường A", kind="truong")
    factories.an_activity(unit, held_on=DAY)
    factories.an_activity(unit, held_on=date(2026, 11, 15))  # the next month's
    factories.an_activity(school, held_on=DAY, type="chao_co", figures={"luot_hs": 300})

    kept = frozen(a_closing(ward))

    assert kept.of_unit("TDP07").figures == {"so_hoat_dong": 1, "luot_nguoi_du": 45}
    assert kept.by_kind["truong"] == {"so_hoat_dong": 1, "luot_hs": 300}
    assert kept.total == {"so_hoat_dong": 2, "luot_nguoi_du": 45, "luot_hs": 300}
    assert dict(kept.measures)["luot_hs"] == "Số lượt học sinh"


def test_a_closing_keeps_how_each_unit_had_updated_and_which_there_were(app: Flask, ward: Unit, unit: Unit):
    factories.a_unit(ward, code="MTTQ", kind="mttq")
    factories.a_unit(ward, code="TDP08", closed_on=date(2026, 10, 14))
    factories.a_unit(ward, code="TDP09", opened_on=date(2026, 11, 14))

    kept = frozen(a_closing(ward))

    assert {each.code: each.state for each in kept.units} == {"TDP07": "silent", "TDP09": "silent", "MTTQ": ""}


def test_a_unit_that_logged_outside_its_days_is_in_the_sum(app: Flask, ward: Unit):
    factories.an_activity(factories.a_unit(ward, code="TDP08", closed_on=date(2026, 9, 1)), held_on=DAY)

    kept = frozen(a_closing(ward))

    assert [(each.code, each.state) for each in kept.units] == [("TDP08", "")]
    assert kept.total == {"so_hoat_dong": 1, "luot_nguoi_du": 45}


def test_what_was_frozen_never_changes(app: Flask, ward: Unit, unit: Unit):
    factories.an_activity(unit, held_on=DAY)
    number = a_closing(ward)
    text = db.session.get_one(Closure, number).figures

    factories.an_activity(unit, held_on=DAY, figures={"luot_nguoi_du": 500})
    unit.name = "Tổ dân phố đổi tên"
    db.session.commit()
    reopened(ward, number)
    again = a_closing(ward, at=noon("2026-12-01"))

    db.session.expire_all()
    assert db.session.get_one(Closure, number).figures == text
    assert frozen(again).total["luot_nguoi_du"] == 545


@pytest.mark.parametrize(("moment", "refused"), [("2026-11-14 23:59", True), ("2026-11-15 00:00", False)])
def test_a_period_is_closed_only_after_its_last_day_in_ha_noi(app: Flask, ward: Unit, moment: str, refused: bool):
    now = datetime.fromisoformat(moment).replace(tzinfo=HANOI)

    if refused:
        with pytest.raises(NotOver):
            a_closing(ward, at=now)
    else:
        a_closing(ward, at=now)

    assert db.session.query(Closure).count() == (0 if refused else 1)


def test_who_closes_second_is_told_who_was_first(app: Flask, ward: Unit, unit: Unit):
    first = factories.a_person(unit)
    number = a_closing(ward, by=first.id)

    with pytest.raises(Closed) as told:
        a_closing(ward)

    assert (told.value.number, told.value.by_id) == (number, first.id)
    assert db.session.query(Closure).count() == 1


def test_reopened_it_is_no_longer_closed_and_why_is_kept(app: Flask, ward: Unit):
    number = a_closing(ward)

    reopened(ward, number, reason="TDP04 gửi nhầm.")

    assert closing_in_effect(ward.id, NOVEMBER) is None
    assert [(c.number, c.reason, c.holds) for c in closings_of(ward.id, NOVEMBER)] == [
        (number, "TDP04 gửi nhầm.", False)
    ]


def test_reopening_twice_is_done_once_and_another_is_told(app: Flask, ward: Unit):
    number = a_closing(ward)
    for _ in range(2):
        reopened(ward, number)

    with pytest.raises(NotClosed):
        reopened(ward, number, reason="Lý do khác.")

    assert db.session.query(AuditLine).filter_by(event=Event.PERIOD_REOPENED).count() == 1


def test_another_wards_closing_is_not_reopened(app: Flask, ward: Unit):
    number = a_closing(factories.a_ward("00002"))

    with pytest.raises(NotClosed):
        reopen_period(ward.id, number, "Lý do.", by=somebody(ward), now=CLOSED_AT)

    assert db.session.get_one(Closure, number).reopened_at is None


@pytest.mark.parametrize("id", ["2026-Q3", "2026-H1", "2025", "2026-10-01..2026-10-31"])
def test_only_a_months_closing_marks_what_comes_after(app: Flask, ward: Unit, unit: Unit, id: str):
    of = period(id)
    factories.an_activity(unit, held_on=of.last_on)
    number = a_closing(ward, id)

    factories.an_activity(unit, held_on=of.last_on)

    assert frozen(number).total["so_hoat_dong"] == 1
    assert db.session.query(Supplement).count() == 0
    assert db.session.query(Activity).count() == 2


def test_a_closed_period_keeps_its_dates_when_the_rule_changes(app: Flask, ward: Unit):
    a_closing(ward)
    by_calendar = period(NOVEMBER, CutOff.CALENDAR)

    found = listed(ward.id, [by_calendar], Settings(), Holidays(), date(2026, 12, 5))[0]

    assert (found.period.first_on, found.period.last_on) == (OF.first_on, OF.last_on)
    assert found.state is PeriodState.CLOSED


def test_by_calendar_months_the_whole_month_is_closed(app: Flask, ward: Unit, unit: Unit):
    for day in (date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 1)):
        factories.an_activity(unit, held_on=day)

    number = a_closing(ward, rule=CutOff.CALENDAR)
    factories.an_activity(unit, held_on=date(2026, 11, 30))

    assert frozen(number).total["so_hoat_dong"] == 2
    assert db.session.query(Supplement).count() == 1
