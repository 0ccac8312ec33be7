"""What a step with an entry is sent with, and the reasons that are ready for sending one back."""

from wtforms import SelectMultipleField

from app.activities.changing import Wish
from app.activities.workflow import NEEDS_WORDS, Step
from app.forms import BaseForm, TextBox

LONGEST = 1000
READY = (
    "Số ghi chưa khớp với ghi chú, nhờ xem lại.",
    "Số lượt cao khác thường, nhờ kiểm tra số đã gõ.",
    "Ngày hoạt động chưa đúng, nhờ xem lại ngày.",
    "Có thể đã ghi hai lần, nhờ hủy bớt một lần.",
    "Nhờ ghi rõ thêm nội dung đã làm.",
)


class StepForm(BaseForm):
    """seen: the version the page showed. ready: those of READY that were ticked; they stand before what was typed."""

    seen = TextBox(longest=9)
    ready = SelectMultipleField(validate_choice=False)
    reason = TextBox("Lý do khác, hoặc ghi rõ thêm", longest=LONGEST)

    def wish(self, step: Step) -> Wish | None:
        """What is wanted, or None, having said what to mend."""
        self.validate()
        said = " ".join(filter(None, (*self.ticked, self.reason.data)))
        if step in NEEDS_WORDS and not said:
            self.mend("reason", "Chọn hoặc ghi lý do, để đơn vị biết cần sửa chỗ nào.")
        return None if self.errors else Wish(step, version_of(self.seen.data), said)

    @property
    def ticked(self) -> list[str]:
        return [each for each in READY if each in (self.ready.data or ())]


def version_of(seen: str | None) -> int:
    """The version of an entry a page says it showed; 0, which no entry has, where it does not say."""
    text = seen or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
