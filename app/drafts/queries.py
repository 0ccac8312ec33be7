"""Drafts as the people of their unit see them; what was sent meanwhile is none any more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, exists, select

from app.accounts.models import Person
from app.database import read
from app.drafts.commands import MOST
from app.drafts.models import Draft
from app.scope import Scope
from app.submissions.models import Submission


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft: of which page and type, who typed last and when, and the boxes as JSON."""

    number: int
    key: str
    slug: str
    type: str
    fields: str
    person_id: int
    person: str
    saved_at: datetime


_OPEN = (
    select(*Draft.__table__.columns, Person.name.label("person"))
    .join(Person, Person.id == Draft.person_id)
    .where(
        Draft.unit_id == bindparam("unit"),
        ~exists().where(Submission.unit_id == Draft.unit_id, Submission.key == Draft.key),
    )
    .order_by(Draft.saved_at.desc(), Draft.id.desc())
    .limit(MOST)
)
_UNDER = select(Draft.key).where(Draft.unit_id == bindparam("unit"), Draft.key.in_(bindparam("keys", expanding=True)))
_ONE = _OPEN.where(Draft.id == bindparam("number"))


def open_drafts(scope: Scope) -> list[DraftView]:
    """What the unit has begun and not sent, latest first."""
    return [_view(row) for row in read(_OPEN, {"unit": scope.unit_id})]


def draft_of(scope: Scope, number: int) -> DraftView | None:
    """The draft of a number, when it is the unit's own."""
    row = read(_ONE, {"unit": scope.unit_id, "number": number}).one_or_none()
    return None if row is None else _view(row)


def drafts_under(scope: Scope, keys: Sequence[str]) -> list[str]:
    """Those of the keys under which the unit has a draft."""
    return [row.key for row in read(_UNDER, {"unit": scope.unit_id, "keys": list(keys)})] if keys else []


def _view(row: Row[*tuple[Any, ...]]) -> DraftView:
    return DraftView(row.id, row.key, row.slug, row.type, row.fields, row.person_id, row.person, row.saved_at)
