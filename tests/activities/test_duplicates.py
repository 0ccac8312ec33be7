"""An entry marked as a duplicate of another counts nowhere, and counts again when the mark is taken back."""

from datetime import date
from functools import partial

import pytest
from bs4 import Tag
from flask import Flask

from app import clock
from app.activities.changing import Wish, change_activity
from app.activities.declaring import Whose, declare_month
from app.activities.duplicates import WrongDuplicate
from app.activities.models import Activity, Change
from app.activities.totals import totals_of_all, totals_of_unit
from app.activities.workflow import Step
from app.clock import today
from app.extensions import db
from app.periods.calendar import period
from app.periods.models import Declaration, Said
from app.plan import Plan
from app.units.models import Unit
from tests import factories
from tests.closing.making import a_closing
from tests.page import PageClient
from tests.together import at_once


def sent(form: Tag) -> dict[str, str]:
    """What a form of the page sends, but for its token."""
    return {box["name"]: box["value"] for box in form.find_all("input") if box["name"] != "csrf_token"}


def sums(unit: Unit, plan: Plan) -> dict[str, int]:
    return totals_of_unit(unit.id, today(), today(), plan)


def test_a_duplicate_counts_nowhere_until_the_mark_is_taken_back(app: Flask, unit: Unit, plan: Plan):
    first, second = factories.an_activity(unit).id, factories.an_activity(unit).id
    both = sums(unit, plan)

    factories.mark_duplicate(second, of=first)
    marked, everywhere = sums(unit, plan), totals_of_all(today(), today(), plan)
    factories.mark_duplicate(second, of=None)

    assert both == {"so_hoat_dong": 2, "luot_nguoi_du": 90}
    assert marked == {"so_hoat_dong": 1, "luot_nguoi_du": 45}
    assert everywhere == {unit.id: marked}
    assert sums(unit, plan) == both


def test_a_person_marks_it_on_its_page_and_the_page_says_so(reporter: PageClient, unit: Unit):
    first, second = factories.an_activity(unit).id, factories.an_activity(unit).id
    offered = reporter.get("activities.show_activity", number=second).find(id="duplicate")

    reporter.post("activities.mark_duplicate", sent(offered.find_all("form")[1]), number=second)
    page = reporter.get(reporter.location)
    status = reporter.get("status.show_unit", code=unit.code)

    assert page.find(id="duplicate").a["href"] == reporter.path("activities.show_activity", number=first)
    assert status.find(attrs={"data-measure": "luot_nguoi_du"}).get_text() == "45"
    assert status.find(attrs={"data-running": "so_hoat_dong"}).get_text() == "1"


def test_a_person_takes_the_mark_back_on_its_page(reporter: PageClient, unit: Unit):
    first, second = factories.an_activity(unit).id, factories.an_activity(unit).id
    factories.mark_duplicate(second, of=first)

    form = reporter.get("activities.show_activity", number=second).find(id="duplicate").form
    for _ in range(2):  # a double tap
        reporter.post("activities.mark_duplicate", sent(form), number=second)

    assert db.session.get(Activity, second).duplicate_of_id is None
    assert [each.step for each in db.session.query(Change).filter_by(activity_id=second)] == [
        Step.MARK_DUPLICATE,
        Step.UNMARK_DUPLICATE,
    ]


def test_what_was_changed_since_it_was_seen_is_not_marked(reporter: PageClient, unit: Unit):
    factories.an_activity(unit)
    second = factories.an_activity(unit).id
    form = reporter.get("activities.show_activity", number=second).find(id="duplicate").find_all("form")[1]
    factories.changed(second, Step.CORRECT, figures={"luot_nguoi_du": 46})

    page = reporter.post("activities.mark_duplicate", sent(form), number=second, status=409)

    assert "sửa lần ghi này lúc" in page.find(role="alert").get_text()
    assert db.session.get(Activity, second).duplicate_of_id is None


def test_in_a_closed_month_the_unit_is_not_offered_what_only_the_reviewer_may_do(
    reporter: PageClient, reviewer: PageClient, ward: Unit, unit: Unit
):
    number = [factories.an_activity(unit, held_on=date(2026, 10, 20)).id for _ in range(2)][1]
    a_closing(ward)

    pages = [client.get("activities.show_activity", number=number) for client in (reporter, reviewer)]

    assert [page.find(id="duplicate") is None for page in pages] == [True, False]


