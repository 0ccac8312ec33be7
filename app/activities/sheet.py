"""The lines of a week's sheet: a type on a day with its boxes, and free ones; what each says."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wtforms import Field

from app.activities.boxes import CountBox
from app.activities.entry import Entry, Question
from app.activities.logged import Logged
from app.activities.weeks import Other
from app.plan import ActivityType, Measure, Plan
from app.wording import day_month, weekday


class _Fields:
    """What the lines share: the boxes with something to mend."""

    @property
    def fields(self) -> Sequence[Field]:
        raise NotImplementedError

    @property
    def errors(self) -> list[Field]:
        return [field for field in self.fields if field.errors]


@dataclass(frozen=True)
class Line(_Fields):
    """A weekly type on one of its days. number: as the page counts; logged: what that day has of it already."""

    number: int
    type: ActivityType
    on: date
    boxes: Sequence[CountBox]
    given: Sequence[Measure]
    logged: Sequence[Logged]

    @property
    def title(self) -> str:
        return f"Dòng {self.number}, {weekday(self.on)} {day_month(self.on)}"

    @property
    def fields(self) -> Sequence[Field]:
        return self.boxes

    @property
    def is_filled(self) -> bool:
        return any(box.typed.strip() for box in self.boxes)

    def entry(self) -> Entry:
        """What it says, once its boxes can be read."""
        figures = {box.measure.id: box.data for box in self.boxes if box.data is not None}
        return Entry(self.type.id, self.on, {m.id: m.default or 0 for m in self.given} | figures)

    def box_about(self, about: str) -> str:
        """The name of the box a rule's finding stands beside."""
        return next((box.name for box in self.boxes if box.measure.id == about), self.boxes[0].name)


@dataclass(frozen=True)
class FreeLine(_Fields):
    """A line of any day and type, with the figure the type requires."""

    number: int
    day: Field
    kind: Field
    count: CountBox
    other: Other | None

    @property
    def title(self) -> str:
        """With its day, where one can be read."""
        try:
            on = date.fromisoformat(self.day.data or "")
        except ValueError:
            return f"Dòng {self.number}"
        return f"Dòng {self.number}, {weekday(on)} {day_month(on)}"

    @property
    def fields(self) -> Sequence[Field]:
        return self.day, self.kind, self.count

    @property
    def is_filled(self) -> bool:
        return bool(self.day.data or self.kind.data or self.count.typed.strip())

    def entry(self) -> Entry:
        """What it says, once a day and a type are chosen."""
        figures = {m.id: m.default or 0 for m in self.other.given} if self.other else {}
        if self.other and self.count.data is not None:
            figures[self.other.measure.id] = self.count.data
        return Entry(self.kind.data or "", date.fromisoformat(self.day.data), figures)

    def box_about(self, about: str) -> str:
        return {"held_on": self.day.name, "type": self.kind.name}.get(about, self.count.name)


def alike(entries: Sequence[Entry], plan: Plan) -> list[Question]:
    """What is asked of a sheet with two lines of the same type and day, as of an entry that may be a duplicate."""
    asked = []
    counted = Counter((entry.type, entry.held_on) for entry in entries)
    for type, held_on in (each for each, count in counted.items() if count > 1):
        label = plan.activity_types[type].label
        text = f"{label} ngày {held_on:%d/%m/%Y} có hơn một dòng. Có đúng là những buổi khác nhau không?"
        asked.append(Question(f"twice/{type}/{held_on}", text))
    return asked
