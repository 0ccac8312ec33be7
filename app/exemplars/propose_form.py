"""What a unit proposes an exemplar with."""

import re
import uuid
from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, SelectMultipleField

from app.exemplars.proposing import NewExemplar
from app.exemplars.workflow import Kind
from app.forms import FormOfUnit, TextBox
from app.personal_numbers import WARNING, has_any
from app.plan.model import Named

LONGEST = 4000
YES, NO = "co", "chua"
_KEY = re.compile(r"[A-Za-z0-9-]{16,64}", re.ASCII)


class ExemplarForm(FormOfUnit):
    """key: made when the page opened. confirmed: what the page has asked and was told is right."""

    key = TextBox(longest=64)
    title = TextBox("Tên gương", longest=120)
    story = TextBox("Kể ngắn gọn việc làm hay", longest=LONGEST)
    kind = TextBox("Đây là", longest=20)
    field = TextBox("Trong lĩnh vực nào?", longest=40)
    consent = TextBox("Người được nêu đã đồng ý cho đăng tên, ảnh chưa?", longest=10)
    child = BooleanField("Người được nêu là trẻ em (dưới 16 tuổi)")
    guardian = TextBox("Cha mẹ hoặc người giám hộ đã đồng ý chưa?", longest=10)
    confirmed = SelectMultipleField(validate_choice=False)

    fields: Mapping[str, Named] = {}
    questions: tuple[str, ...] = ()
    sends = "gửi"

    @classmethod
    def of(cls, fields: Mapping[str, Named], sent: Any) -> "ExemplarForm":
        """The form with the plan's fields; sent: what a browser posted, None for an empty page."""
        form = cls(sent)
        form.fields = fields
        if sent is None:
            form.renew_key()
        return form

    def renew_key(self) -> None:
        """Makes the page's next sending an exemplar of its own."""
        self.key.data = str(uuid.uuid4())

    def wanted(self) -> NewExemplar | None:
        """What is proposed, or None, having said what to mend or to confirm."""
        self.validate()
        self.check_unit()
        if not _KEY.fullmatch(self.key.data or ""):
            self.renew_key()
            self.mend("key", "Trang này mở chưa trọn. Xem lại rồi bấm gửi lần nữa.")
        if not self.title.data:
            self.mend("title", "Nhập tên gương, vài chữ là đủ.")
        if not self.story.data:
            self.mend("story", "Kể vài câu về việc làm hay.")
        self._check_choices()
        return None if self.errors or self._asks() else self._said()

    def _check_choices(self) -> None:
        if self.field.data not in self.fields:
            self.mend("field", "Chọn lĩnh vực.")
        if self.kind.data not in list(Kind):
            self.mend("kind", "Chọn cá nhân, tập thể hay mô hình.")
        if self.consent.data not in (YES, NO):
            self.mend("consent", "Chọn đã đồng ý hay chưa.")
        if self.child.data and self.consent.data == YES and self.guardian.data not in (YES, NO):
            self.mend("guardian", "Chọn cha mẹ hoặc người giám hộ đã đồng ý hay chưa.")

    def confirm(self) -> None:
        """Takes what would be asked as answered: nobody is there."""
        self.confirmed.data = ["numbers"]

    def _asks(self) -> bool:
        """Whether something is to be asked that was not asked before; what is asked is then on the page."""
        found = has_any(f"{self.title.data}\n{self.story.data}")
        self.questions = (WARNING,) if found else ()
        return found and "numbers" not in (self.confirmed.data or ())

    def _said(self) -> NewExemplar:
        agreed, is_child = self.consent.data == YES, bool(self.child.data)
        guardian = agreed and is_child and self.guardian.data == YES
        words = self.title.data or "", self.field.data or "", Kind(self.kind.data or ""), self.story.data or ""
        return NewExemplar(*words, agreed, is_child, guardian)

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return [(kind.value, kind.label) for kind in Kind]