def wrong_pairs(unit: Unit) -> dict[str, tuple[int, int]]:
    a, b, c, d = (factories.an_activity(unit).id for _ in range(4))
    stranger = factories.an_activity(factories.a_unit(factories.a_ward(code="00001"))).id
    factories.mark_duplicate(b, of=a)
    return {
        "itself": (c, c),
        "a duplicate": (c, b),
        "of what has one": (a, d),
        "a strangers": (c, stranger),
        "no": (c, 999_999_999),
    }


@pytest.mark.parametrize("name", ["itself", "a duplicate", "of what has one", "a strangers", "no"])
def test_a_chain_a_circle_or_a_strangers_entry_is_refused(app: Flask, unit: Unit, plan: Plan, name: str):
    number, of = wrong_pairs(unit)[name]
    before = sums(unit, plan)

    with pytest.raises(WrongDuplicate):
        factories.mark_duplicate(number, of=of)

    db.session.rollback()
    assert sums(unit, plan) == before == {"so_hoat_dong": 3, "luot_nguoi_du": 135}


def test_another_units_entry_is_neither_offered_nor_accepted(reporter: PageClient, unit: Unit):
    stranger = factories.an_activity(factories.a_unit(factories.a_ward(code="00001"))).id
    mine = factories.an_activity(unit).id

    page = reporter.get("activities.show_activity", number=mine)
    reporter.post("activities.mark_duplicate", {"of": str(stranger), "seen": "1"}, number=mine, status=409)
    reporter.post("activities.mark_duplicate", {"of": str(mine), "seen": "1"}, number=stranger, status=404)

    assert page.find(id="duplicate") is None
    assert db.session.get(Activity, stranger).duplicate_of_id is None


@pytest.mark.parametrize("of", ["-1", "1e3", "１", "9" * 20, "1 OR 1=1"])
def test_what_is_no_number_of_an_entry_is_refused(reporter: PageClient, unit: Unit, of: str):
    mine = factories.an_activity(unit).id

    reporter.post("activities.mark_duplicate", {"of": of}, number=mine, status=422)

    assert db.session.get(Activity, mine).duplicate_of_id is None


def test_what_counts_again_undoes_what_the_unit_said_of_its_month(unit: Unit):
    kept = factories.an_activity(unit, held_on=date(2026, 11, 10))
    double = factories.an_activity(unit, held_on=date(2026, 10, 10))
    factories.mark_duplicate(double.id, of=kept.id)
    by = factories.a_scope(unit)
    declare_month(Whose(unit.id, period("2026-10"), by), Said.NOTHING, now=clock.now())

    change_activity(kept.id, Wish(Step.WITHDRAW, seen=1), by=by, now=clock.now())

    assert db.session.query(Declaration.undone_at).one().undone_at is not None


def test_a_mark_sent_twice_is_kept_once(reporter: PageClient, unit: Unit):
    first, second = factories.an_activity(unit).id, factories.an_activity(unit).id

    for _ in range(2):
        reporter.post("activities.mark_duplicate", {"of": str(first), "seen": "1"}, number=second)

    assert db.session.query(Change).filter_by(activity_id=second).count() == 1


def test_of_several_taps_at_once_one_marks_and_none_fails(app: Flask, unit: Unit):
    first, second = factories.an_activity(unit).id, factories.an_activity(unit).id
    clients = [PageClient(app).signed_in_as(factories.a_person(unit)) for _ in range(6)]
    sent = [{"csrf_token": client.token(), "of": str(first), "seen": "1"} for client in clients]
    address = clients[0].path("activities.mark_duplicate", number=second)

    found = at_once(app, [partial(c.send, address, method="POST", data=d) for c, d in zip(clients, sent, strict=True)])

    assert [answer.status_code for answer in found] == [303] * 6
    assert db.session.query(Change).filter_by(activity_id=second).count() == 1


def test_who_comes_second_is_told_on_the_entrys_own_page(reporter: PageClient, unit: Unit):
    first, second = factories.an_activity(unit).id, factories.an_activity(unit).id
    factories.mark_duplicate(first, of=second)

    page = reporter.post("activities.mark_duplicate", {"of": str(first), "seen": "1"}, number=second, status=409)

    assert "lần ghi kia không tính vào số liệu" in page.find(role="alert").get_text()
