"""What the desk fills in beside a thread: templates, one answer for several, questions and answers."""

import re

from wtforms import SelectMultipleField

from app.feedback.forms import LONGEST
from app.feedback.numbers import CODE
from app.feedback.templates import BLANKS, STEPS, NewTemplate, unknown_blanks
from app.feedback.workflow import Step
from app.forms import BaseForm, TextBox

_SEEN = re.compile(rf"({CODE}) ([0-9]{{1,9}})", re.ASCII)


class TemplateForm(BaseForm):
    """category "": for all."""

    name = TextBox("Tên mẫu", longest=120)
    step = TextBox("Dùng khi", longest=20)
    category = TextBox("Cho nhóm", longest=40)
    text = TextBox("Nội dung", longest=LONGEST)

    def wanted(self, categories: list[tuple[str, str]]) -> NewTemplate | None:
        """The template, or None, having said what to mend."""
        self.validate()
        if not self.name.data:
            self.mend("name", "Đặt tên cho mẫu.")
        if self.step.data not in STEPS:
            self.mend("step", "Chọn dùng khi nào.")
        if not self.text.data:
            self.mend("text", "Nhập nội dung mẫu.")
        if unknown := unknown_blanks(self.text.data or ""):
            known = ", ".join(f"{{{each}}}" for each in BLANKS)
            self.mend("text", f"Không có chỗ điền “{{{unknown[0]}}}”. Chỉ dùng {known}.")
        if self.errors:
            return None
        category = self.category.data if self.category.data in dict(categories) else None
        return NewTemplate(category, Step(self.step.data or ""), self.name.data or "", self.text.data or "")


class ManyForm(BaseForm):
    """chosen: the codes of the threads that get the answer too. seen: "code version" of every thread on the page."""

    text = TextBox("Nội dung trả lời", longest=LONGEST)
    chosen = SelectMultipleField(validate_choice=False)
    seen = SelectMultipleField(validate_choice=False)

    def wanted(self, own: str) -> dict[str, int] | None:
        """code → the version that was on the page, of the thread and of those chosen; None: see what to mend."""
        self.validate()
        if not self.text.data:
            self.mend("text", "Nhập nội dung trả lời.")
        if self.errors:
            return None
        found = (_SEEN.fullmatch(each) for each in self.seen.data or ())
        versions = {each[1]: int(each[2]) for each in found if each}
        return {code: versions[code] for code in (own, *(self.chosen.data or ())) if code in versions}


class ShareForm(BaseForm):
    """A question in general words and its answer, for every unit."""

    category = TextBox("Nhóm", longest=40)
    question = TextBox("Câu hỏi", longest=300)
    answer = TextBox("Trả lời", longest=LONGEST)

    def is_complete(self, categories: list[tuple[str, str]]) -> bool:
        self.validate()
        if not self.question.data:
            self.mend("question", "Viết câu hỏi bằng lời chung, không nhắc tên đơn vị.")
        if not self.answer.data:
            self.mend("answer", "Nhập câu trả lời.")
        if self.category.data not in dict(categories):
            self.mend("category", "Chọn nhóm.")
        return not self.errors
