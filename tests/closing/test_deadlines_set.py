"""Deadlines set by hand and periods of two dates; what the audit says of all that is done with a period."""

from datetime import date

import pytest
from flask import Flask

from app.audit.models import AuditLine, Event
from app.extensions import db
from app.office_hours.hours import Holidays
from app.oversight.facts import changes
from app.periods.calendar import between, period
from app.periods.closings import own_periods
from app.periods.commands import Closed, Known, make_period, set_deadline
from app.periods.queries import deadline_of
from app.scope import Actor
from app.settings.queries import Settings
from app.units.models import Unit
from tests import factories
from tests.closing.making import CLOSED_AT, NOVEMBER, a_closing, reopened

OF = period(NOVEMBER)
OCTOBER = between(date(2026, 10, 1), date(2026, 10, 31))
LATER = date(2026, 11, 20)


def set_to(ward: Unit, due_on: date | None) -> None:
    db.session.rollback()
    set_deadline(ward.id, OF, due_on, by=Actor(None, "test", ward.id), now=CLOSED_AT)


def made(ward: Unit, due_on: date) -> None:
    db.session.rollback()
    make_period(ward.id, OCTOBER, due_on, by=Actor(None, "test", ward.id), now=CLOSED_AT)


def due(ward: Unit) -> date:
    db.session.rollback()
    return deadline_of(ward.id, OF, Settings(), Holidays())


def test_a_deadline_is_set_changed_and_given_back_to_the_rule(app: Flask, ward: Unit):
    set_to(ward, LATER)
    assert due(ward) == LATER

    set_to(ward, date(2026, 11, 23))
    assert due(ward) == date(2026, 11, 23)

    set_to(ward, None)
    assert due(ward) == date(2026, 11, 17)


def test_the_same_deadline_again_writes_nothing(app: Flask, ward: Unit):
    for _ in range(2):
        set_to(ward, LATER)

    assert db.session.query(AuditLine).filter_by(event=Event.DEADLINE_SET).count() == 1


def test_while_it_is_closed_a_periods_deadline_stays(app: Flask, ward: Unit):
    number = a_closing(ward)

    with pytest.raises(Closed):
        set_to(ward, LATER)

    reopened(ward, number)
    set_to(ward, LATER)
    assert due(ward) == LATER


def test_a_period_of_two_dates_is_made_once(app: Flask, ward: Unit):
    for _ in range(2):
        made(ward, LATER)

    with pytest.raises(Known):
        made(ward, date(2026, 11, 21))

    assert own_periods(ward.id, period("2026")) == [OCTOBER]
    assert own_periods(ward.id, period("2025")) == []


def test_another_ward_has_neither(app: Flask, ward: Unit):
    set_to(ward, LATER)
    made(ward, LATER)
    elsewhere = factories.a_ward("00002")

    assert due(elsewhere) == date(2026, 11, 17)
    assert own_periods(elsewhere.id, period("2026")) == []


def said(event: Event) -> list[tuple[str, str | None, str | None]]:
    line = db.session.query(AuditLine).filter_by(event=event).one()
    return [tuple(each) for each in changes(line.before, line.after, {})]  # type: ignore[misc]


def test_the_audit_reads_as_people_say_it(app: Flask, ward: Unit):
    set_to(ward, LATER)
    made(ward, LATER)
    number = a_closing(ward)
    reopened(ward, number)
    dates = [("Từ ngày", None, "15/10/2026"), ("Đến hết ngày", None, "14/11/2026")]

    named = [("Kỳ", None, "tháng 11/2026"), *dates, ("Lần chốt số", None, str(number))]
    assert said(Event.PERIOD_CLOSED) == said(Event.PERIOD_REOPENED) == named
    assert ("Hạn cập nhật", None, "20/11/2026") in said(Event.DEADLINE_SET)
    assert said(Event.PERIOD_MADE)[0] == ("Từ ngày", None, "01/10/2026")
