"""The page of settings: each in words, with its bounds."""

from wtforms import StringField

from app import vietnamese
from app.forms import BaseForm, TextBox
from app.settings.queries import BOUNDS, Settings

OUTSIDE = "{}: nhập một số từ {} đến {}."


class SettingsForm(BaseForm):
    """A box a setting. description: what it does; its bounds are said after it."""

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
    choices = (("0", "Không"), ("1", "Có"))

    @classmethod
    def showing(cls, present: Settings) -> "SettingsForm":
        return cls(data={name: str(getattr(present, name)) for name in BOUNDS})

    def hint(self, name: str) -> str:
        """What a setting does, its bounds and its default."""
        least, most = BOUNDS[name]
        return f"{self[name].description} Từ {least} đến {most}, mặc định {getattr(Settings(), name)}."

    def wanted(self) -> Settings | None:
        """What was typed, or None, having said what to mend."""
        self.validate()
        typed = {name: vietnamese.number(self[name].data or "") for name in BOUNDS}
        for name, value in typed.items():
            least, most = BOUNDS[name]
            if value is None or not least <= value <= most:
                self.mend(
                    name,
                    "Chọn Có hoặc Không."
                    if name == "second_factor"
                    else OUTSIDE.format(self[name].label.text, least, most),
                )
        return None if self.errors else Settings(**{name: value for name, value in typed.items() if value is not None})
