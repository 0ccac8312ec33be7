"""The log form an officer fills for a unit, with who said it by phone."""

from datetime import date

from app.activities.boxes import OTHER
from app.activities.forms import ActivityForm
from app.periods.calendar import Period
from app.units.queries import UnitView
from app.wording import short_date


class BehalfForm(ActivityForm):
    """last_on: the unit's last day, where it is closed or will be: nothing is told of a later one."""

    whose: UnitView
    last_on: date | None = None

    def propose_day(self, asked: Period) -> None:
        """Another day than today where that is too late for what is asked of, or for the unit: its month, to be chosen."""
        last = min(asked.last_on, self.last_on or asked.last_on)
        if last < self.today:
            self.held_on.data, self.month.data, self.year.data = OTHER, f"{last:%m}", f"{last:%Y}"
            self.day.data = ""

    def is_complete(self) -> bool:
        super().is_complete()
        if not self.told_by.data:
            self.mend("told_by", "Nhập tên hoặc chức vụ người báo qua điện thoại.")
        if self.last_on and self.chosen_day.on and self.chosen_day.on > self.last_on:
            self.mend(
                "held_on", f"Đơn vị hoạt động đến hết ngày {short_date(self.last_on)}. Chọn từ ngày đó trở về trước."
            )
        return not self.errors
