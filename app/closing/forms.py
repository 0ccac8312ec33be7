"""What is typed about a period: its deadline, two dates of its own, why it is opened again."""

from datetime import date

from app import vietnamese
from app.forms import BaseForm, TextBox
from app.periods.calendar import Period, between
from app.wording import short_date

NO_DAY = "{}: nhập ngày, ví dụ 17/11/2026."
WRONG_DAY = "Ngày “{}” không có. Xem lại ngày và tháng."
LONGEST_REASON = 500
EARLIEST_YEAR = 2020  # of a period of two dates: nothing was logged before
FURTHEST_DAYS = 366  # from a period's last day to its deadline, and of the longest period of two dates
FURTHEST_AHEAD = 2 * 366


class DeadlineForm(BaseForm):
    """The last day in time; empty: by the settings."""

    due_on = TextBox("Hạn cập nhật", longest=20)

    def day(self, of: Period, today: date) -> date | None:
        """The day that was typed, or None; having said so where it is none, or none that fits the period."""
        self.validate()
        day = _day(self, "due_on", today)
        if day is not None:
            _refuse_misplaced(self, day, of.last_on)
        return day


class OwnPeriodForm(BaseForm):
    """A period of two dates with its deadline."""

    first_on = TextBox("Từ ngày", longest=20)
    last_on = TextBox("Đến hết ngày", longest=20)
    due_on = TextBox("Hạn cập nhật", longest=20)

    def wanted(self, today: date) -> tuple[Period, date] | None:
        """The period and its deadline, or None, having said what to mend."""
        self.validate()
        days = [_day(self, name, today) for name in ("first_on", "last_on", "due_on")]
        for name, day in zip(("first_on", "last_on", "due_on"), days, strict=True):
            if day is None and not self[name].errors:
                self.mend(name, NO_DAY.format(self[name].label.text))
        first, last, due = days
        if self.errors or first is None or last is None or due is None:
            return None
        self._refuse_implausible(first, last, today)
        _refuse_misplaced(self, due, last)
        return None if self.errors else (between(first, last), due)

    def _refuse_implausible(self, first: date, last: date, today: date) -> None:
        if first > last:
            self.mend("last_on", "Ngày cuối phải từ ngày đầu trở đi.")
        elif (last - first).days >= FURTHEST_DAYS:
            self.mend("last_on", "Kỳ dài nhất một năm. Xem lại ngày đầu, ngày cuối.")
        if first.year < EARLIEST_YEAR:
            self.mend("first_on", f"Xem lại năm: ngày đầu phải từ năm {EARLIEST_YEAR} trở đi.")
        if (last - today).days > FURTHEST_AHEAD:
            self.mend("last_on", "Xem lại năm: ngày cuối còn hơn hai năm nữa.")


class ReopeningForm(BaseForm):
    """Why a period is opened again. closing: the one the page showed."""

    closing = TextBox(longest=9)
    reason = TextBox("Vì sao mở lại?", longest=LONGEST_REASON)

    def wish(self) -> tuple[int, str] | None:
        """The closing that is to end and why, or None, having said what to mend."""
        self.validate()
        if not self.reason.data:
            self.mend("reason", "Nhập lý do mở lại. Lý do được giữ cùng lần chốt.")
        typed = self.closing.data or ""
        number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
        return None if self.errors else (number, self.reason.data or "")


def _day(form: BaseForm, name: str, today: date) -> date | None:
    typed = form[name].data or ""
    found = vietnamese.day(typed, today)
    if typed and found is None and not form[name].errors:
        form.mend(name, WRONG_DAY.format(typed))
    return found


def _refuse_misplaced(form: BaseForm, due: date, last: date) -> None:
    """Says so where a deadline lies before the period's last day, or out of sight after it."""
    if due < last:
        form.mend("due_on", f"Kỳ kết thúc ngày {short_date(last)}. Hạn cập nhật phải từ ngày đó trở đi.")
    elif (due - last).days > FURTHEST_DAYS:
        form.mend("due_on", "Xem lại năm: hạn cập nhật quá xa ngày cuối kỳ.")
