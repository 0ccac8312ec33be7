"""Two do the same at the same instant: one gets it, the other hears why not."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

from flask import Flask

from app import clock
from app.accounts.models import Membership, Person
from app.cards.commands import AlreadyPrinted, Issuing
from app.cards.models import Card
from app.directory.commands.changing import Doing, Refused
from app.directory.commands.handovers import Handover, hand_over
from app.directory.commands.memberships import Newcomer, Place, end_work, join_unit
from app.directory.commands.units import add_unit
from app.extensions import db
from app.keys import Keys
from app.permissions import Role
from app.scope import CONSOLE
from app.units.loading import NewUnit
from app.units.models import Unit
from tests import factories
from tests.directory.conftest import held, number_of


def doing(ward_id: int) -> Doing:
    return Doing(ward_id, CONSOLE, clock.now(), clock.today())


def at_once(app: Flask, *acts: Callable[[], object]) -> list[str]:
    """Runs the acts together; the names of what they gave or raised, sorted."""
    ready, results = Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        with app.app_context():
            ready.wait()
            try:
                results.append(type(act()).__name__)
            except (Refused, AlreadyPrinted) as refused:
                results.append(type(refused).__name__)

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    return sorted(results)


def test_a_handover_tapped_four_times_makes_one_person_and_one_card(app: Flask, unit: Unit, leader: Person):
    ward, key = unit.ward_id, str(uuid4())
    wanted = Handover("TDP07", leader.id, Newcomer("Trần Thị Mới", "0510009010"), "")
    how = Issuing(Keys("k" * 40), timedelta(days=30), CONSOLE, clock.now(), key)
    db.session.rollback()

    results = at_once(app, *[lambda: hand_over(wanted, how, doing(ward))] * 4)

    assert results == ["AlreadyPrinted"] * 3 + ["Issued"]
    assert db.session.query(Card).count() == 1
    assert db.session.query(Membership).filter_by(ended_on=None).count() == 1


def test_two_admins_who_end_each_other_leave_one(app: Flask, ward: Unit, boss: Person):
    other = factories.a_person(ward, Role.ADMIN)
    pairs, here = [(each.id, number_of(each)) for each in (boss, other)], ward.id
    db.session.rollback()

    results = at_once(app, *[lambda pair=pair: end_work(*pair, doing(here)) for pair in pairs])

    assert results == ["Refused", "bool"]
    assert sorted(held(boss) + held(other)) == [("09568", "admin")]


def test_one_number_added_in_two_wards_is_one_persons(app: Flask, unit: Unit, far: Person):
    here, there = unit.ward_id, db.session.query(Unit).filter_by(code="XA01").one().ward_id
    new = Newcomer("Trần Thị Mới", "0510009010")
    db.session.rollback()

    results = at_once(
        app,
        lambda: join_unit(new, Place("TDP07", Role.REPORTER, ""), doing(here)),
        lambda: join_unit(new, Place("XA01", Role.REPORTER, ""), doing(there)),
    )

    assert results == ["Joined", "Refused"]
    assert db.session.query(Person).filter_by(phone="0510009010").count() == 1


def test_one_code_added_in_two_wards_is_one_units(app: Flask, ward: Unit, far: Person):
    here, there = ward.id, db.session.query(Unit).filter_by(code="09999").one().id
    db.session.rollback()

    results = at_once(
        app,
        lambda: add_unit(NewUnit("MOI", "tdp", "Tổ mới", "09568", None, None, None), doing(here)),
        lambda: add_unit(NewUnit("MOI", "tdp", "Tổ mới", "09999", None, None, None), doing(there)),
    )

    assert results == ["Refused", "str"]
