"""An exemplar as a person may see it: its story, its feed, where it was published."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from app.accounts.models import Person
from app.database import read
from app.exemplars.models import Exemplar, ExemplarEvent, Publication
from app.exemplars.visibility import bounds, fence
from app.exemplars.workflow import Act, Kind, Party, State, consents, publishable
from app.permissions import Action, Reach
from app.scope import Scope
from app.units.models import Unit


@dataclass(frozen=True, slots=True)
class ExemplarView:
    """An exemplar as pages show it. proposed_by: for the ward and the own unit only."""

    id: int
    version: int
    ward_id: int
    unit_id: int
    unit_code: str
    unit_name: str
    title: str
    field: str
    kind: Kind
    story: str
    proposed_by: str | None
    proposed_as: str
    proposed_at: datetime
    proposed_on: date
    state: State
    consent: bool
    consent_on: date | None
    is_child: bool
    guardian_consent: bool

    @property
    def consents(self) -> bool:
        return consents(consent=self.consent, is_child=self.is_child, guardian_consent=self.guardian_consent)

    @property
    def publishable(self) -> bool:
        mine = {"consent": self.consent, "is_child": self.is_child, "guardian_consent": self.guardian_consent}
        return publishable(self.state, **mine)


@dataclass(frozen=True, slots=True)
class EventView:
    """An act in the feed, by whom for which unit."""

    at: datetime
    act: Act
    party: Party
    state: State
    note: str
    person: str | None
    unit_name: str | None


@dataclass(frozen=True, slots=True)
class PublicationView:
    """Where and when a unit published it."""

    id: int
    place: str
    link: str
    published_on: date
    unit_name: str
    taken_down_at: datetime | None


_EXEMPLAR = (
    select(
        Exemplar.id,
        Exemplar.version,
        Exemplar.ward_id,
        Exemplar.unit_id,
        Unit.code.label("unit_code"),
        Unit.name.label("unit_name"),
        Exemplar.title,
        Exemplar.field,
        Exemplar.kind,
        Exemplar.story,
        Person.name.label("proposed_by"),
        Exemplar.proposed_as,
        Exemplar.proposed_at,
        Exemplar.proposed_on,
        Exemplar.state,
        Exemplar.consent,
        Exemplar.consent_on,
        Exemplar.is_child,
        Exemplar.guardian_consent,
    )
    .join(Unit, Unit.id == Exemplar.unit_id)
    .outerjoin(Person, Person.id == Exemplar.proposed_by_id)
    .where(Exemplar.id == bindparam("number"))
)
_EVENTS = (
    select(
        ExemplarEvent.at,
        ExemplarEvent.act,
        ExemplarEvent.party,
        ExemplarEvent.state,
        ExemplarEvent.note,
        Person.name.label("person"),
        Unit.name.label("unit_name"),
        ExemplarEvent.unit_id,
    )
    .outerjoin(Person, Person.id == ExemplarEvent.person_id)
    .outerjoin(Unit, Unit.id == ExemplarEvent.unit_id)
    .where(ExemplarEvent.exemplar_id == bindparam("number"))
    .order_by(ExemplarEvent.position)
)
_PUBLICATIONS = (
    select(
        Publication.id,
        Publication.place,
        Publication.link,
        Publication.published_on,
        Unit.name.label("unit_name"),
        Publication.taken_down_at,
    )
    .join(Unit, Unit.id == Publication.unit_id)
    .where(Publication.exemplar_id == bindparam("number"))
    .order_by(Publication.published_on, Publication.id)
)


@lru_cache
def _exemplar(reaches: frozenset[Reach]) -> Select[*tuple[Any, ...]]:
    return _EXEMPLAR.where(fence(reaches))


def exemplar_of(scope: Scope, number: int) -> ExemplarView | None:
    """The exemplar of a number, when the person may see it: a publisher only while it may be published."""
    values = {"number": number} | bounds(scope)
    row = read(_exemplar(scope.reaches(Action.SEE_EXEMPLARS)), values).one_or_none()
    if row is None:
        return None
    same = row._asdict() | {"kind": Kind(row.kind), "state": State(row.state)}
    if not scope.reaches_ward(Action.SEE_EXEMPLARS) and row.unit_id != scope.unit_id:
        same["proposed_by"] = None
    return ExemplarView(**same)


def events_of(scope: Scope, exemplar: ExemplarView) -> list[EventView]:
    """The feed of an exemplar the person sees, the oldest first. A unit's people see no officer's name."""
    sees_names = scope.reaches_ward(Action.SEE_EXEMPLARS)
    return [
        EventView(
            row.at,
            Act(row.act),
            Party(row.party),
            State(row.state),
            row.note,
            row.person if sees_names or row.unit_id == scope.unit_id else None,
            row.unit_name,
        )
        for row in read(_EVENTS, {"number": exemplar.id})
    ]


def publications_of(exemplar: ExemplarView) -> list[PublicationView]:
    """Where an exemplar the person sees was published, the first first."""
    return [PublicationView(*row) for row in read(_PUBLICATIONS, {"number": exemplar.id})]
