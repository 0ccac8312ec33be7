"""The boxes of a log form: a number as typed, and a date as three boxes or a choice."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from wtforms import Field
from wtforms.validators import StopValidation

from app import vietnamese, wording
from app.plan import Measure

OTHER = "other"


class CountBox(Field):
    """A whole number as people type it ("1.250"); empty is None, never 0. What was typed is kept for the page."""

    def __init__(self, measure: Measure, **kwargs: Any) -> None:
        super().__init__(measure.label, default=measure.default, **kwargs)
        self.measure = measure

    @property
    def typed(self) -> str:
        """What stands in the box."""
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else str(self.data)

    @property
    def touched(self) -> bool:
        """Whether a person put something in it that the page had not."""
        return bool(self.typed.strip()) and (self.data is None or self.data != self.measure.default)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        if valuelist and valuelist[0].strip():
            self.data = vietnamese.number(valuelist[0])

    def pre_validate(self, form: Any) -> None:
        if self.data is not None or not self.typed.strip():
            return
        noun = wording.sentence(self.measure.noun)
        digits = vietnamese.nfc(self.typed).strip("-").replace(".", "")
        if digits.isascii() and digits.isdigit() and len(digits) > 12:
            raise StopValidation(f"{noun} nhiều nhất là 12 chữ số.")
        raise StopValidation(f"{noun} chỉ gồm chữ số, ví dụ 45.")


@dataclass(frozen=True)
class Day:
    """What a person said of the day: a date, or why there is none."""

    on: date | None
    problem: str = ""


def read_day(choice: str, typed: tuple[str, str, str], today: date) -> Day:
    """The day of a form: an ISO date sent by "Hôm nay" and "Hôm qua", or three boxes.

    The first box also takes a whole date ("5/11", "05/11/2026"), day first.
    """
    if choice != OTHER:
        try:
            return Day(date.fromisoformat(choice)) if len(choice) == 10 else Day(None, "Chọn ngày hoạt động.")
        except ValueError:
            return Day(None, "Chọn ngày hoạt động.")
    day, month, year = (vietnamese.nfc(part) for part in typed)
    if not day:
        return Day(None, "Nhập ngày hoạt động.")
    whole = day if not day.isdigit() else f"{day}/{month}/{year}".rstrip("/")
    read = vietnamese.day(whole, today)
    return Day(read) if read else Day(None, f"Ngày {whole[:20]} không có. Xem lại ngày và tháng.")
