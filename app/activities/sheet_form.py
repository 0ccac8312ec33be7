"""The form of a week's sheet: made from the plan, read line by line, sent in one go."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, cast

from werkzeug.datastructures import MultiDict
from wtforms import SelectMultipleField

from app.activities.asking import questions
from app.activities.background import Looked
from app.activities.boxes import CountBox
from app.activities.entry import Entry, Question, problems
from app.activities.forms import is_key
from app.activities.logged import Logged
from app.activities.sheet import FreeLine, Line, alike
from app.activities.weeks import FREE, Other, Row, Section, Week, others_of, sections_of
from app.drafts.queries import DraftView
from app.forms import FormOfUnit, TextBox
from app.plan import Measure, Plan

NOTHING = "Chưa ghi số nào. Nhập ít nhất một dòng."
COUNT = Measure("so", "Số", "", "số", "")  # of a free line, whatever it counts


class SheetForm(FormOfUnit):
    """What the sheet's page sends. The boxes are added by of(), from the plan."""

    key = TextBox(longest=64)
    confirmed = SelectMultipleField(validate_choice=False)

    plan: Plan
    week: Week
    today: date
    unit_kind: str
    sections: tuple[Section, ...]
    others: dict[str, Other]
    logged: Sequence[Logged] = ()  # what the unit logged in the week already
    save = "Lưu cả tuần"
    is_shell = False  # a page a phone keeps for when there is no network: nobody's
    keeps_at = ""  # where a draft of it is kept
    draft: DraftView | None = None  # the draft it was filled from
    copied: bool | None = None  # whether the week before had anything to copy; None: it was not asked for
    questions: tuple[Question, ...] = ()
    entries: Sequence[Entry] = ()  # once is_complete()

    @classmethod
    def of(
        cls, week: Week, plan: Plan, *, unit_kind: str, today: date, sent: MultiDict[str, str] | None
    ) -> "SheetForm":
        """The sheet of a week; sent: what a browser posted, None for an empty one."""
        sections = sections_of(unit_kind, plan)
        form = _form_class(sections)(sent)
        form.plan, form.week, form.today, form.unit_kind = plan, week, today, unit_kind
        form.sections, form.others = sections, others_of(unit_kind, plan)
        if sent is None:
            form.renew_key()
        return form

    def renew_key(self) -> None:
        """Makes the page's next sending a submission of its own."""
        self.key.data = str(uuid.uuid4())

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed that a draft would be kept for."""
        return not any(line.is_filled for line in self.all_lines)

    @cached_property
    def lines(self) -> list[tuple[Section, list[Line]]]:
        """The sheet's lines by type, numbered from 1; a day to come has none unless something was sent for it."""
        number, found = 0, []
        for section in self.sections:
            kept: list[Line] = []
            for row in section.rows:
                line = self._line(number + 1, row, section)
                if line.on <= self.today or line.is_filled:
                    number += 1
                    kept.append(line)
            found.append((section, kept))
        return found

    def _line(self, number: int, row: Row, section: Section) -> Line:
        on = self.week.days[row.place]
        logged = [each for each in self.logged if (each.type, each.held_on) == (row.type.id, on)]
        boxes = [cast(CountBox, self[row.box(measure)]) for measure in section.measures]
        return Line(number, row.type, on, boxes, section.given, logged)

    @cached_property
    def free_lines(self) -> list[FreeLine]:
        first = 1 + sum(len(lines) for _, lines in self.lines)
        fields = [[self[name] for name in _names(place)] for place in range(1, FREE + 1)]
        return [
            FreeLine(first + place, day, kind, cast(CountBox, count), self.others.get(kind.data or ""))
            for place, (day, kind, count) in enumerate(fields)
        ]

    @property
    def all_lines(self) -> list[Line | FreeLine]:
        return [*(line for _, lines in self.lines for line in lines), *self.free_lines]

    @property
    def days(self) -> list[date]:
        """The days of the week that have come."""
        return [day for day in self.week.days if day <= self.today]

    @property
    def logged_besides(self) -> list[Logged]:
        """What was logged in the week and stands beside no line."""
        shown = {(line.type.id, line.on) for _, lines in self.lines for line in lines}
        return [each for each in self.logged if (each.type, each.held_on) not in shown]

    def is_complete(self) -> bool:
        """Whether everything typed can be read and every line keeps the rules; says beside each box what does not."""
        self.validate()
        self.check_unit()
        if not is_key(self.key.data):
            self.renew_key()
            self.mend("key", "Trang này mở chưa trọn. Xem lại rồi bấm lưu lần nữa.")
        filled = [line for line in self.all_lines if line.is_filled]
        entries = [entry for line in filled for entry in self._read(line)]
        if not filled:
            self.mend(self.all_lines[0].fields[0].name, NOTHING)
        self.entries = sorted(entries, key=lambda entry: entry.held_on)
        return not self.errors

    def _read(self, line: Line | FreeLine) -> Iterable[Entry]:
        """The entry a line says, none where its boxes cannot be read."""
        if isinstance(line, FreeLine):
            self._check_choices(line)
        if any(field.errors for field in line.fields):
            return []
        entry = line.entry()
        for problem in problems(entry, self.unit_kind, self.today, self.plan):
            self.mend(line.box_about(problem.about), problem.message)
        return [entry]

    def _check_choices(self, line: FreeLine) -> None:
        if line.day.data not in {day.isoformat() for day in self.days}:
            self.mend(line.day.name, "Chọn ngày trong tuần.")
        if line.kind.data not in self.others:
            self.mend(line.kind.name, "Chọn việc đã làm.")

    def problems(self) -> list[tuple[str, str]]:
        """As for every form, with the line's number and day before what is wrong in it."""
        titles = {field.name: line.title for line in self.all_lines for field in line.fields}
        found = super().problems()
        return [
            (name, f"{titles[name]}: {said}" if name in titles and said != NOTHING else said) for name, said in found
        ]

    def asks(self, looked: Sequence[Looked]) -> bool:
        """Whether something odd about what is on the sheet is still to be asked."""
        return self.unanswered([*questions(looked, self.plan), *alike(self.entries, self.plan)])

    def unanswered(self, asked: Iterable[Question]) -> bool:
        """Whether something is to be asked that was not asked before; what is asked is then on the page."""
        self.questions = tuple(asked)
        return any(question.id not in (self.confirmed.data or ()) for question in self.questions)


def _names(place: int) -> tuple[str, str, str]:
    """The names of a free line's boxes: day, type, figure."""
    return f"them-{place}-ngay", f"them-{place}-viec", f"them-{place}-so"


@lru_cache(maxsize=64)
def _form_class(sections: tuple[Section, ...]) -> type[SheetForm]:
    boxes: dict[str, Any] = {
        row.box(measure): CountBox(measure) for each in sections for row in each.rows for measure in each.measures
    }
    for place in range(1, FREE + 1):
        day, kind, count = _names(place)
        boxes |= {day: TextBox(longest=10), kind: TextBox(longest=40), count: CountBox(COUNT)}
    return type("SheetForm", (SheetForm,), boxes)
