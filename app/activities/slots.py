"""Which measures a log page asks for, and under which names; pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.plan import ActivityType, Layout, Measure, Plan, Tile


@dataclass(frozen=True)
class Slot:
    """Where a measure is typed: by its own name on a page with one choice, with its type's in a row."""

    name: str
    type: str | None
    measure: Measure
    required: bool


def tile_of_type(kind: ActivityType) -> Tile:
    """The page of a single type, for what no tile holds ("Khác…")."""
    return Tile(
        "khac", kind.label, "other", "blue", Layout.ONE, "Hoạt động ngày nào?", "Hoạt động gì?",
        "Lưu hoạt động", "Đã lưu hoạt động", (kind.id,), ("bdhvs", "dvc", "nentang", "attt"),
    )  # fmt: skip


def slots_of(tile: Tile, plan: Plan) -> Iterator[Slot]:
    seen: set[str] = set()
    for kind in (plan.activity_types[t] for t in tile.types):
        for measure in plan.inputs(kind):
            if tile.layout is Layout.ROWS:
                yield Slot(f"{kind.id}-{measure.id}", kind.id, measure, measure.id in kind.required)
            elif measure.id not in seen:
                seen.add(measure.id)
                yield Slot(measure.id, None, measure, measure.id in kind.required)
