"""What is typed about units and people. What views ask of a form, they ask of one that was validated (acting.sent)."""

import re
from collections.abc import Container
from datetime import date

from wtforms import HiddenField, PasswordField

from app import vietnamese
from app.accounts.forms import SecretForm
from app.directory.commands.memberships import Newcomer, Place
from app.forms import BaseForm, TextBox
from app.keys import CODE_LENGTH, CODE_LETTERS
from app.permissions import Role
from app.units.loading import GREATEST_HOUSEHOLDS, NewUnit, is_code

_SPACES = re.compile(r"[ \t\n\u00a0]+")
NO_CODE = "Mã gồm 1 đến 20 chữ không dấu, số, dấu chấm hoặc gạch, bắt đầu bằng chữ hoặc số. Ví dụ: TDP07."
NO_NAME = "Nhập tên đơn vị."
NO_KIND = "Chọn loại đơn vị."
NO_UNIT = "Chọn đơn vị."
NO_HOUSEHOLDS = "Số hộ là số nguyên, không quá 100.000. Chưa có số thì để trống."
NO_DAY = "Nhập ngày, ví dụ: 01/07/2026."
NO_PERSON = "Nhập họ và tên."
NO_PHONE = "Nhập số điện thoại di động 10 số."
NO_ROLE = "Chọn việc được giao."
NO_SETUP_CODE = "Gõ mã do máy chủ in ra, gồm 9 chữ và số."


class LineBox(TextBox):
    """Text in one line, its words one space apart."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if valuelist:
            self.data = _SPACES.sub(" ", self.data or "")


class UnitForm(BaseForm):
    """A unit. Code and kind are chosen once."""

    unit_code = TextBox("Mã đơn vị", longest=40)
    name = LineBox("Tên đơn vị", longest=200)
    kind = TextBox("Loại đơn vị", longest=40)
    parent = TextBox("Thuộc đơn vị", longest=40)
    households = TextBox("Số hộ", longest=20)
    opened_on = TextBox("Ngày mở", longest=20)

    def new_unit(self, kinds: Container[str], today: date, code: str = "") -> NewUnit | None:
        """The unit of a new code, or of the one that is given: then its kind is not asked. None: something is to mend."""
        if not code and not is_code(self.unit_code.data or ""):
            self.mend("unit_code", NO_CODE)
        if not code and self.kind.data not in kinds:
            self.mend("kind", NO_KIND)
        if not self.name.data:
            self.mend("name", NO_NAME)
        households, opened_on = self._households(), day_of(self, "opened_on", today)
        if self.errors:
            return None
        texts = (code or self.unit_code.data or "", self.kind.data or "", self.name.data or "", self.parent.data or "")
        return NewUnit(*texts, households, opened_on, None)

    def _households(self) -> int | None:
        typed = self.households.data or ""
        count = vietnamese.number(typed)
        if typed and (count is None or not 0 <= count <= GREATEST_HOUSEHOLDS):
            self.mend("households", NO_HOUSEHOLDS)
        return count


class ClosingForm(BaseForm):
    """The last day of a unit."""

    closed_on = TextBox("Ngày làm việc cuối cùng", longest=20)

    def day(self, today: date) -> date | None:
        found = day_of(self, "closed_on", today)
        if found is None and not self.errors:
            self.mend("closed_on", NO_DAY)
        return found


class PersonForm(BaseForm):
    """A person's name and number."""

    name = LineBox("Họ và tên", longest=120)
    phone = TextBox("Số điện thoại", longest=40)
    same = TextBox(longest=10)  # the number whose kept name is agreed to

    def newcomer(self) -> Newcomer | None:
        """Who was typed; None: something is to mend."""
        phone = vietnamese.phone(self.phone.data or "")
        if not self.name.data:
            self.mend("name", NO_PERSON)
        if phone is None:
            self.mend("phone", NO_PHONE)
        return None if self.errors else Newcomer(self.name.data or "", phone or "", phone == self.same.data)


class WorkForm(BaseForm):
    """Work in a unit."""

    unit = TextBox("Đơn vị", longest=40)
    role = TextBox("Việc được giao", longest=20)
    title = LineBox("Chức danh", longest=80)

    def place(self, code: str = "") -> Place | None:
        """The work in a unit of a code, or in the one chosen; None: something is to mend."""
        if not (code or self.unit.data):
            self.mend("unit", NO_UNIT)
        role = self.role.data or ""
        if role not in set(Role):
            self.mend("role", NO_ROLE)
        return None if self.errors else Place(code or self.unit.data or "", Role(role), self.title.data or "")


class JoiningForm(PersonForm, WorkForm):
    """Somebody for a unit."""


class HandoverForm(PersonForm):
    """Who leaves, who comes, and the key that lets it happen once."""

    leaver = TextBox("Người thôi phụ trách", longest=10)
    title = LineBox("Chức danh của người nhận", longest=80)
    key = HiddenField()

    @property
    def leaver_id(self) -> int:
        typed = self.leaver.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


class SetupForm(SecretForm):
    """The first admin."""

    code = TextBox("Mã thiết lập", longest=40)
    name = LineBox("Họ và tên", longest=120)
    phone = TextBox("Số điện thoại", longest=40)
    secret = PasswordField()
    again = PasswordField()

    def accepts(self, ward_name: str) -> bool:
        letters = [c for c in (self.code.data or "").upper() if c.isalnum()]
        if len(letters) != CODE_LENGTH or any(c not in CODE_LETTERS for c in letters):
            self.mend("code", NO_SETUP_CODE)
        if not self.name.data:
            self.mend("name", NO_PERSON)
        if self.number is None:
            self.mend("phone", NO_PHONE)
        return not self.errors and self.accepts_password(self.number or "", [self.name.data or "", ward_name])

    @property
    def number(self) -> str | None:
        return vietnamese.phone(self.phone.data or "")


def day_of(form: BaseForm, name: str, today: date) -> date | None:
    """The date of a box, None where it is empty; says so when it is none."""
    typed = form[name].data or ""
    found = vietnamese.day(typed, today)
    if typed and (found is None or found.year < 1900):
        form.mend(name, NO_DAY)
    return found
