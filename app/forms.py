"""The base form and the boxes people type into: text is NFC and clean before anything else sees it."""

from datetime import date
from typing import Any

from wtforms import Field, Form, StringField
from wtforms.validators import ValidationError

from app import vietnamese
from app.scope import Scope

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
UNREADABLE = "Có ký tự máy không đọc được. Xóa đi rồi gõ lại."
TOO_LONG = "Phần này dài quá {} chữ. Rút ngắn lại."
ELSEWHERE = "Trang này mở lúc đang làm việc cho đơn vị khác, bây giờ đang làm cho {0}. Đúng là việc của {0} thì bấm {1} lần nữa; không thì đổi đơn vị trước đã."


class TextBox(StringField):
    """Text: trimmed, NFC, without control characters, of bounded length."""

    def __init__(self, label: str = "", *, longest: int = 200, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.longest = longest

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = vietnamese.nfc(valuelist[0])

    def pre_validate(self, form: Any) -> None:
        text = self.data or ""
        if vietnamese.has_control(text):
            raise ValidationError(UNREADABLE)
        if len(text) > self.longest:
            raise ValidationError(TOO_LONG.format(self.longest))


class BaseForm(Form):
    """A form as the views know it."""

    def problems(self) -> list[tuple[str, str]]:
        """(id of the box, sentence) for each thing to mend, in the order of the page; each sentence once a box."""
        return [(field.name, str(message)) for field in self for message in dict.fromkeys(field.errors)]

    def mend(self, name: str, message: str) -> None:
        """Says of a box what a rule found."""
        field: Field = self[name]
        field.errors = [*field.errors, message]

    def day_in(self, name: str, today: date, refusal: str) -> date | None:
        """The day typed in a box, of the years people mean; None: none was, or, having said so, none that is one."""
        typed = self[name].data or ""
        found = vietnamese.day(typed, today)
        if typed and (found is None or not FIRST_DAY <= found <= LAST_DAY):
            self.mend(name, refusal.format(self[name].label.text))
            return None
        return found

    @property
    def written(self) -> dict[str, list[str]]:
        """What stands in the boxes, as a browser sent it; what was answered beforehand aside."""
        return {box.name: list(box.raw_data) for box in self if box.raw_data and box.name != "confirmed"}


class FormOfUnit(BaseForm):
    """What is sent for a unit: who acts for two is asked before what was typed for one becomes the other's.

    unit: the code of the unit the page was opened for. elsewhere: what to say where another is acted for now.
    """

    unit = TextBox(longest=20)

    sends = "lưu"  # what its button does
    elsewhere = ""

    def act_for(self, scope: Scope) -> None:
        """The page is the unit's that is acted for, from now on."""
        if self.unit.data not in {None, "", scope.unit_code}:
            self.elsewhere = ELSEWHERE.format(scope.unit_name, self.sends)
        self.unit.data = scope.unit_code

    def check_unit(self) -> None:
        """Says so where the page was opened for another unit; sent again it is meant."""
        if self.elsewhere:
            self.mend("unit", self.elsewhere)

    @property
    def written(self) -> dict[str, list[str]]:
        """A draft is its unit's: it need not name it."""
        return {name: texts for name, texts in super().written.items() if name != "unit"}
