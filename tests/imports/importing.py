"""Imports without their pages."""

from app import clock
from app.database import let_go
from app.extensions import db
from app.imports.commands import ask_to_apply, receive_workbook
from app.imports.queries import ImportView, Told, import_of
from app.imports.working import work
from app.permissions import Role
from app.plan import current_plan
from app.scope import Actor, Scope
from app.units.models import Unit


def by(ward: Unit) -> Actor:
    return Actor(None, "192.0.2.7", ward.id)


def checked(ward: Unit, content: bytes) -> int:
    """The number of an import that was read and compared."""
    number = receive_workbook(content, "danh-sach.xlsx", by=by(ward), now=clock.now())
    carry_on(number, 1)
    return number


def applied(ward: Unit, content: bytes) -> int:
    """The number of an import that was asked to be carried out; it may have come back unapplied."""
    number = checked(ward, content)
    apply(ward, number)
    return number


def apply(ward: Unit, number: int) -> None:
    attempt = ask_to_apply(number, by=by(ward), now=clock.now())
    assert attempt is not None, view(ward, number).result
    carry_on(number, attempt)


def carry_on(number: int, attempt: int) -> None:
    work(number, attempt, current_plan(), now=clock.now, today=clock.today)
    let_go()
    db.session.expire_all()


def view(ward: Unit, number: int) -> ImportView:
    let_go()
    found = import_of(scope_of(ward), number, now=clock.now())
    let_go()
    assert found is not None
    return found


def scope_of(ward: Unit) -> Scope:
    return Scope(0, "", ward.id, ward.code, ward.name, ward.kind, ward.id, ward.name, "", frozenset({Role.ADMIN}))


def told(ward: Unit, content: bytes) -> list[Told]:
    """Every row a dry run speaks of."""
    found = view(ward, checked(ward, content))
    return [row for page in range(1, found.pages + 1) for row in found.rows(page)]


def verdicts(ward: Unit, content: bytes) -> dict[str, int]:
    """How many rows of each verdict there are, those that have none aside."""
    counts = view(ward, checked(ward, content)).counts
    return {str(verdict): count for verdict, count in counts.items() if count}


def reasons(ward: Unit, content: bytes) -> dict[int, list[str]]:
    """Row number → why it is wrong."""
    return {row.number: row.notes for row in told(ward, content) if row.verdict == "wrong"}
