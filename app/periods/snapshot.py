"""What a closing freezes, as canonical JSON that can be read whatever the plan and the units have become; pure."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

Figures = dict[str, int]


class TypeSum(NamedTuple):
    """The sum of a figure in the entries of one type, of units of one kind."""

    kind: str
    type: str
    measure: str
    value: int


@dataclass(frozen=True)
class UnitFigures:
    """A unit as it was: state is how it had updated the period, "" where that was not expected of it; in_time: and by when."""

    code: str
    name: str
    kind: str
    figures: Figures
    state: str = ""
    in_time: bool = True


@dataclass(frozen=True)
class Snapshot:
    """Figures by unit, by kind and in all. A measure nobody reported is absent, never 0.

    kinds, measures: what they were called, in the plan's order. by_type: unit kind, type, measure and sum, readings
    left out; None in what was frozen before it was kept.
    """

    units: list[UnitFigures] = field(default_factory=list)
    by_kind: dict[str, Figures] = field(default_factory=dict)
    total: Figures = field(default_factory=dict)
    kinds: list[tuple[str, str]] = field(default_factory=list)
    measures: list[tuple[str, str]] = field(default_factory=list)
    by_type: list[TypeSum] | None = None

    def of_unit(self, code: str) -> UnitFigures | None:
        return next((unit for unit in self.units if unit.code == code), None)


def as_text(snapshot: Snapshot) -> str:
    """A snapshot as JSON: the same one always gives the same text."""
    return json.dumps(asdict(snapshot), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_text(text: str) -> Snapshot:
    """The snapshot as_text() made it from."""
    kept: dict[str, Any] = json.loads(text)
    kept["units"] = [UnitFigures(**unit) for unit in kept.get("units", ())]
    named = {name: [(id, label) for id, label in kept.get(name, ())] for name in ("kinds", "measures")}
    if kept.get("by_type") is not None:
        kept["by_type"] = [TypeSum(*each) for each in kept["by_type"]]
    return Snapshot(**kept | named)
