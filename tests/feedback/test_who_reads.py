"""Marker words planted in every field of a thread, looked for on every page as everybody (product.md, rule 9)."""

import pytest
from flask import Flask

from app.accounts.models import Person
from app.extensions import db
from app.feedback.handlers import Handler
from app.feedback.workflow import Step
from app.permissions import Role
from app.scope import Scope
from app.units.models import Unit
from tests import factories
from tests.house.world import examples, methods
from tests.page import PageClient

TEXT, PROPOSAL, RECEIVED, FORWARDED, ASKED, HELD, UPDATED = (
    f"MARKER{name}" for name in ("TEXT", "PROPOSAL", "RECEIVED", "FORWARDED", "ASKED", "HELD", "UPDATED")
)
OFFICER = "MARKEROFFICER"
WORDS = {TEXT, PROPOSAL, RECEIVED, FORWARDED, ASKED, UPDATED}
# who → what he reads
READS = {
    "unit": WORDS,
    "handler": WORDS | {HELD},
    "reviewer": WORDS | {HELD, OFFICER},
    "observer": WORDS | {HELD, OFFICER},
    "other unit": set(),
    "other handler": set(),
    "publisher": set(),
    "another ward's reviewer": set(),
}


@pytest.fixture
def people(ward: Unit, unit: Unit) -> dict[str, Person]:
    """Everybody, and a thread that was received, forwarded, asked about, told of and answered by its handler."""
    desk, office, other = (factories.a_unit(ward, kind=kind) for kind in ("phong_vhxh", "tt_vhtttt", "van_phong"))
    far = factories.a_unit(factories.a_ward("09999", "Phường khác"))
    held = {
        "unit": (unit, Role.REPORTER),
        "handler": (office, Role.HANDLER),
        "reviewer": (desk, Role.REVIEWER),
        "observer": (ward, Role.OBSERVER),
        "other unit": (factories.a_unit(ward), Role.REPORTER),
        "other handler": (other, Role.HANDLER),
        "publisher": (other, Role.PUBLISHER),
        "another ward's reviewer": (far, Role.REVIEWER),
    }
    people = {name: factories.a_person(*each) for name, each in held.items()}
    people["reviewer"].name = OFFICER
    db.session.commit()
    officer, handler = (factories.a_scope(*held[name], people[name]) for name in ("reviewer", "handler"))
    act(factories.a_feedback(unit, text=TEXT, proposal=PROPOSAL), officer, handler)
    return people


def act(code: str, officer: Scope, handler: Scope) -> None:
    factories.a_step(code, officer, Step.RECEIVE, text=RECEIVED)
    factories.a_step(code, officer, Step.FORWARD, text=FORWARDED, handler=Handler(handler.unit_id))
    factories.a_step(code, handler, Step.ASK, text=ASKED)
    factories.a_step(code, officer, Step.UPDATE, text=UPDATED)
    factories.a_step(code, handler, Step.ANSWER, text=HELD)


def everything_read(app: Flask, person: Person, unit: Unit) -> str:
    """All pages there are, of the thread's unit and number, and lists asked for in every way."""
    client, entry = PageClient(app).signed_in_as(person), factories.an_activity(unit)
    paths = [path for rule, path in examples(app, entry) if "GET" in methods(rule) and "xuat" not in path]
    paths += ["/phan-anh?muc=tat-ca", "/phan-anh?q=marker&muc=tat-ca", "/phan-anh?ky=2026&ket-qua=da-tiep-nhan"]
    answers = [client.send(path) for path in paths]
    return "\n".join(each.get_data(as_text=True) for each in answers if each.mimetype == "text/html")


@pytest.mark.parametrize("name", READS)
def test_each_reads_what_is_his_to_read(app: Flask, people: dict[str, Person], unit: Unit, name: str):
    read = everything_read(app, people[name], unit)

    assert {word for word in WORDS | {HELD, OFFICER} if word in read} == READS[name]


def test_a_handler_reads_nothing_any_more_when_it_was_taken_back(app: Flask, people: dict[str, Person], unit: Unit):
    desk = factories.a_unit(db.session.get_one(Unit, unit.ward_id), kind="phong_vhxh")
    factories.a_step(code_of(unit), factories.a_scope(desk, Role.REVIEWER), Step.TAKE_BACK, text="")

    assert "MARKER" not in everything_read(app, people["handler"], unit)


def code_of(unit: Unit) -> str:
    return f"PA-{factories.clock.today().year}-0001"
