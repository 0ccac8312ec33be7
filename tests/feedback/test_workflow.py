"""Every state × step × person, through the browser's door: what may be done (303), 403, 404 or 409."""

from datetime import timedelta

import pytest
from flask import Flask

from app import clock
from app.accounts.models import Person
from app.extensions import db
from app.feedback.handlers import Handler
from app.feedback.models import Feedback
from app.feedback.views.threads import STEPS
from app.feedback.workflow import RULES, ClosedBy, Party, State, Step, after, steps_from
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.page import PageClient

# Read by hand from the plan's statuses and the issue: who → step → the states it is allowed in.
# s: moi_gui, r: da_tiep_nhan, b: tra_lai_bo_sung, p: dang_xu_ly, e: da_kien_nghi_cap_tren, a: da_tra_loi, d: da_giai_quyet, o: mo_lai
LETTERS = dict(zip("srbpeado", (
    State.SENT, State.RECEIVED, State.RETURNED, State.IN_PROGRESS, State.ESCALATED, State.ANSWERED, State.SOLVED, State.REOPENED,
), strict=True))  # fmt: skip
ALLOWED = {
    "unit": {"bo-sung": "srbpeo", "xac-nhan": "a", "mo-lai": "ad"},
    "reviewer": {
        "tiep-nhan": "s",
        "tra-lai": "srp",
        "phan-loai": "srbpeo",
        "chuyen-don-vi": "rpo",
        "thu-ve": "p",
        "cap-nhat": "rpeo",
        "chuyen-tra-loi": "p",
        "tra-loi": "rpeo",
        "kien-nghi": "rp",
        "thong-bao-chung": "rpeao",
        "giai-quyet": "a",
    },
    "handler": {"cap-nhat": "p", "hoi-lai": "p", "tra-loi": "p"},
    "observer": {},
}
HIDDEN = ("other unit", "other handler", "another ward's reviewer")
CLOSED_TO = ("admin", "publisher")


class Cast:
    """One thread and everybody who might take a step in it."""

    def __init__(self, app: Flask, ward: Unit, unit: Unit) -> None:
        self.app = app
        self.handler_unit = factories.a_unit(ward, kind="tt_vhtttt")
        other = factories.a_unit(ward)
        elsewhere = factories.a_ward("09999", "Phường khác")
        self.target = factories.a_unit(ward, code="VP", kind="van_phong")
        people = {
            "unit": (unit, Role.REPORTER),
            "reviewer": (factories.a_unit(ward, kind="phong_vhxh"), Role.REVIEWER),
            "handler": (self.handler_unit, Role.HANDLER),
            "observer": (ward, Role.OBSERVER),
            "other unit": (other, Role.REPORTER),
            "other handler": (other, Role.HANDLER),
            "another ward's reviewer": (factories.a_unit(elsewhere), Role.REVIEWER),
            "admin": (ward, Role.ADMIN),
            "publisher": (ward, Role.PUBLISHER),
        }
        self.people: dict[str, Person] = {name: factories.a_person(*held) for name, held in people.items()}
        self.code = factories.a_feedback(unit)
        reviewer = factories.a_scope(people["reviewer"][0], Role.REVIEWER)
        factories.a_step(self.code, reviewer, Step.RECEIVE)
        factories.a_step(self.code, reviewer, Step.FORWARD, handler=Handler(self.handler_unit.id))

    def stand(self, state: State) -> int:
        """Puts the thread into a state, with the handler and the proposed answer still there; its version."""
        row = db.session.query(Feedback).one()
        row.state, row.handler_id = state, self.handler_unit.id
        closed = state is State.SOLVED
        row.closed_by, row.closed_at = (ClosedBy.UNIT, clock.now()) if closed else (None, None)
        row.closes_at = clock.now() + timedelta(days=9) if state is State.ANSWERED else None
        db.session.commit()
        return row.version

    def status(self, name: str, slug: str, state: State) -> int:
        client = PageClient(self.app).signed_in_as(self.people[name])
        if (slug, state) == ("chuyen-tra-loi", State.IN_PROGRESS):  # there must be an answer to pass on
            self.stand(state)
            factories.a_step(self.code, factories.a_scope(self.handler_unit, Role.HANDLER), Step.ANSWER)
        sent = {"seen": str(self.stand(state)), "text": "Nội dung.", "handler": "VP", "category": "mang"}
        path = f"/phan-anh/{self.code}/{slug}"
        return client.send(path, method="POST", data=sent | {"csrf_token": client.token()}).status_code


@pytest.fixture
def cast(app: Flask, ward: Unit, unit: Unit) -> Cast:
    return Cast(app, ward, unit)


@pytest.mark.parametrize("name", ALLOWED)
@pytest.mark.parametrize("letter", LETTERS)
def test_every_step_in_every_state(cast: Cast, name: str, letter: str):
    for slug in STEPS:
        mine = ALLOWED[name].get(slug)
        expected = 403 if mine is None else 303 if letter in mine else 409

        assert cast.status(name, slug, LETTERS[letter]) == expected, slug


@pytest.mark.parametrize("name", HIDDEN + CLOSED_TO)
def test_nobody_else_takes_any(cast: Cast, name: str):
    for slug in STEPS:
        assert cast.status(name, slug, State.IN_PROGRESS) == (404 if name in HIDDEN else 403), slug


def test_the_table_is_the_one_read_by_hand():
    parties = {"unit": Party.UNIT, "reviewer": Party.WARD, "handler": Party.HANDLER}
    found = {
        (name, slug, letter)
        for name, party in parties.items()
        for slug, step in STEPS.items()
        for letter, state in LETTERS.items()
        if after(state, step, party) is not None
    }

    assert found == {
        (n, s, letter) for n, steps in ALLOWED.items() for s, letters in steps.items() for letter in letters
    }


@pytest.mark.parametrize("state", State)
def test_what_is_offered_is_what_is_allowed(state: State):
    for party in Party:
        assert steps_from(state, party) == [r.step for r in RULES if after(state, r.step, party) and r.party is party]
