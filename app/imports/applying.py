"""Carries out an import: all of it in one transaction, prepared in bulk, compared anew inside it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase

from app.accounts.models import Membership, Person
from app.accounts.sign_ins import end_sign_ins_of
from app.audit.commands import Act, record_all
from app.audit.models import Event
from app.database import AnySession, writing
from app.imports.acts import Ids, acts_on_people, acts_on_units, given_names
from app.imports.commands import Task, change
from app.imports.comparison import Comparison, Content, compare
from app.imports.known import Known, known_to
from app.imports.models import State
from app.imports.names import Called, names_in
from app.imports.outcomes import Outcome, Verdict
from app.permissions import OFFICIALS
from app.plan.model import Plan
from app.units.models import Unit

LOCK = text("LOCK TABLE units, people, memberships IN SHARE ROW EXCLUSIVE MODE")  # PostgreSQL; SQLite has one writer


class Changed(Exception):
    """What is stored is no longer what the dry run saw."""


@dataclass(frozen=True)
class Moment:
    now: datetime
    today: date


def apply_import(task: Task, content: Content, plan: Plan, at: Moment) -> None:
    """Stores every new and changed row, or nothing. Raises Changed, or Superseded when another process has it."""
    names = names_in(content)
    session = writing()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(LOCK)
    known = known_to(session.execute, task.ward_id, today=at.today)
    comparison = compare(content, plan, known)
    if comparison.mark != task.mark:  # and that one had no wrong row, or nobody could have asked
        session.rollback()
        raise Changed
    try:
        units = put_units(session, comparison.units, known, names.units)
        ids = put_people(session, comparison.people, units, known, names.people, at)
    except IntegrityError as error:
        session.rollback()
        raise Changed from error
    change(session, task, now=at.now, state=State.APPLIED, content=None)
    record_all(session, acts(task, comparison, known, ids), by=task.by, at=at.now)
    session.commit()


def acts(task: Task, comparison: Comparison, known: Known, ids: Ids) -> list[Act]:
    whole = Act(Event.IMPORTED, after=facts(task, comparison))
    return [*acts_on_units(comparison.units, known, ids), *acts_on_people(comparison.people, known, ids), whole]


def facts(task: Task, comparison: Comparison) -> dict[str, int]:
    return {"import": task.number} | {k: n for k, n in comparison.counts().items() if k != Verdict.WRONG}


def of(outcomes: Iterable[Outcome], verdict: Verdict) -> list[Outcome]:
    return [outcome for outcome in outcomes if outcome.verdict is verdict]


def put_units(session: AnySession, outcomes: list[Outcome], known: Known, called: Called) -> dict[str, int]:
    """New units first without a parent, since a parent may be as new as they; then who stands under whom.

    Returns the ward's units, code → number.
    """
    new = [o.row.values for o in of(outcomes, Verdict.NEW)]
    bulk_insert(session, Unit, [unit_row(v, known.ward_id) | called[v["name"], v["code"]] for v in new])
    own = select(Unit.code, Unit.id).where(Unit.ward_id == known.ward_id)
    ids: dict[str, int] = {code: id for code, id in session.execute(own)}
    changes = [(ids[v["code"]], {"parent_id": ids[v.get("parent", known.ward_code)]}) for v in new]
    for outcome in of(outcomes, Verdict.CHANGED):
        values = dict(outcome.changes)
        if "parent" in values:
            values["parent_id"] = ids[values.pop("parent")]
        if "name" in values:
            values |= called[values["name"], outcome.row.values["code"]]
        changes.append((outcome.id or 0, values))
    bulk_update(session, Unit, changes)
    return ids


def unit_row(values: dict[str, Any], ward_id: int) -> dict[str, Any]:
    optional = {key: values.get(key) for key in ("households", "opened_on", "closed_on")}
    own = {key: values[key] for key in ("code", "kind")}
    return own | optional | {"ward_id": ward_id, "parent_id": None}


def put_people(
    session: AnySession, outcomes: list[Outcome], units: dict[str, int], known: Known, called: Called, at: Moment
) -> Ids:
    """New people, new names, new memberships from today on, new titles. Returns the numbers of all there is."""
    names = given_names(outcomes)
    fresh = [{"phone": p, "password_hash": "", "created_at": at.now} | called[n, p] for p, n in names.items()]
    bulk_insert(session, Person, [row for row in fresh if row["phone"] not in known.people])
    renamed = [known.people[phone] for phone, name in names.items() if phone in known.people]
    bulk_update(session, Person, [(p.id, called[names[p.phone], p.phone]) for p in renamed if p.name != names[p.phone]])
    titles = [o for o in of(outcomes, Verdict.CHANGED) if "title" in o.changes]
    bulk_update(session, Membership, [(o.id or 0, {"title": o.changes["title"]}) for o in titles])
    ids = Ids(units, {phone: id for phone, id in session.execute(select(Person.phone, Person.id))})
    put_memberships(session, of(outcomes, Verdict.NEW), ids, known, at)
    return ids


def put_memberships(session: AnySession, outcomes: list[Outcome], ids: Ids, known: Known, at: Moment) -> None:
    """A membership that ended is history: who comes back gets a new one. Who becomes an official signs in anew."""
    rows = [
        {
            "person_id": ids.people[o.row.values["phone"]],
            "unit_id": ids.units[o.row.values["unit"]],
            "role": o.row.values["role"],
            "title": o.row.values.get("title", ""),
            "started_on": at.today,
        }
        for o in outcomes
    ]
    bulk_insert(session, Membership, rows)
    known_ids = {person.id for person in known.people.values()}
    for person_id in {r["person_id"] for r in rows if r["role"] in OFFICIALS} & known_ids:
        end_sign_ins_of(session, person_id, now=at.now)


def bulk_insert(session: AnySession, model: type[DeclarativeBase], rows: list[dict[str, Any]]) -> None:
    if rows:
        session.connection().execute(insert(model.__table__), rows)  # type: ignore[arg-type]


def bulk_update(session: AnySession, model: type[DeclarativeBase], changes: list[tuple[int, dict[str, Any]]]) -> None:
    """Changes rows by their id; each keeps what is not named for it."""
    alike: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for id, values in changes:
        alike[tuple(sorted(values))].append({"of_id": id} | {f"to_{key}": value for key, value in values.items()})
    table: Any = model.__table__
    for keys, rows in alike.items():
        statement = update(table).where(table.c.id == bindparam("of_id"))
        session.connection().execute(statement.values({key: bindparam(f"to_{key}") for key in keys}), rows)
