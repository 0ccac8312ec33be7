"""The form of a new target, and that of another figure for one."""

from collections.abc import Sequence

from app import vietnamese
from app.forms import BaseForm, TextBox
from app.periods.calendar import Period
from app.plan import Measure, Plan
from app.targets.commands import NewTarget
from app.targets.rules import kinds_with_targets, measures_of, refusal
from app.units.queries import UnitView

KIND, UNIT = "loai:", "don-vi:"  # how the choice of whose a target is begins
NO_FIGURE = "Nhập chỉ tiêu là một số từ 1 trở lên, ví dụ 200."
ALREADY_SET = "Kỳ này đã có chỉ tiêu như vậy. Bấm vào chỉ tiêu đó trong danh sách để đổi số."


class FigureForm(BaseForm):
    """seen: the figure that stood on the page, so that nobody changes what he has not seen."""

    value = TextBox("Chỉ tiêu", longest=20)
    seen = TextBox(longest=20)

    def figure(self) -> int | None:
        """The figure typed, or None, having said what to mend."""
        self.validate()
        found = vietnamese.number(self.value.data or "")
        if found is None or found < 1:
            self.mend("value", NO_FIGURE)
        return None if self.errors else found

    @property
    def seen_figure(self) -> int:
        return vietnamese.number(self.seen.data or "") or 0


class TargetForm(FigureForm):
    """A new target: whose, of what, how much."""

    whose = TextBox("Đặt cho", longest=40)
    measure = TextBox("Số liệu", longest=40)

    units: Sequence[UnitView] = ()
    plan: Plan

    def whose_choices(self) -> list[tuple[str, str]]:
        """Each kind that has several units, then the units by kind."""
        kinds = kinds_with_targets(self.plan)
        several = [kind for kind in kinds if sum(unit.kind == kind for unit in self.units) > 1]
        listed = sorted(self.units, key=lambda unit: kinds.index(unit.kind))
        choices = [("", "Chọn đơn vị"), *((KIND + kind, f"Mỗi {self.plan.unit_kinds[kind].noun}") for kind in several)]
        return [*choices, *((UNIT + unit.code, unit.name) for unit in listed)]

    def measure_choices(self) -> list[tuple[str, str]]:
        measures: list[Measure] = measures_of(kinds_with_targets(self.plan), self.plan)
        return [("", "Chọn số liệu"), *((each.id, each.label) for each in measures)]

    def wanted(self, period: Period, asked: UnitView | None) -> NewTarget | None:
        """The target, or None, having said what to mend. asked: the unit a hand-made choice names, if there is one."""
        value = self.figure()
        whose = self.whose.data or ""
        kind = asked.kind if asked else whose.removeprefix(KIND)
        if kind not in self.plan.unit_kinds:
            self.mend("whose", "Chọn đơn vị hoặc loại đơn vị trong danh sách.")
        elif not self.measure.data:
            self.mend("measure", "Chọn số liệu trong danh sách.")
        elif refused := refusal(kind, self.measure.data, self.plan):
            self.mend(*refused)
        if self.errors or value is None:
            return None
        return NewTarget(asked.id if asked else None, kind, self.measure.data or "", period.id, value)
