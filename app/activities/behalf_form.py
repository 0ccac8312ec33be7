"""The log form an officer fills for a unit, with who said it by phone."""

from datetime import date

from app.activities.boxes import OTHER
from app.activities.forms import ActivityForm
from app.units.queries import UnitView
from app.wording import short_date


class BehalfForm(ActivityForm):
    """last_on: the unit's last day, where it is closed or will be: nothing is told of a later one."""

    whose: UnitView
    last_on: date | None = None

    def propose_day(self) -> None:
        """Of a unit that is over its last day, instead of today."""
        if self.last_on and self.last_on < self.today:
            self.held_on.data = OTHER
            self.day.data = str(self.last_on.day)
            self.month.data, self.year.data = f"{self.last_on:%m}", f"{self.last_on:%Y}"

    def is_complete(self) -> bool:
        super().is_complete()
        if not self.told_by.data:
            self.mend("told_by", "Nhập tên hoặc chức vụ người báo qua điện thoại.")
        if self.last_on and self.chosen_day.on and self.chosen_day.on > self.last_on:
            self.mend(
                "held_on", f"Đơn vị hoạt động đến hết ngày {short_date(self.last_on)}. Chọn từ ngày đó trở về trước."
            )
        return not self.errors
