"""Plain makers of rows, each with what a test leaves unsaid."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import count
from uuid import uuid4

from app import clock
from app.accounts.models import Membership, Person
from app.activities.changing import Wish, change_activity
from app.activities.commands import log_activities
from app.activities.entry import Entry
from app.activities.models import Activity, Measurement
from app.activities.storing import stored_entry
from app.activities.workflow import Party, Status, Step, counts, may_ever
from app.drafts.commands import Typed, keep_draft
from app.drafts.typed import as_text
from app.extensions import db
from app.feedback.answer_clock import Goals
from app.feedback.choices import Kind, Severity
from app.feedback.commands import Acting, take_step
from app.feedback.models import Feedback
from app.feedback.numbers import parts
from app.feedback.raising import NewFeedback, raise_feedback
from app.feedback.stepping import Wish as FeedbackWish
from app.feedback.workflow import Step as FeedbackStep
from app.permissions import Role
from app.scope import Actor, Scope
from app.units.models import WARD, Unit
from app.vietnamese import fold, person_key, sort_key

_next = count(1)


def a_ward(code: str = "09568", name: str = "Phường Phú Lương") -> Unit:
    ward = _unit(code, name, WARD)
    db.session.add(ward)
    db.session.flush()
    ward.ward_id = ward.id
    db.session.commit()
    return ward


def a_unit(ward: Unit, *, code: str = "", name: str = "", kind: str = "tdp", **more: object) -> Unit:
    code = code or f"U{next(_next)}"
    unit = _unit(code, name or f"Tổ dân phố {code}", kind, parent_id=ward.id, ward_id=ward.id, **more)
    db.session.add(unit)
    db.session.commit()
    return unit


def _unit(code: str, name: str, kind: str, **more: object) -> Unit:
    return Unit(code=code, name=name, kind=kind, search=fold(f"{name} {code}"), sort_key=sort_key(name), **more)


def unit_with(code: str) -> Unit:
    """The unit of a code that is there already."""
    return db.session.query(Unit).filter_by(code=code).one()


def a_person(unit: Unit, role: Role = Role.REPORTER, *, password_hash: str = "none", phone: str = "") -> Person:
    """A person with one membership; without a password that could be right unless a hash is given."""
    phone = phone or f"051{next(_next):07d}"  # assigned to no network
    person = Person(name=f"Người {phone}", phone=phone, password_hash=password_hash, created_at=clock.now())
    person.search, person.sort_key = fold(f"{person.name} {phone}"), person_key(person.name)
    db.session.add(person)
    db.session.flush()
    held = Membership(person_id=person.id, unit_id=unit.id, role=role, title="Tổ trưởng", started_on=date(2026, 1, 1))
    db.session.add(held)
    db.session.commit()
    return person


def a_scope(unit: Unit, role: Role = Role.REPORTER, person: Person | None = None) -> Scope:
    """The scope of a person of a unit, as a sign-in would give it."""
    person = person or a_person(unit, role)
    names = (unit.code, unit.name, unit.kind, unit.ward_id, "Phường Phú Lương", "Tổ trưởng")
    return Scope(person.id, person.name, unit.id, *names, frozenset({role}))


def an_activity(unit: Unit, *, type: str = "hop_tdp", held_on: date | None = None, **more: object) -> Activity:
    """A logged activity. more: figures (45 attending unless said), note, difficulty, topics…"""
    figures: Mapping[str, int] = more.pop("figures", {"luot_nguoi_du": 45})  # type: ignore[assignment]
    entry = Entry(type, held_on or clock.today(), figures, **more)  # type: ignore[arg-type]
    received = log_activities([entry], key=str(uuid4()), by=a_scope(unit), now=clock.now())
    return db.session.query(Activity).filter_by(submission_id=received.number).one()


def in_status(entry: Activity, status: str) -> Activity:
    """An entry put where a test wants it, as if steps had led there."""
    entry.status = status
    counted = {"counts": counts(Status(status), entry.duplicate_of_id)}
    db.session.query(Measurement).filter_by(activity_id=entry.id).update(counted)
    db.session.commit()
    return entry


def a_draft(unit: Unit, *, key: str = "", by: Scope | None = None, at: datetime | None = None, **boxes: str) -> int:
    """A meeting somebody has begun; its number. boxes: what stands in them, 12 attending unless said."""
    fields = {name: [value] for name, value in ({"luot_nguoi_du": "12", "type": "hop_tdp"} | boxes).items()}
    typed = Typed(key or str(uuid4()), "hop", "hop_tdp", as_text(fields | {"key": [key]}))
    return keep_draft(typed, by=by or a_scope(unit), now=at or clock.now())


def mark_duplicate(number: int, *, of: int | None) -> None:
    """The unit says that an entry repeats another, or takes it back."""
    changed(number, Step.UNMARK_DUPLICATE if of is None else Step.MARK_DUPLICATE, duplicate_of=of)


def changed(number: int, step: Step, by: Scope | None = None, **more: object) -> None:
    """Somebody who sees the entry as it is takes a step: of the unit, or of the ward for what only it may.

    more: for CORRECT what the entry holds otherwise, else what Wish takes.
    """
    db.session.rollback()
    row = db.session.get_one(Activity, number)
    unit, role = db.session.get_one(Unit, row.unit_id), Role.REPORTER if may_ever(step, Party.UNIT) else Role.REVIEWER
    by = by or a_scope(unit, role)
    if step is Step.CORRECT:
        more = {"entry": replace(stored_entry(db.session, row), **more)}
    elif step is Step.RETURN:
        more = {"reason": "Nhờ xem lại."} | more
    change_activity(number, Wish(step, row.version, **more), by=by, now=clock.now())  # type: ignore[arg-type]


def a_feedback(
    unit: Unit, *, at: datetime | None = None, key: str = "", by: Scope | None = None, **more: object
) -> str:
    """A thread just raised; its code. more: what NewFeedback takes."""
    said = {
        "kind": Kind.DIFFICULTY,
        "category": "mang",
        "severity": Severity.NORMAL,
        "text": "Mạng yếu, không vào được.",
    }
    new = NewFeedback(**said | more)  # type: ignore[arg-type]
    raised = raise_feedback(new, key=key or str(uuid4()), by=by or a_scope(unit), at=at or clock.now(), goals=Goals())
    return raised.code


def a_step(
    code: str, by: Scope, step: FeedbackStep, *, at: datetime | None = None, releases: bool = True, **more: object
) -> None:
    """Somebody who has seen the thread as it is takes a step in it. more: what Wish takes."""
    db.session.rollback()
    year, number = parts(code)
    seen = db.session.query(Feedback.version).filter_by(year=year, number=number, ward_id=by.ward_id).scalar()
    wish = FeedbackWish(step, **{"text": "Nội dung.", "seen": seen} | more)  # type: ignore[arg-type]
    take_step(
        code, wish, Acting(by, Actor(by.person_id, "127.0.0.1", by.ward_id), at or clock.now(), Goals(), releases)
    )
