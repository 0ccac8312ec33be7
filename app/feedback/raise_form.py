"""What a unit raises feedback with."""

import re
import uuid
from typing import Any

from wtforms import BooleanField, SelectMultipleField

from app.feedback.choices import Kind, Severity
from app.feedback.raising import NewFeedback
from app.forms import FormOfUnit, TextBox
from app.personal_numbers import WARNING, has_any
from app.plan.model import DifficultyCategory

LONGEST = 4000
SHOWN = 6  # categories that are not folded away
_KEY = re.compile(r"[A-Za-z0-9-]{16,64}", re.ASCII)


class FeedbackForm(FormOfUnit):
    """key: made when the page opened. confirmed: what the page has asked and was told is right."""

    key = TextBox(longest=64)
    kind = TextBox("Gửi phường việc gì?", longest=20)
    category = TextBox("Về việc gì?", longest=40)
    text = TextBox("Khó khăn gặp phải", longest=LONGEST)
    proposal = TextBox("Đề xuất với phường", longest=LONGEST)
    urgent = BooleanField("Việc khẩn, cần phường xử lý ngay")
    confirmed = SelectMultipleField(validate_choice=False)

    categories: tuple[DifficultyCategory, ...] = ()
    questions: tuple[str, ...] = ()
    sends = "gửi"

    @classmethod
    def of(cls, categories: tuple[DifficultyCategory, ...], sent: Any) -> "FeedbackForm":
        """The form for a unit that may choose among these; sent: what a browser posted, None for an empty page."""
        form = cls(sent)
        form.categories = categories
        if sent is None:
            form.renew_key()
            form.kind.data = Kind.DIFFICULTY
        return form

    def renew_key(self) -> None:
        """Makes the page's next sending a thread of its own."""
        self.key.data = str(uuid.uuid4())

    def wanted(self, activity_id: int | None) -> NewFeedback | None:
        """What is to be raised, or None, having said what to mend or to confirm."""
        self.validate()
        self.check_unit()
        if not _KEY.fullmatch(self.key.data or ""):
            self.renew_key()
            self.mend("key", "Trang này mở chưa trọn. Xem lại rồi bấm gửi lần nữa.")
        if self.kind.data not in list(Kind):
            self.mend("kind", "Chọn khó khăn hoặc đề xuất.")
        if self.category.data not in {each.id for each in self.categories}:
            self.mend("category", "Chọn phản ánh về việc gì.")
        if not (self.text.data or self.proposal.data):
            self.mend("text", "Nhập vài chữ về khó khăn hoặc đề xuất.")
        return None if self.errors or self._asks() else self._said(activity_id)

    def confirm(self) -> None:
        """Takes what would be asked as answered: nobody is there."""
        self.confirmed.data = ["numbers"]

    def _asks(self) -> bool:
        """Whether something is to be asked that was not asked before; what is asked is then on the page."""
        found = has_any(f"{self.text.data}\n{self.proposal.data}")
        self.questions = (WARNING,) if found else ()
        return found and "numbers" not in (self.confirmed.data or ())

    def _said(self, activity_id: int | None) -> NewFeedback:
        severity = Severity.URGENT if self.urgent.data else Severity.NORMAL
        words = (self.text.data, self.proposal.data or "") if self.text.data else (self.proposal.data or "", "")
        return NewFeedback(Kind(self.kind.data or ""), self.category.data or "", severity, *words, activity_id)

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return [(kind.value, kind.label) for kind in Kind]

    @property
    def shown(self) -> tuple[DifficultyCategory, ...]:
        return self.categories[:SHOWN]

    @property
    def folded(self) -> tuple[DifficultyCategory, ...]:
        return self.categories[SHOWN:]

    @property
    def folded_open(self) -> bool:
        """Whether the chosen category is among those folded away."""
        return self.category.data in {each.id for each in self.folded}
