"""Acts on exemplars: on what was seen, once, by whom it is theirs, and the audit told."""

import json

import pytest
from flask import Flask

from app.audit.models import AuditLine
from app.exemplars.acting import NotNow
from app.exemplars.commands import NotThere, NotYours, Stale
from app.exemplars.models import ExemplarEvent, Publication
from app.exemplars.workflow import Act, State
from app.extensions import db
from app.scope import Scope
from app.units.models import Unit
from tests.exemplars.making import a_publisher, a_verified_exemplar, an_act, an_exemplar, an_officer, stored
from tests.factories import a_scope, a_unit, a_ward


def audited() -> list[tuple[str, dict[str, object]]]:
    lines = db.session.query(AuditLine).filter(AuditLine.event.like("exemplar%")).order_by(AuditLine.id)
    return [(line.event, json.loads(line.after)) for line in lines]


def acts_of(number: int) -> list[str]:
    events = db.session.query(ExemplarEvent).filter_by(exemplar_id=number).order_by(ExemplarEvent.position)
    return [event.act for event in events]


def test_a_story_goes_from_the_unit_to_print_and_back(unit: Unit, leader: Scope, officer: Scope, publishing: Scope):
    number = an_exemplar(unit, by=leader, consent=False)

    for by, act in ((officer, Act.ASK_CONSENT), (leader, Act.CONSENT), (officer, Act.VERIFY), (officer, Act.PROMOTE)):
        an_act(number, by, act)
    an_act(number, publishing, Act.PUBLISH)
    before = stored(number).state
    an_act(number, leader, Act.WITHDRAW_CONSENT)

    row = stored(number)
    assert (before, row.state, row.consent, row.consent_on) == (State.PUBLISHED, State.WITHDRAWN, False, None)
    assert acts_of(number) == ["gioi_thieu", "xin_dong_y", "dong_y", "xac_minh", "nhan_rong", "dang", "rut_dong_y"]


def test_consent_given_withdrawn_and_publishing_stand_in_the_audit(unit: Unit, leader: Scope, publishing: Scope):
    number = an_exemplar(unit, by=leader)
    an_act(number, an_officer(db.session.get_one(Unit, unit.ward_id)), Act.VERIFY)
    an_act(number, publishing, Act.PUBLISH)
    an_act(number, leader, Act.WITHDRAW_CONSENT)
    an_act(an_exemplar(unit, by=leader, consent=False), leader, Act.WITHDRAW)

    names = ["consent-given", "published", "consent-withdrawn", "withdrawn"]
    assert [event for event, _ in audited()] == [f"exemplar-{name}" for name in names]
    assert audited()[1][1] == {"exemplar": number}


def test_a_childs_consent_needs_the_guardians(unit: Unit, leader: Scope, officer: Scope):
    number = an_exemplar(unit, by=leader, is_child=True)

    with pytest.raises(NotNow):
        an_act(number, officer, Act.VERIFY)
    assert stored(number).consent_on is None
    assert audited() == []

    an_act(number, leader, Act.CONSENT)
    an_act(number, officer, Act.VERIFY)
    assert stored(number).guardian_consent


def test_the_same_act_sent_twice_is_done_once(unit: Unit, leader: Scope, officer: Scope, publishing: Scope):
    number = a_verified_exemplar(unit, officer)

    for _ in range(2):
        an_act(number, publishing, Act.PUBLISH, seen=2)

    assert stored(number).version == 3
    assert db.session.query(Publication).count() == 1


def test_who_has_not_seen_the_last_act_does_none(ward: Unit, unit: Unit, officer: Scope):
    number = an_exemplar(unit)
    an_act(number, officer, Act.VERIFY)

    with pytest.raises(Stale):
        an_act(number, an_officer(ward), Act.PROMOTE, seen=1)

    assert stored(number).state == State.VERIFIED


def test_consent_is_withdrawn_whatever_was_done_unseen(unit: Unit, leader: Scope, officer: Scope, publishing: Scope):
    number = a_verified_exemplar(unit, officer, by=leader)
    an_act(number, publishing, Act.PUBLISH)

    for _ in range(2):
        an_act(number, leader, Act.WITHDRAW_CONSENT, seen=2)

    assert (stored(number).state, stored(number).version) == (State.WITHDRAWN, 4)


def test_a_key_stands_for_one_exemplar(app: Flask, unit: Unit, leader: Scope):
    first, again = (an_exemplar(unit, by=leader, key="k" * 36) for _ in range(2))

    assert first == again
    assert stored(first).version == 1


def test_nobody_elses_exemplar_is_there(app: Flask, unit: Unit, officer: Scope):
    number = a_verified_exemplar(unit, officer)
    elsewhere = a_ward("09999", "Phường Khác")

    for stranger in (a_scope(a_unit(elsewhere)), an_officer(elsewhere), a_publisher(elsewhere)):
        with pytest.raises(NotThere):
            an_act(number, stranger, Act.NOTE, note="x")
    with pytest.raises(NotYours):
        an_act(number, officer, Act.PUBLISH)
