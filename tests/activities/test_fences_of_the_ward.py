"""What waits, what is odd and what came after a closing is the own ward's, or the own unit's."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from app import clock
from app.activities import settling
from app.activities.models import Oddity, OddityKind
from app.activities.odd_list import Sought as SoughtOdd
from app.activities.odd_list import odd_entries
from app.activities.pending import Pending, pending_of
from app.activities.review import Sought, left_out, mended_entries, returned_entries, waiting_count, waiting_entries
from app.activities.supplements import SupplementView, count_of, supplements_of, supplements_since
from app.activities.workflow import Step
from app.clock import HANOI
from app.extensions import db
from app.periods.calendar import period
from app.plan import Plan
from app.scope import Scope
from app.units.models import Unit
from tests.closing.making import a_closing
from tests.factories import an_activity, changed

DAY, MONTH = date(2026, 11, 10), period("2026-11")


@pytest.fixture(autouse=True)
def _in_november(at) -> None:
    at(datetime(2026, 11, 12, 9, 0, tzinfo=HANOI))


def waiting(officer: Scope) -> list[list[int]]:
    fresh = waiting_entries(officer, Sought()).entries
    lists = fresh, mended_entries(officer, Sought()), returned_entries(officer, Sought())
    return [[each.number for each in listed] for listed in lists]


def test_what_waits_is_the_wards(unit: Unit, far: Unit, officer: Scope):
    own, strange = ([an_activity(each, held_on=DAY).id for _ in range(3)] for each in (unit, far))
    for number in (own[2], strange[2]):
        changed(number, Step.RETURN)

    assert waiting(officer) == [[own[1], own[0]], [], [own[2]]]
    assert waiting_count(officer) == 2
    assert pending_of(officer.ward_id, DAY, DAY) == Pending(2, 1, 1)
    assert [each.number for each in left_out(officer, own + strange)] == own


def test_what_is_odd_is_the_wards_to_settle(unit: Unit, far: Unit, officer: Scope):
    own, strange = ([an_activity(each, held_on=DAY).id for _ in range(2)][1] for each in (unit, far))

    listed, _ = odd_entries(officer, SoughtOdd())
    settling.settle_oddities(strange, [OddityKind.DUPLICATE], by=officer, now=clock.now())

    assert [each.number for each in listed] == [own]
    assert db.session.scalars(select(Oddity.settled_at).where(Oddity.activity_id == strange)).all() == [None]


@pytest.fixture
def after(unit: Unit, near: Unit, far: Unit, at) -> dict[str, int]:
    """Both wards' November is closed, and then each unit logs in it: closings and entries by name."""
    wards = {"own ward": unit.ward_id, "other ward": far.ward_id}
    found = {name: a_closing(db.session.get_one(Unit, number)) for name, number in wards.items()}
    at(datetime(2026, 11, 20, 9, 0, tzinfo=HANOI))
    return found | {each.code: an_activity(each, held_on=DAY).id for each in (unit, near, far)}


def numbers(found: tuple[list[SupplementView], bool]) -> list[int]:
    return [each.number for each in found[0]]


def test_the_reviewer_sees_what_came_after_the_wards_closing(after: dict[str, int], officer: Scope, plan: Plan):
    its = [after["TDP08"], after["TDP07"]]

    assert [count_of(officer, after[name]) for name in ("own ward", "other ward")] == [2, 0]
    assert numbers(supplements_of(officer, after["own ward"], plan)) == its
    assert numbers(supplements_since(officer, period("2026-12"), plan)) == its


def test_a_unit_sees_its_own_of_what_came_after_a_closing(after: dict[str, int], leader: Scope, plan: Plan):
    assert count_of(leader, after["own ward"]) == 1
    assert numbers(supplements_of(leader, after["own ward"], plan)) == [after["TDP07"]]
    assert numbers(supplements_since(leader, period("2026-12"), plan)) == [after["TDP07"]]
