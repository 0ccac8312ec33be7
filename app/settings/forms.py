"""The page of settings: each in words, with its bounds."""

import re

from wtforms import StringField

from app import vietnamese
from app.forms import BaseForm, TextBox
from app.office_hours.hours import Holidays
from app.settings.queries import BOUNDS, Settings

OUTSIDE = "{}: nhập một số từ {} đến {}."
NO_TIME = "Nhập giờ, ví dụ 07:30."
NO_HOURS = "Giờ làm việc phải tăng dần, ví dụ sáng 07:30 đến 11:30, chiều 13:30 đến 17:00."
YES_OR_NO = {
    "second_factor",
    "release_answers",
    "saturday",
    "expect_groups",
    "expect_schools",
    "expect_offices",
    "targets",
}
TIMES = {"morning_from", "morning_to", "afternoon_from", "afternoon_to"}
_TIME = re.compile(r"([01]?\d|2[0-4])(?:\s*[:hg]\s*([0-5]\d)?)?", re.ASCII | re.IGNORECASE)


class SignInBoxes(BaseForm):
    """How long sign-ins and cards last. description: what a box does; its bounds are said after it."""

    reporter_days = TextBox(
        "Người ghi: bao nhiêu ngày mới phải đăng nhập lại",
        longest=20,
        description="Trên máy đã nhớ, tính từ lần dùng gần nhất.",
    )
    official_hours = TextBox(
        "Chuyên viên, quản trị: một lần đăng nhập dài nhất bao nhiêu giờ",
        longest=20,
        description="Hết giờ thì đăng nhập lại, kể cả khi đang dùng.",
    )
    official_idle_minutes = TextBox(
        "Chuyên viên, quản trị: để yên bao nhiêu phút thì tự đăng xuất",
        longest=20,
        description="Tính từ lần bấm gần nhất.",
    )
    confirm_after_minutes = TextBox(
        "Hỏi lại mật khẩu sau bao nhiêu phút",
        longest=20,
        description="Trước việc cần chắc đúng người: in thẻ, nhập từ Excel, đổi người, đổi cài đặt.",
    )
    card_days = TextBox(
        "Thẻ đăng nhập dùng được bao nhiêu ngày",
        longest=20,
        description="Tính từ ngày in. Thẻ đã in giữ ngày hết hạn ghi trên thẻ.",
    )
    second_factor = StringField("Bắt buộc với chuyên viên và quản trị")


class AnswerBoxes(BaseForm):
    """What the ward sets itself for feedback."""

    receive_hours = TextBox(
        "Tiếp nhận phản ánh trong bao nhiêu giờ làm việc", longest=20, description="Tính từ lúc đơn vị gửi."
    )
    urgent_receive_hours = TextBox(
        "Tiếp nhận việc khẩn trong bao nhiêu giờ làm việc", longest=20, description="Tính từ lúc đơn vị gửi."
    )
    answer_days = TextBox(
        "Trả lời phản ánh trong bao nhiêu ngày làm việc",
        longest=20,
        description="Tính từ lúc đơn vị gửi, dừng lại lúc chờ đơn vị bổ sung, tính lại khi đơn vị mở lại.",
    )
    silent_days = TextBox(
        "Sau trả lời bao nhiêu ngày không có ý kiến thì tự đóng",
        longest=20,
        description="Ngày thường, tính cả ngày nghỉ.",
    )
    release_answers = StringField("Trả lời của đơn vị xử lý đi qua Phòng VH-XH")


class HourBoxes(BaseForm):
    """When the office works."""

    morning_from = TextBox("Buổi sáng từ", longest=20)
    morning_to = TextBox("Buổi sáng đến", longest=20)
    afternoon_from = TextBox("Buổi chiều từ", longest=20)
    afternoon_to = TextBox("Buổi chiều đến", longest=20)
    saturday = StringField("Làm việc cả thứ Bảy")


class PeriodBoxes(BaseForm):
    """When figures of a period are awaited, and of whom."""

    due_days = TextBox(
        "Hạn cập nhật sau ngày cuối kỳ bao nhiêu ngày làm việc",
        longest=20,
        description="Đặt riêng cho từng kỳ ở trang Các kỳ. 0 là ngay ngày cuối kỳ.",
    )
    expect_groups = StringField("Tổ dân phố cập nhật mỗi kỳ")
    expect_schools = StringField("Trường học cập nhật mỗi kỳ")
    expect_offices = StringField("Phòng, trung tâm, văn phòng của phường cập nhật mỗi kỳ")
    targets = StringField("Dùng chỉ tiêu của Phòng VH-XH")


class SettingsForm(SignInBoxes, AnswerBoxes, HourBoxes, PeriodBoxes):
    """Every setting of a ward, a box each."""

    choices = (("0", "Không"), ("1", "Có"))

    @classmethod
    def showing(cls, present: Settings) -> "SettingsForm":
        return cls(data={name: _shown(name, getattr(present, name)) for name in BOUNDS})

    def hint(self, name: str) -> str:
        """What a setting does, its bounds and its default."""
        least, most = BOUNDS[name]
        return f"{self[name].description} Từ {least} đến {most}, mặc định {getattr(Settings(), name)}."

    def wanted(self) -> Settings | None:
        """What was typed, or None, having said what to mend."""
        self.validate()
        typed = {name: _read(name, self[name].data or "") for name in BOUNDS}
        for name, value in typed.items():
            least, most = BOUNDS[name]
            if value is None or not least <= value <= most:
                self.mend(name, self._refusal(name))
        if self.errors:
            return None
        found = Settings(**{name: value for name, value in typed.items() if value is not None})
        try:
            found.office_hours(Holidays())
        except ValueError:
            self.mend("morning_from", NO_HOURS)
            return None
        return found

    def _refusal(self, name: str) -> str:
        if name in YES_OR_NO:
            return "Chọn Có hoặc Không."
        return NO_TIME if name in TIMES else OUTSIDE.format(self[name].label.text, *BOUNDS[name])


def _shown(name: str, value: int) -> str:
    return f"{value // 60:02d}:{value % 60:02d}" if name in TIMES else str(value)


def _read(name: str, text: str) -> int | None:
    """A number; of a time ("07:30", "7h30", "17h") the minutes since midnight."""
    if name not in TIMES:
        return vietnamese.number(text)
    found = _TIME.fullmatch(text.strip())
    return int(found[1]) * 60 + int(found[2] or 0) if found else None
