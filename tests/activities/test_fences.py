"""What another unit or another ward logged is not compared with, not listed, not counted, not changed."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import select

from app import clock
from app.activities import queries, repeats
from app.activities.background import Case, look_before
from app.activities.changes import closing_over, returned_to
from app.activities.changing import NotThere, Wish, change_activity
from app.activities.declaring import Whose, declare_month
from app.activities.entry import Entry
from app.activities.first_look import Figure, Shape, first_look
from app.activities.listing import Filter, count, entries
from app.activities.logged import logged_between
from app.activities.models import OddityKind
from app.activities.totals import totals_of_unit, totals_of_ward
from app.activities.ward_listing import WardFilter, ward_count, ward_entries
from app.activities.ward_totals import Asked, figures_of_ward
from app.activities.workflow import Status, Step
from app.clock import HANOI
from app.database import read
from app.extensions import db
from app.periods.calendar import period
from app.periods.models import Declaration, Said
from app.plan import Plan
from app.scope import Scope
from app.submissions.models import Submission
from app.units.models import Unit
from tests.closing.making import a_closing
from tests.factories import an_activity, in_status

DAY, MONTH = date(2026, 11, 10), period("2026-11")


@pytest.fixture(autouse=True)
def _in_november(at) -> None:
    at(datetime(2026, 11, 12, 9, 0, tzinfo=HANOI))


def three(of: Unit, attending: int) -> None:
    for day in (1, 2, 3):
        an_activity(of, held_on=date(2026, 11, day), figures={"luot_nguoi_du": attending})


def test_a_figure_is_compared_with_the_own_units(unit: Unit, near: Unit):
    three(unit, 10)
    three(near, 1000)

    found = look_before(Case(unit.id, [Entry("hop_tdp", DAY, {"luot_nguoi_du": 100})], DAY))

    assert [each.kind for each in found[0].odd] == [OddityKind.JUMP]


def test_the_usual_is_the_own_units(unit: Unit, near: Unit):
    three(unit, 10)
    an_activity(near, held_on=date(2026, 11, 4), figures={"luot_nguoi_du": 90})

    found = look_before(Case(unit.id, [Entry("hop_tdp", DAY, {"luot_nguoi_du": 100})], DAY))

    assert found[0].background.earlier == {"luot_nguoi_du": [10, 10, 10]}


def test_the_first_look_looks_at_the_own_unit_alone(unit: Unit, near: Unit):
    three(near, 1000)
    an_activity(near, held_on=DAY)
    values = {"unit": unit.id, "but": 0, "day": DAY, "first": date(2025, 11, 10), "last": date(2026, 11, 9)}

    found = first_look(read, Shape(1, 1, False, False), values, ["hop_tdp"], [Figure("hop_tdp", "luot_nguoi_du", 5)])

    assert list(found) == []


def test_another_units_meeting_of_the_day_is_no_repeat(unit: Unit, near: Unit, leader: Scope):
    own = an_activity(unit, held_on=DAY).id
    an_activity(near, held_on=DAY)
    entry = queries.activity_of(leader, own)

    assert repeats.repeats_of(entry) == []


def test_another_wards_closing_closes_nothing(unit: Unit, far: Unit, leader: Scope, at):
    own = an_activity(unit, held_on=DAY).id
    at(datetime(2026, 11, 16, 9, 0, tzinfo=HANOI))
    a_closing(db.session.get_one(Unit, far.ward_id))

    assert closing_over(queries.activity_of(leader, own), leader).period is None


def test_what_was_sent_back_to_another_unit_is_not_ones_own(unit: Unit, near: Unit, leader: Scope):
    mine, other = an_activity(unit, held_on=DAY), an_activity(near, held_on=DAY)
    for each in (mine, other):
        in_status(each, Status.RETURNED)

    assert [each.number for each in returned_to(leader)] == [mine.id]


def test_nobody_changes_what_is_out_of_reach(near: Unit, far: Unit, leader: Scope, officer: Scope):
    for unit, by in ((near, leader), (far, officer)):
        number = an_activity(unit, held_on=DAY).id
        with pytest.raises(NotThere):
            change_activity(number, Wish(Step.WITHDRAW, 1), by=by, now=clock.now())


def test_another_units_entries_do_not_speak_against_nothing(unit: Unit, near: Unit, leader: Scope):
    an_activity(near, held_on=DAY)

    declare_month(Whose(unit.id, MONTH, leader), Said.NOTHING, now=clock.now())

    assert db.session.query(Declaration).count() == 1


@pytest.mark.parametrize("measure", [None, "luot_nguoi_du"])
def test_a_units_list_holds_its_own(unit: Unit, near: Unit, measure: str | None):
    own = an_activity(unit, held_on=DAY).id
    an_activity(near, held_on=DAY, figures={"luot_nguoi_du": 7})
    of = Filter(unit.id, MONTH, (), measure)

    assert [each.number for each in entries(of).entries] == [own]
    assert count(of) == (1, 45 if measure else None)


def test_what_is_logged_already_is_the_own_units(unit: Unit, near: Unit, leader: Scope):
    own = an_activity(unit, held_on=DAY).id
    other = an_activity(near, held_on=DAY)
    key = db.session.get_one(Submission, other.submission_id).key

    assert [each.number for each in logged_between(leader, DAY, DAY, key=key)] == [own]


def test_an_entry_is_seen_where_it_belongs(unit: Unit, near: Unit, far: Unit, leader: Scope, officer: Scope):
    own, other, strange = (an_activity(each, held_on=DAY).id for each in (unit, near, far))

    seen = [[n for n in (own, other, strange) if queries.activity_of(scope, n)] for scope in (leader, officer)]

    assert seen == [[own], [own, other]]
    assert queries.own_activity(officer, own) is None


def test_the_last_type_is_of_the_unit_acted_for(unit: Unit, near: Unit, leader: Scope):
    an_activity(near, type="hop_chi_bo", held_on=DAY)
    other = db.session.scalars(select(Submission)).one().person_id
    both = replace(leader, person_id=other)

    assert queries.last_type(both, ["hop_chi_bo", "hop_tdp"]) is None


def test_sums_are_of_the_unit_and_of_the_ward(unit: Unit, near: Unit, far: Unit, plan: Plan):
    for each in (unit, near, far):
        an_activity(each, held_on=DAY)

    days = MONTH.first_on, MONTH.last_on
    asked = Asked(unit.ward_id, MONTH, None, ("so_hoat_dong",), "luot_nguoi_hd")
    found = ward_entries(WardFilter(unit.ward_id, MONTH, "luot_nguoi_du"))

    assert totals_of_unit(unit.id, *days, plan)["luot_nguoi_du"] == 45
    assert set(totals_of_ward(unit.ward_id, *days, plan)) == {unit.id, near.id}
    assert figures_of_ward(asked, plan).now["luot_nguoi_du"] == 90
    assert ward_count(WardFilter(unit.ward_id, MONTH, "luot_nguoi_du")) == (2, 90)
    assert {each.unit_name for each in found.entries} == {unit.name, near.name}
