"""Which measures a log page asks for, and under which names; pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from app.plan import ActivityType, Layout, Measure, Plan, Tile


@dataclass(frozen=True)
class Slot:
    """Where a measure is typed: by its own name on a page with one choice, with its type's in a row."""

    name: str
    type: str | None
    measure: Measure
    required: bool


@lru_cache(maxsize=256)
def tile_of_type(kind: ActivityType) -> Tile:
    """The page of a single type, for what no tile holds ("Khác…")."""
    return Tile(
        "khac", kind.label, "other", "blue", Layout.ONE, "Hoạt động ngày nào?", "Hoạt động gì?",
        "Lưu hoạt động", "Đã lưu hoạt động", (kind.id,), ("bdhvs", "dvc", "nentang", "attt"),
    )  # fmt: skip


@lru_cache(maxsize=1024)
def correcting_tile(unit_kind: str, kind: ActivityType, plan: Plan) -> Tile:
    """The page that corrects an entry of a type: its tile's, one type chosen, the entry's own first."""
    held = next((tile for tile in plan.tiles_of(unit_kind) if kind.id in tile.types), None) or tile_of_type(kind)
    types = (kind.id, *(each for each in held.types if each != kind.id))
    one = replace(held, layout=Layout.ONE, types=types)
    return replace(one, label="Sửa lần ghi", what="Hoạt động gì?", save="Lưu phần đã sửa")


def _slots_of(tile: Tile, plan: Plan) -> Iterator[Slot]:
    seen: set[str] = set()
    for kind in (plan.activity_types[t] for t in tile.types):
        for measure in plan.inputs(kind):
            if tile.layout is Layout.ROWS:
                yield Slot(f"{kind.id}-{measure.id}", kind.id, measure, measure.id in kind.required)
            elif measure.id not in seen:
                seen.add(measure.id)
                yield Slot(measure.id, None, measure, measure.id in plan.activity_types[tile.types[0]].required)


Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Offered:
    """What a tile's page offers: its slots, and (id, label) of types, topics shown first, others, difficulties."""

    slots: tuple[Slot, ...]
    types: Options
    topics: Options
    rare_topics: Options
    difficulties: Options


@lru_cache(maxsize=1024)
def offered_on(tile: Tile, unit_kind: str, plan: Plan) -> Offered:
    """Worked out once for a tile: the plan does not change while the program runs."""
    labels = [(topic.id, topic.label) for topic in plan.quick_topics.values()]
    categories = plan.difficulty_categories.values()
    own = [each for each in categories if unit_kind in each.unit_kinds]
    return Offered(
        tuple(_slots_of(tile, plan)),
        tuple((each, plan.label(tile, each)) for each in tile.types),
        tuple((each, plan.quick_topics[each].label) for each in tile.topics),
        tuple(each for each in labels if each[0] not in tile.topics),
        tuple((each.id, each.label) for each in own or categories),
    )
