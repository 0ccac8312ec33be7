"""Marker words planted in every field of an exemplar, looked for on every page as everybody (product.md, rule 9)."""

import pytest
from flask import Flask

from app import clock
from app.accounts.models import Person
from app.exemplars.acting import Place
from app.exemplars.workflow import Act
from app.extensions import db
from app.permissions import Role
from app.scope import Scope
from app.units.models import Unit
from tests import factories
from tests.exemplars.making import an_act, an_exemplar
from tests.house.world import examples, methods
from tests.page import PageClient

TITLE, STORY, NOTE, PLACE, LINK, PROPOSER, OFFICER = (
    f"MARKER{name}" for name in ("TITLE", "STORY", "NOTE", "PLACE", "LINK", "PROPOSER", "OFFICER")
)
INSIDE = {TITLE, STORY, NOTE, PLACE, LINK, PROPOSER}
OUTSIDE = {TITLE, STORY, PLACE, LINK}  # no feed, no name of who proposed it
NOTHING: set[str] = set()
# who → what he reads while there is no consent, once it was published, after consent was withdrawn
READS = {
    "unit": (INSIDE - {PLACE, LINK}, INSIDE, INSIDE),
    "reviewer": ((INSIDE | {OFFICER}) - {PLACE, LINK}, INSIDE | {OFFICER}, INSIDE | {OFFICER}),
    "observer": ((INSIDE | {OFFICER}) - {PLACE, LINK}, INSIDE | {OFFICER}, INSIDE | {OFFICER}),
    "publisher": (NOTHING, OUTSIDE, {PLACE}),
    "other publisher": (NOTHING, OUTSIDE, NOTHING),
    "other unit": (NOTHING, NOTHING, NOTHING),
    "handler": (NOTHING, NOTHING, NOTHING),
    "another ward's reviewer": (NOTHING, NOTHING, NOTHING),
    "another ward's publisher": (NOTHING, NOTHING, NOTHING),
}
LISTS = ["", "?muc=da-dang", "?muc=don-vi", "?muc=rut-lai", "?q=marker", "?ky=2026&don-vi=TDP07"]


@pytest.fixture
def people(ward: Unit, unit: Unit) -> dict[str, tuple[Person, Scope]]:
    desk, office, other = (factories.a_unit(ward, kind=kind) for kind in ("phong_vhxh", "tt_vhtttt", "ban_xdd"))
    far = factories.a_unit(factories.a_ward("09999", "Phường khác"))
    held = {"unit": (unit, Role.REPORTER), "reviewer": (desk, Role.REVIEWER), "observer": (ward, Role.OBSERVER)}
    held |= {"publisher": (office, Role.PUBLISHER), "other publisher": (other, Role.PUBLISHER)}
    held |= {"other unit": (factories.a_unit(ward), Role.REPORTER), "handler": (office, Role.HANDLER)}
    held |= {"another ward's reviewer": (far, Role.REVIEWER), "another ward's publisher": (far, Role.PUBLISHER)}
    people = {name: factories.a_person(*each) for name, each in held.items()}
    people["unit"].name, people["reviewer"].name = PROPOSER, OFFICER
    db.session.commit()
    return {name: (people[name], factories.a_scope(*held[name], people[name])) for name in held}


def lived(people: dict[str, tuple[Person, Scope]], unit: Unit, stage: int) -> int:
    """An exemplar without consent (0), published (1), withdrawn after it was published (2)."""
    leader, officer, publisher = (people[name][1] for name in ("unit", "reviewer", "publisher"))
    number = an_exemplar(unit, by=leader, title=TITLE, story=STORY, consent=False)
    an_act(number, officer, Act.NOTE, note=NOTE)
    steps = [(leader, Act.CONSENT, {}), (officer, Act.VERIFY, {}), (publisher, Act.PUBLISH, {"place": somewhere()})]
    steps += [(leader, Act.WITHDRAW_CONSENT, {})]
    for by, act, more in steps[: (0, 3, 4)[stage]]:
        an_act(number, by, act, **more)
    return number


def somewhere() -> Place:
    return Place(PLACE, clock.today(), f"https://example.vn/{LINK}")


def read_by(app: Flask, person: Person, unit: Unit, number: int) -> str:
    """All pages there are, this exemplar's, and lists asked for in every way."""
    client, entry = PageClient(app).signed_in_as(person), factories.an_activity(unit)
    paths = [path for rule, path in examples(app, entry) if "GET" in methods(rule) and "xuat" not in path]
    paths += [f"/guong{asked}" for asked in LISTS] + [f"/guong/{number}"]
    paths += [f"/guong/{number}/{act.slug}" for act in Act]
    answers = [client.send(path) for path in paths]
    return "\n".join(each.get_data(as_text=True) for each in answers if each.mimetype == "text/html")


@pytest.mark.parametrize("stage", [0, 1, 2], ids=["no consent", "published", "withdrawn"])
@pytest.mark.parametrize("name", READS)
def test_each_reads_what_is_his_to_read(
    app: Flask, people: dict[str, tuple[Person, Scope]], unit: Unit, name: str, stage: int
):
    number = lived(people, unit, stage)

    read = read_by(app, people[name][0], unit, number)

    own = {PROPOSER: "unit", OFFICER: "reviewer"}  # one's own name stands on every page
    found = {word for word in INSIDE | {OFFICER} if word in read and own.get(word) != name}
    assert found == READS[name][stage] - {word for word, who in own.items() if who == name}
