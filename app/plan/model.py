"""The plan's vocabulary, frozen: unit kinds, duties, activity types, measures, topics."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from app.plan.tile import Tile

WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
ENTRIES = "so_hoat_dong"  # every entry counts itself: the number of activities is a figure like any other


class Obligation(StrEnum):
    """Whether the plan orders a unit (giao) or asks it (đề nghị); the asked are never late or ranked."""

    ASSIGNED = "assigned"
    REQUESTED = "requested"


@dataclass(frozen=True)
class Named:
    id: str
    label: str


@dataclass(frozen=True)
class UnitKind(Named):
    noun: str
    possessive: str
    section: str
    obligation: Obligation


@dataclass(frozen=True)
class Measure(Named):
    """A figure. sub_of: it may not exceed that one. reading: the latest counts, never a sum. derived: never typed."""

    unit: str
    noun: str
    counted: str
    question: str = ""
    hint: str = ""
    sub_of: str | None = None
    default: int | None = None
    derived: bool = False
    reading: bool = False


@dataclass(frozen=True)
class Topic(Named):
    section: str
    group: str
    parent: str | None = None


@dataclass(frozen=True)
class QuickTopic(Named):
    topics: tuple[str, ...]


@dataclass(frozen=True)
class PlanForm(Named):
    """A form of propagation (hình thức tuyên truyền, part III)."""

    section: str
    group: str
    unit_kinds: tuple[str, ...]
    measures: tuple[str, ...]


@dataclass(frozen=True)
class Duty(Named):
    section: str
    unit_kind: str
    measures: tuple[str, ...]
    activity_types: tuple[str, ...]
    forms: tuple[str, ...]
    parent: str | None = None
    implied: bool = False


@dataclass(frozen=True)
class ActivityType(Named):
    """What a unit can log. own_form: raised elsewhere (phản ánh, gương điển hình), never logged by hand.

    week: the days of the week (of WEEKDAYS) it is usually held on, where units log it by the week.
    form_group: the form of propagation (part III) a report tells of it under; None: under who did it.
    """

    short: str
    unit_kinds: tuple[str, ...]
    required: tuple[str, ...]
    optional: tuple[str, ...]
    duties: tuple[str, ...]
    own_form: bool = False
    week: tuple[str, ...] = ()
    form_group: str | None = None


@dataclass(frozen=True)
class Audience(Named):
    default_for: tuple[str, ...]


@dataclass(frozen=True)
class Channel(Named):
    group: str


@dataclass(frozen=True)
class DifficultyCategory(Named):
    unit_kinds: tuple[str, ...]
    handler: str


@dataclass(frozen=True)
class Head:
    """What the plan is called, whose it is and when it began."""

    title: str
    ward: str
    started_on: date


@dataclass(frozen=True, eq=False)
class Plan:
    """Everything read from a catalogue; each mapping is by id and keeps the file's order."""

    head: Head
    unit_kinds: Mapping[str, UnitKind]
    measures: Mapping[str, Measure]
    topic_groups: Mapping[str, Named]
    topics: Mapping[str, Topic]
    quick_topics: Mapping[str, QuickTopic]
    form_groups: Mapping[str, Named]
    forms: Mapping[str, PlanForm]
    duties: Mapping[str, Duty]
    activity_types: Mapping[str, ActivityType]
    audiences: Mapping[str, Audience]
    channels: Mapping[str, Channel]
    exemplar_fields: Mapping[str, Named]
    outside_handlers: Mapping[str, Named]
    difficulty_categories: Mapping[str, DifficultyCategory]
    tiles: Mapping[str, tuple[Tile, ...]]

    @cached_property
    def readings(self) -> frozenset[str]:
        """The measures that are never summed."""
        return frozenset(m.id for m in self.measures.values() if m.reading)

    @cached_property
    def _types_by_kind(self) -> dict[str, tuple[ActivityType, ...]]:
        return {k: tuple(t for t in self.activity_types.values() if k in t.unit_kinds) for k in self.unit_kinds}

    @cached_property
    def _duties_by_kind(self) -> dict[str, tuple[Duty, ...]]:
        return {k: tuple(d for d in self.duties.values() if d.unit_kind == k) for k in self.unit_kinds}

    def types_for(self, kind: str) -> tuple[ActivityType, ...]:
        """What units of a kind may log by hand."""
        return tuple(t for t in self._types_by_kind.get(kind, ()) if not t.own_form)

    def coded_types(self, kind: str) -> tuple[tuple[str, ActivityType], ...]:
        """The same with the code each has on paper and where an officer types it in: "01"."""
        return tuple((f"{place:02d}", each) for place, each in enumerate(self.types_for(kind), 1))

    def weekly_types(self, kind: str) -> tuple[ActivityType, ...]:
        """What units of a kind may log a whole week of at once; none: they have no week's sheet."""
        return tuple(t for t in self.types_for(kind) if t.week)

    def difficulties_for(self, kind: str) -> tuple[DifficultyCategory, ...]:
        every = tuple(self.difficulty_categories.values())
        return tuple(c for c in every if kind in c.unit_kinds) or every  # whom the plan forgot: about anything

    def duties_of(self, kind: str) -> tuple[Duty, ...]:
        return self._duties_by_kind.get(kind, ())

    def tiles_of(self, kind: str) -> tuple[Tile, ...]:
        return self.tiles.get(kind, ())

    def tile(self, kind: str, slug: str) -> Tile | None:
        return next((t for t in self.tiles_of(kind) if t.slug == slug), None)

    def label(self, tile: Tile, type_id: str) -> str:
        """What a type is called on a tile's page."""
        return tile.labels.get(type_id) or self.activity_types[type_id].label

    def inputs(self, kind: ActivityType) -> tuple[Measure, ...]:
        """A type's measures that are typed, the required first."""
        return tuple(m for m in (self.measures[i] for i in (*kind.required, *kind.optional)) if not m.derived)
