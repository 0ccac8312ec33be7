"""A card in the hand of a leader who cannot sign in yet."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from app import clock
from app.accounts.models import Membership, Person
from app.cards.commands import CODE_LASTS, Issued, Issuing, issue_cards, issue_code
from app.extensions import db
from app.keys import Keys
from app.permissions import Role
from app.scope import Actor
from app.units.models import Unit
from tests import factories

Issue = Callable[..., Issued]


@pytest.fixture
def leader(unit: Unit) -> Person:
    return factories.a_person(unit, Role.REPORTER, password_hash="")


@pytest.fixture
def issue(app: Flask) -> Issue:
    """Makes a card (or a code) for a person."""

    def make(person: Person, *, code: bool = False, days: int = 30, sheet_key: str | None = None) -> Issued:
        membership = db.session.query(Membership).filter_by(person_id=person.id).first()
        keys: Keys = app.extensions["settings"].keys
        lasts = CODE_LASTS if code else timedelta(days=days)
        how = Issuing(keys, lasts, Actor(None, "test"), clock.now(), sheet_key)
        return issue_code(membership.id, how) if code else issue_cards([membership.id], how)[0]

    return make
