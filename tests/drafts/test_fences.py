"""What a unit typed is neither seen nor ended nor written over by another, whatever key or number it names."""

import pytest

from app import clock
from app.activities.commands import log_activities
from app.activities.entry import Entry
from app.drafts.commands import MOST, drop_draft, forget_draft
from app.drafts.models import Draft
from app.drafts.queries import draft_of, open_drafts
from app.extensions import db
from app.scope import Scope
from app.units.models import Unit
from tests.factories import a_draft, a_scope, a_unit

KEY = "0123456789abcdef-0123"


@pytest.fixture
def near(ward: Unit) -> Scope:
    """Somebody of another unit of the ward."""
    return a_scope(a_unit(ward, code="TDP08", name="Tổ dân phố số 8"))


def kept() -> list[tuple[int, str]]:
    """Unit and key of every draft there is."""
    return db.session.query(Draft.unit_id, Draft.key).order_by(Draft.unit_id).all()  # type: ignore[return-value]


def test_another_unit_neither_sees_nor_ends_a_draft(unit: Unit, near: Scope):
    number = a_draft(unit, key=KEY)

    drop_draft(number, by=near)
    forget_draft(KEY, by=near)

    assert kept() == [(unit.id, KEY)]
    assert (open_drafts(near), draft_of(near, number)) == ([], None)


def test_the_same_key_of_another_unit_is_another_draft(unit: Unit, near: Scope):
    a_draft(unit, key=KEY)

    a_draft(db.session.get_one(Unit, near.unit_id), key=KEY)

    assert kept() == sorted([(unit.id, KEY), (near.unit_id, KEY)])


def test_what_another_unit_sent_under_the_key_ends_nothing(unit: Unit, near: Scope):
    log_activities([Entry("hop_tdp", clock.today(), {"luot_nguoi_du": 9})], key=KEY, by=near, now=clock.now())

    a_draft(unit, key=KEY)

    assert kept() == [(unit.id, KEY)]


def test_another_units_drafts_take_no_place(unit: Unit, near: Scope):
    other = db.session.get_one(Unit, near.unit_id)
    for _ in range(MOST):
        a_draft(other)

    a_draft(unit, key=KEY)

    assert len(kept()) == MOST + 1


def test_only_the_own_units_leftovers_are_swept(unit: Unit, near: Scope):
    log_activities([Entry("hop_tdp", clock.today(), {"luot_nguoi_du": 9})], key=KEY, by=near, now=clock.now())
    whose = {"unit_id": near.unit_id, "person_id": near.person_id, "saved_at": clock.now()}
    db.session.add(Draft(key=KEY, slug="hop", type="hop_tdp", fields="{}", **whose))
    db.session.commit()

    a_draft(unit)

    assert (near.unit_id, KEY) in kept()
