"""What a step in a thread is sent with."""

from collections.abc import Sequence

from app.feedback.choices import Rating, Severity
from app.feedback.handlers import OWN
from app.feedback.handling import Choice
from app.feedback.stepping import Wish
from app.feedback.workflow import NEEDS_WORDS, Step
from app.forms import BaseForm, TextBox

LONGEST = 4000
NO_HANDLER = "Chọn nơi xử lý trong danh sách."
NO_WORDS = {
    Step.RETURN: "Ghi rõ cần bổ sung gì.",
    Step.ANSWER: "Nhập nội dung trả lời.",
    Step.ASK: "Nhập câu cần hỏi.",
    Step.REOPEN: "Ghi vài chữ còn vướng ở đâu.",
    Step.ESCALATE: "Ghi đã kiến nghị với cơ quan nào, việc gì.",
}


class StepForm(BaseForm):
    """seen: the version the page showed. handler: what the list of handlers calls one."""

    seen = TextBox(longest=9)
    text = TextBox("Nội dung", longest=LONGEST)
    handler = TextBox("Chuyển cho", longest=40)
    category = TextBox("Nhóm", longest=40)
    severity = TextBox("Mức độ", longest=20)
    rating = TextBox("Mức hài lòng", longest=20)

    choices: Sequence[Choice] = ()  # of handlers
    categories: frozenset[str] = frozenset()

    def wish(self, step: Step) -> Wish | None:
        """What is wanted, or None, having said what to mend."""
        self.validate()
        if step in NEEDS_WORDS and not self.text.data:
            self.mend("text", NO_WORDS.get(step, "Nhập nội dung."))
        handler = next((each.handler for each in self.choices if each.name == self.handler.data), OWN)
        if step is Step.FORWARD and handler == OWN:
            self.mend("handler", NO_HANDLER)
        if self.errors:
            return None
        seen = self.seen.data or ""
        return Wish(
            step,
            self.text.data or "",
            int(seen) if seen.isascii() and seen.isdigit() else 0,
            handler,
            self.category.data if self.category.data in self.categories else None,
            Severity(self.severity.data) if self.severity.data in list(Severity) else None,
            Rating(self.rating.data) if self.rating.data in list(Rating) else None,
        )
