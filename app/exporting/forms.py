"""What of the entries to take out."""

from collections.abc import Sequence
from datetime import date

from wtforms import StringField

from app.exporting.wanted import WHICH, Bounds, Wanted, wanted_of
from app.forms import BaseForm, TextBox
from app.periods.calendar import Period, between
from app.plan import Plan
from app.units.queries import UnitView

NO_DAY = "{}: gõ như 22/11/2026."
BACKWARDS = "“Đến ngày” phải từ “Từ ngày” trở đi."
BOTH = "Nhập cả hai ngày, hoặc để trống cả hai."
UNKNOWN = "Chọn lại trong danh sách."


class ExportForm(BaseForm):
    """The period chosen, or two days instead; the rest may be left at any."""

    ky = StringField("Kỳ")
    tu = TextBox("Từ ngày", longest=20)
    den = TextBox("Đến ngày", longest=20)
    dv = StringField("Đơn vị")
    loai = StringField("Loại đơn vị")
    hd = StringField("Loại hoạt động")
    muc = StringField("Trạng thái")
    dang = StringField("Dạng tệp")

    def wanted(self, period: Period, units: Sequence[UnitView], plan: Plan, today: date) -> Wanted | None:
        """What is asked for, or None, having said what to mend. period: the one the address names."""
        self.validate()
        words = {field.name: field.data or "" for field in self}
        span = self._span(today) or period
        found = wanted_of(words, span, plan)
        if found is None or (found.unit and found.unit not in {unit.code for unit in units}):
            self.mend("dv" if found else "muc", UNKNOWN)
        return None if self.errors else found

    def show_period(self, period: Period, *, rightly: bool) -> None:
        """The period that is shown stands in the list; two days typed rightly are in it by then."""
        self.ky.data = period.id
        if rightly:
            self.tu.data = self.den.data = ""

    def _span(self, today: date) -> Period | None:
        """The two days typed; None: none were, or not rightly."""
        days = [self.day_in(name, today, NO_DAY) for name in ("tu", "den")]
        if self.errors or days == [None, None]:
            return None
        first, last = days
        if first is None or last is None:
            self.mend("den", BOTH)
        elif last < first:
            self.mend("den", BACKWARDS)
        else:
            return between(first, last)
        return None


def choices_of(units: Sequence[UnitView], plan: Plan) -> dict[str, tuple[tuple[str, str], ...]]:
    """What each list offers, its first line "any"."""
    present = {unit.kind for unit in units}
    kinds = [kind for kind in plan.unit_kinds.values() if kind.id in present]
    types = [each for each in plan.activity_types.values() if not each.own_form and present & set(each.unit_kinds)]
    return {
        "dv": (("", "Mọi đơn vị"), *((unit.code, unit.name) for unit in units)),
        "loai": (("", "Mọi loại đơn vị"), *((kind.id, kind.label) for kind in kinds)),
        "hd": (("", "Mọi loại hoạt động"), *((each.id, each.label) for each in types)),
        "muc": tuple(WHICH.items()),
    }


def whose(bounds: Bounds, wanted: Wanted, units: Sequence[UnitView], ward_name: str) -> str:
    """Whose entries these are, for the file's name."""
    if bounds.unit_id is not None or wanted.unit:
        return next((unit.name for unit in units if wanted.unit in ("", unit.code)), ward_name)
    return ward_name
