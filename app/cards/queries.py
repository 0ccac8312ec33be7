"""Cards and the people they are for, as the ward's officials see them."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.orm import aliased

from app.accounts.models import Membership, Person, SignIn
from app.accounts.queries import holds_today
from app.cards.models import Card, Kind
from app.database import read
from app.permissions import OFFICIALS, Role
from app.scope import Scope
from app.units.models import Unit
from app.vietnamese import search_pattern

MOST = 500  # rows of the list; a search finds the rest


class Holder(NamedTuple):
    """A membership a card may be printed for, and the card it has."""

    membership: int
    person_id: int
    person_name: str
    title: str
    role: Role
    unit_code: str
    unit_name: str
    issued_at: datetime | None
    used_at: datetime | None
    expires_at: datetime | None

    @property
    def is_official(self) -> bool:
        return self.role in OFFICIALS


class CardLine(NamedTuple):
    """What became of a card or a code."""

    number: int
    kind: Kind
    unit_name: str
    issued_by: str | None
    issued_at: datetime
    expires_at: datetime
    used_at: datetime | None
    used_on: str | None
    withdrawn_at: datetime | None


_latest = (
    select(func.max(Card.id))
    .where(Card.membership_id == Membership.id, Card.kind == Kind.CARD, Card.withdrawn_at.is_(None))
    .correlate(Membership)
    .scalar_subquery()
)
_COLUMNS = (
    Membership.id,
    Person.id.label("person_id"),
    Person.name,
    Membership.title,
    Membership.role,
    Unit.code,
    Unit.name.label("unit_name"),
    Card.issued_at,
    Card.used_at,
    Card.expires_at,
)
_HOLDERS = (
    select(*_COLUMNS)
    .join(Person, Person.id == Membership.person_id)
    .join(Unit, Unit.id == Membership.unit_id)
    .outerjoin(Card, Card.id == _latest)
    .where(Unit.ward_id == bindparam("ward"), Person.disabled_at.is_(None), holds_today())
    .order_by(Unit.sort_key, Unit.id, Membership.id)
)
_FOUND = _HOLDERS.where((Unit.search + " " + Person.search).like(bindparam("pattern"), escape="\\")).limit(MOST)
_CHOSEN = _HOLDERS.where(Membership.id.in_(bindparam("memberships", expanding=True)))
_issuer = aliased(Person)
_CARDS = (
    select(
        Card.id,
        Card.kind,
        Unit.name,
        _issuer.name.label("issued_by"),
        Card.issued_at,
        Card.expires_at,
        Card.used_at,
        SignIn.user_agent,
        Card.withdrawn_at,
    )
    .join(Membership, Membership.id == Card.membership_id)
    .join(Unit, Unit.id == Membership.unit_id)
    .outerjoin(_issuer, _issuer.id == Card.issued_by_id)
    .outerjoin(SignIn, SignIn.id == Card.sign_in_id)
    .where(Membership.person_id == bindparam("person"), Unit.ward_id == bindparam("ward"))
    .order_by(Card.id.desc())
    .limit(50)
)
_HELD = (
    select(Membership.person_id, Membership.role, Unit.ward_id)
    .join(Unit, Unit.id == Membership.unit_id)
    .where(Membership.person_id.in_(bindparam("people", expanding=True)), holds_today())
)


def holders(scope: Scope, today: date, *, sought: str = "") -> list[Holder]:
    """Everyone of the ward a card may be printed for, by unit; sought: words of a unit's or a person's name."""
    values = {"ward": scope.ward_id, "today": today, "pattern": search_pattern(sought)}
    return _allowed(scope, [_holder(row) for row in read(_FOUND, values)], today)


def chosen(scope: Scope, memberships: list[int], today: date) -> list[Holder]:
    """Those of these memberships that this person may print a card for."""
    values = {"ward": scope.ward_id, "today": today, "memberships": memberships}
    return _allowed(scope, [_holder(row) for row in read(_CHOSEN, values)], today)


def _holder(row: Row[*tuple[Any, ...]]) -> Holder:
    return Holder(*row)._replace(role=Role(row.role))


def _allowed(scope: Scope, found: list[Holder], today: date) -> list[Holder]:
    """Nobody hands out the sign-in of who works in another ward too, and only an admin an official's.

    A card signs in as the person, with all that the person may do: a reviewer could otherwise become an admin.
    """
    people = list({each.person_id for each in found})
    held = read(_HELD, {"people": people, "today": today}).all()
    kept_back = {row.person_id for row in held if row.ward_id != scope.ward_id}
    if Role.ADMIN not in scope.roles:
        kept_back |= {row.person_id for row in held if row.role in OFFICIALS}
    return [each for each in found if each.person_id not in kept_back]


def cards_of(scope: Scope, person_id: int) -> list[CardLine]:
    """The cards and codes of a person in this ward, the newest first; at most fifty."""
    rows = read(_CARDS, {"person": person_id, "ward": scope.ward_id})
    return [CardLine(row[0], Kind(row[1]), *row[2:]) for row in rows]
