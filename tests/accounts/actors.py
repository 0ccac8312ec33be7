"""Nine actors and a disabled one, their ward, another ward, and the rows each address may name."""

from dataclasses import dataclass, replace

from flask import Flask
from werkzeug.routing import Rule

from app import clock
from app.access import PUBLIC
from app.accounts.models import Membership, Person
from app.accounts.sign_ins import NewSignIn, put_sign_in
from app.exporting.runs import ask_for
from app.exporting.wanted import Bounds, Wanted
from app.extensions import db
from app.feedback.handlers import Handler
from app.feedback.models import AnswerTemplate, SharedAnswer
from app.feedback.workflow import Step
from app.imports.models import Import, State
from app.periods.calendar import period
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.closing.making import a_closing
from tests.exemplars.making import a_published_exemplar
from tests.house.world import CLOSED, mark, methods
from tests.page import PageClient
from tests.photos.making import a_photo
from tests.reporting.making import a_kept_report
from tests.targets.making import a_target

# name → role, the unit it is held in
ACTORS = {
    "signed-out": None,
    "reporter": (Role.REPORTER, "TDP07"),
    "other": (Role.REPORTER, "TDP08"),
    "school": (Role.REPORTER, "TH01"),
    "handler": (Role.HANDLER, "VP"),
    "publisher": (Role.PUBLISHER, "TT"),
    "reviewer": (Role.REVIEWER, "VHXH"),
    "observer": (Role.OBSERVER, "09568"),
    "admin": (Role.ADMIN, "09568"),
    "disabled": (Role.ADMIN, "09568"),
}
UNITS = {"TDP07": "tdp", "TDP08": "tdp", "TH01": "truong", "VP": "van_phong", "TT": "tt_vhtttt", "VHXH": "phong_vhxh"}

ENDING = (
    "/bo-lop-hai",
    "/khoa",
    "/thoi-viec",
    "/thu-hoi-the",
    "<photo:name>/bo",
)  # what others need is gone after these


@dataclass(frozen=True)
class Rows:
    """What the addresses name: a unit's code, and numbers by a piece of the address."""

    code: str
    numbers: dict[str, int]
    photo: str  # of the entry
    thread: str  # the code of one of the unit's threads of feedback
    named: dict[str, int]  # what a form or a query names

    def with_sign_in(self, number: int) -> "Rows":
        return replace(self, numbers=self.numbers | {"/may/": number})

    def address(self, app: Flask, rule: Rule) -> str:
        """An address a rule matches; a number nobody knows an example for fails here."""
        values: dict[str, object] = {"slug": "hop", "code": self.code}
        if "number" in rule.arguments:
            values["number"] = next(value for piece, value in self.numbers.items() if piece in rule.rule)
        values |= {"code": self.thread, "slug": "tra-loi"} if "<feedback:" in rule.rule else {}
        values |= {"name": self.photo if "<photo:" in rule.rule else CLOSED}
        values |= {"slug": "dang"} if "/guong/" in rule.rule else {}
        values |= {"slug": "khong-phat-sinh"} if "/bao-ky/" in rule.rule else {}
        wanted = {name: values[name] for name in rule.arguments}
        return str(app.url_map.bind("localhost").build(rule.endpoint, wanted))


@dataclass(frozen=True)
class World:
    people: dict[str, Person | None]
    own: Rows
    foreign: Rows

    def client(self, app: Flask, actor: str) -> PageClient:
        """A fresh browser of an actor; a disabled one holds the cookie of before."""
        client, person = PageClient(app), self.people[actor]
        return client.signed_in_as(person) if person else client

    def rows(self, actor: str) -> tuple[Rows, Rows]:
        """Rows of the own ward, with a sign-in of the actor's own; rows of another ward."""
        person = self.people[actor]
        return (self.own.with_sign_in(_sign_in(person)) if person else self.own), self.foreign


def a_world() -> World:
    ward, elsewhere = factories.a_ward(), factories.a_ward("09999", "Phường Khác")
    units = {code: factories.a_unit(ward, code=code, kind=kind) for code, kind in UNITS.items()} | {"09568": ward}
    people = {name: held and factories.a_person(units[held[1]], held[0]) for name, held in ACTORS.items()}
    people["disabled"].disabled_at = clock.now()
    far = factories.a_unit(elsewhere, code="XA01")
    factories.a_feedback(far)  # so that the other ward's next number is none of the own ward's
    world = World(people, rows_of(units["TDP07"], ward), rows_of(far, elsewhere))
    officer = factories.a_scope(units["VHXH"], Role.REVIEWER)
    factories.a_step(world.own.thread, officer, Step.RECEIVE)
    factories.a_step(world.own.thread, officer, Step.FORWARD, handler=Handler(units["VP"].id))
    return world


def rows_of(unit: Unit, ward: Unit) -> Rows:
    """An entry, its receipt, somebody, their sign-in and an import, all of one unit."""
    entry, person = factories.an_activity(unit), factories.a_person(unit)
    sign_in = _sign_in(person)
    held = db.session.query(Membership.id).filter_by(person_id=person.id).scalar()
    done = Import(ward_id=ward.id, by_id=person.id, address="", made_at=clock.now(), name="x.xlsx", state=State.APPLIED)
    done.attempt = done.done = done.total = 0
    done.result, done.beat_at = "{}", clock.now()
    db.session.add(done)
    db.session.commit()
    numbers = {
        "/nhat-ky/nhap/": factories.a_draft(unit),
        "phieu": entry.submission_id,
        "nhat-ky": entry.id,
        "nguoi": person.id,
        "nhap": done.id,
        "/may/": sign_in,
    }
    numbers |= a_published_exemplar(unit, ward)
    numbers |= {"/chi-tieu/": a_target(unit, ward)}
    closed = a_closing(ward, CLOSED)
    numbers = {"/chot/": closed, "/da-luu/": a_kept_report(ward, closed, CLOSED)} | numbers
    numbers |= {"/tai-so-lieu/": a_file(unit, person)}
    numbers |= {"/mau/": a_template(ward), "/hoi-dap/": a_shared_answer(ward)}
    return Rows(
        unit.code,
        numbers,
        a_photo(entry),
        factories.a_feedback(unit),
        {"viec": held, "membership": held, "browser": sign_in},
    )


def a_file(unit: Unit, person: Person) -> int:
    """A file of figures that somebody else asked for."""
    wanted = Wanted(period(CLOSED), unit=unit.code)
    return ask_for(Bounds(unit.ward_id), wanted, 1, by_id=person.id, now=clock.now())


def a_template(ward: Unit) -> int:
    row = AnswerTemplate(ward_id=ward.id, step=Step.ANSWER, name="Mẫu", text="Nội dung", made_at=clock.now())
    db.session.add(row)
    db.session.commit()
    return row.id


def a_shared_answer(ward: Unit) -> int:
    row = SharedAnswer(ward_id=ward.id, category="mang", question="Hỏi", answer="Đáp", search="", shared_at=clock.now())
    db.session.add(row)
    db.session.commit()
    return row.id


def _sign_in(person: Person) -> int:
    number, _ = put_sign_in(db.session, NewSignIn(person.id, "x"), now=clock.now())
    db.session.commit()
    return number


def cells(app: Flask) -> list[tuple[Rule, str]]:
    """Every rule and method that is not open to anyone."""
    rules = sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule.endswith(ENDING), rule.rule))
    return [(rule, m) for rule in rules for m in sorted(methods(rule)) if mark(app, rule) != PUBLIC]
