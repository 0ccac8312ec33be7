"""What one ward does and sees stays in it, and what is done to one person or unit is done to no other."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import insert

from app import clock
from app.accounts.factor import fresh_codes
from app.accounts.factors import _use_recovery_code
from app.accounts.models import Membership, Person, RecoveryCode, SignIn
from app.cards import queries as cards
from app.cards.commands import Issuing, issue_cards, withdraw_cards
from app.cards.models import Card
from app.clock import now, today
from app.directory.commands.changing import Doing, Refused
from app.directory.commands.memberships import end_work
from app.directory.commands.profiles import lock_person
from app.directory.commands.units import change_unit, close_unit, reopen_unit
from app.directory.queries.cards import memberships_on
from app.directory.queries.people import people_of
from app.directory.queries.units import open_units
from app.extensions import db
from app.permissions import Role
from app.scope import Actor, Scope
from app.units.loading import NewUnit
from app.units.models import Unit
from tests import factories
from tests.directory.conftest import held, number_of
from tests.page import PageClient


@pytest.fixture
def doing(ward: Unit, boss: Person) -> Doing:
    return Doing(ward.id, Actor(boss.id, "test", ward.id), now(), today())


@pytest.fixture
def scope(ward: Unit, boss: Person) -> Scope:
    return factories.a_scope(ward, Role.ADMIN, boss)


def works_too(person: Person, unit: Unit) -> None:
    row = {"person_id": person.id, "unit_id": unit.id, "role": "reporter", "title": "", "started_on": today()}
    db.session.add(Membership(**row))
    db.session.commit()


def a_card(app: Flask, membership: int) -> None:
    how = Issuing(app.extensions["settings"].keys, timedelta(days=30), Actor(None, "test"), clock.now())
    issue_cards([membership], how)


def test_many_people_of_another_ward_push_nobody_off_the_list_of_holders(
    app: Flask, scope: Scope, leader: Person, far: Person
):
    many = range(10_000, 10_000 + cards.MOST + 1)
    far_unit = db.session.query(Membership.unit_id).filter_by(person_id=far.id).scalar()
    people = [{"id": n, "name": "A", "phone": f"052{n:07d}", "password_hash": "", "created_at": now()} for n in many]
    work = {"unit_id": far_unit, "role": "reporter", "title": "", "started_on": today()}
    db.session.execute(insert(Person), people)
    db.session.execute(insert(Membership), [work | {"person_id": n} for n in many])
    db.session.query(Unit).filter_by(id=far_unit).update({"sort_key": ""})
    db.session.commit()

    assert leader.id in {each.person_id for each in cards.holders(scope, today())}


def test_only_the_persons_own_cards_of_this_ward_are_shown(
    app: Flask, scope: Scope, leader: Person, far: Person, unit: Unit
):
    other = factories.a_person(unit)
    works_too(leader, factories.unit_with("XA01"))
    abroad = db.session.query(Membership.id).filter_by(person_id=leader.id).order_by(Membership.id.desc()).first()
    for membership in (number_of(leader), number_of(other), abroad[0]):
        a_card(app, membership)

    assert [each.unit_name for each in cards.cards_of(scope, leader.id)] == [unit.name]


def test_a_sheet_is_known_to_its_own_ward_alone(app: Flask, scope: Scope, leader: Person, far: Person):
    how = Issuing(app.extensions["settings"].keys, timedelta(days=30), Actor(None, "test"), clock.now(), "sheet")
    issue_cards([number_of(leader), number_of(far)], how)

    assert memberships_on(scope, "sheet") == [number_of(leader)]


def test_work_is_ended_for_the_person_it_belongs_to(doing: Doing, leader: Person, unit: Unit):
    other = factories.a_person(unit)

    with pytest.raises(Refused):
        end_work(leader.id, number_of(other), doing)

    assert held(other) == [("TDP07", "reporter")]


def test_locking_withdraws_only_that_persons_cards(app: Flask, doing: Doing, leader: Person, unit: Unit):
    other = factories.a_person(unit)
    for person in (leader, other):
        a_card(app, number_of(person))

    lock_person(leader.id, doing)

    kept = db.session.query(Card.membership_id).filter(Card.withdrawn_at.is_(None)).all()
    assert kept == [(number_of(other),)]


def test_reopening_a_unit_signs_out_only_its_own_officials(app: Flask, ward: Unit, doing: Doing):
    closed, other = (factories.a_unit(ward, code=code, kind="phong_vhxh") for code in ("P1", "P2"))
    people = [factories.a_person(each, Role.REVIEWER) for each in (closed, other)]
    for person in people:
        PageClient(app).signed_in_as(person)
    close_unit("P1", today(), doing)

    reopen_unit("P1", doing)

    going_on = db.session.query(SignIn.person_id).filter(SignIn.ended_at.is_(None)).all()
    assert going_on == [(people[1].id,)]


def test_a_unit_stands_under_no_unit_of_another_ward(doing: Doing, unit: Unit, far: Person):
    with pytest.raises(Refused):
        change_unit(NewUnit(unit.code, unit.kind, unit.name, "XA01", None, None, None), doing)


def test_lists_name_units_of_the_ward_alone(scope: Scope, leader: Person, far: Person):
    works_too(leader, factories.unit_with("XA01"))

    found = next(each for each in people_of(scope, today()) if each.id == leader.id)

    assert "Xóm xa" not in str(found)
    assert "XA01" not in [code for code, _ in open_units(scope, today())]


def test_a_recovery_code_is_its_persons_alone(app: Flask, leader: Person, far: Person):
    keys, typed = app.extensions["settings"].keys, fresh_codes()[0]
    db.session.add(RecoveryCode(person_id=far.id, code_hash=keys.recovery(leader.id, typed)))
    db.session.commit()

    assert not _use_recovery_code(leader.id, typed, keys, Actor(leader.id, "test"), now())
    assert db.session.query(RecoveryCode).count() == 1


def test_another_wards_unit_is_neither_changed_nor_closed(doing: Doing, far: Person):
    away = NewUnit("XA01", "tdp", "Tên khác", "09568", None, None, None)

    for act in (
        lambda: change_unit(away, doing),
        lambda: close_unit("XA01", today(), doing),
        lambda: reopen_unit("XA01", doing),
    ):
        with pytest.raises(Refused):
            act()

    kept = factories.unit_with("XA01")
    assert (kept.name, kept.closed_on) == ("Xóm xa", None)


def test_withdrawing_somebodys_cards_leaves_those_of_a_colleague(app: Flask, unit: Unit, leader: Person, doing: Doing):
    colleague = factories.a_person(unit, phone="0510009077")
    owners = {leader.id: False, colleague.id: True}
    own = dict(db.session.query(Membership.person_id, Membership.id).filter(Membership.person_id.in_(owners)))
    for membership in own.values():
        a_card(app, membership)

    withdraw_cards(leader.id, unit.ward_id, by=doing.by, now=doing.now)

    usable = {owner: db.session.query(Card).filter_by(membership_id=own[owner]).one().withdrawn_at for owner in owners}
    assert {owner: withdrawn is None for owner, withdrawn in usable.items()} == owners
