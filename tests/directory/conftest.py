"""An admin at the desk, another ward next door, and what the audit says."""

import json
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Membership, Person
from app.audit.models import AuditLine, Event
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.page import PageClient

Said = Callable[[Event], list[tuple[dict[str, object], dict[str, object]]]]


@pytest.fixture
def boss(ward: Unit) -> Person:
    """The ward's one admin."""
    return factories.a_person(ward, Role.ADMIN, phone="0510009001")


@pytest.fixture
def admin(app: Flask, boss: Person) -> PageClient:
    return PageClient(app).signed_in_as(boss)


@pytest.fixture
def leader(unit: Unit) -> Person:
    """Who leads the unit TDP07."""
    return factories.a_person(unit, phone="0510009002")


@pytest.fixture
def far(app: Flask) -> Person:
    """Somebody of another ward, unit XA01."""
    elsewhere = factories.a_ward("09999", "Phường Khác")
    return factories.a_person(factories.a_unit(elsewhere, code="XA01", name="Xóm xa"), phone="0510009003")


@pytest.fixture
def said(app: Flask) -> Said:
    """Before and after of each audit line of an event, the oldest first."""

    def lines(event: Event) -> list[tuple[dict[str, object], dict[str, object]]]:
        rows = db.session.scalars(select(AuditLine).filter_by(event=event).order_by(AuditLine.id))
        return [(json.loads(row.before), json.loads(row.after)) for row in rows]

    return lines


def held(person: Person) -> list[tuple[str, str]]:
    """Unit and role of everything a person holds now."""
    rows = select(Unit.code, Membership.role).join(Unit, Unit.id == Membership.unit_id)
    rows = rows.where(Membership.person_id == person.id, Membership.ended_on.is_(None)).order_by(Membership.id)
    return [(code, role) for code, role in db.session.execute(rows)]


def number_of(person: Person) -> int:
    """A person's first membership that has not ended."""
    found = select(Membership.id).filter_by(person_id=person.id, ended_on=None).order_by(Membership.id)
    return db.session.scalars(found).first() or 0
