"""State × act × role in the browser: done, 403, 404 or 409, as the table says; the rule of publishing in SQL."""

from itertools import product

import pytest
from flask import Flask

from app.exemplars.queries import exemplar_of
from app.exemplars.workflow import Act, Party, State, after, consents, may_ever, publishable
from app.extensions import db
from app.permissions import Role
from app.scope import Scope
from app.units.models import Unit
from tests import factories
from tests.exemplars.making import an_exemplar, stored
from tests.page import PageClient

# role → in which unit ("own": the one that proposed it), as whom it acts; None: it sees exemplars but does nothing
ROLES = {
    "reporter": (Role.REPORTER, "own", Party.UNIT),
    "other": (Role.REPORTER, "other", Party.UNIT),
    "reviewer": (Role.REVIEWER, "desk", Party.WARD),
    "observer": (Role.OBSERVER, "desk", None),
    "publisher": (Role.PUBLISHER, "office", Party.PUBLISHER),
    "handler": (Role.HANDLER, "office", None),
    "admin": (Role.ADMIN, "desk", None),
}
ACTS = [act for act in Act if act not in {Act.PROPOSE, Act.TAKE_DOWN}]
SENT = {"text": "Ghi chú.", "place": "Fanpage", "guardian": "1"}
AGREED = [(True, False, False), (False, False, False), (True, True, False), (True, True, True)]


def put(number: int, state: State, agreed: tuple[bool, bool, bool]) -> int:
    """Sets an exemplar to a state with consent, child, guardian; gives its version."""
    row = stored(number)
    row.state = state
    row.consent, row.is_child, row.guardian_consent = agreed
    version = row.version
    db.session.commit()
    return version


def expected(name: str, state: State, act: Act, agreed: tuple[bool, bool, bool]) -> int:
    consent, child, guardian = agreed
    flags = {"consent": consent, "is_child": child, "guardian_consent": guardian}
    if name in {"handler", "admin"}:
        return 403
    if name == "other" or (name == "publisher" and not publishable(state, **flags)):
        return 404
    party = ROLES[name][2]
    if party is None or not may_ever(act, party):
        return 403
    return 303 if after(state, act, party, consented=consents(**flags)) else 409


@pytest.mark.parametrize("name", ROLES)
def test_every_act_of_every_role_in_every_state_is_answered_by_the_table(app: Flask, ward: Unit, unit: Unit, name: str):
    units = {"own": unit, "other": factories.a_unit(ward), "desk": factories.a_unit(ward, kind="phong_vhxh")}
    units["office"] = factories.a_unit(ward, kind="tt_vhtttt")
    role, place, _ = ROLES[name]
    client = PageClient(app).signed_in_as(factories.a_person(units[place], role))
    number, token = an_exemplar(unit), client.token()
    found, wanted = {}, {}

    for state, act, agreed in product(State, ACTS, AGREED):
        day = stored(number).proposed_on.isoformat()
        data = SENT | {"seen": str(put(number, state, agreed)), "held_on": day, "csrf_token": token}
        answer = client.send(f"/guong/{number}/{act.slug}", method="POST", data=data)
        found[state, act, agreed] = answer.status_code
        wanted[state, act, agreed] = expected(name, state, act, agreed)

    assert found == wanted


def test_the_database_knows_the_same_rule_of_publishing(app: Flask, unit: Unit, publishing: Scope):
    number = an_exemplar(unit)

    for state, consent, child, guardian in product(State, *[(True, False)] * 3):
        put(number, state, (consent, child, guardian))
        db.session.rollback()
        fresh = app.app_context()
        with fresh:
            seen = exemplar_of(publishing, number) is not None
        rule = publishable(state, consent=consent, is_child=child, guardian_consent=guardian)
        assert seen == rule, (state, consent, child, guardian)
