"""What a kept form holds, in the words of its page: for who reads it where it never left the phone."""

from functools import lru_cache
from itertools import chain

from app.exemplars.propose_form import NO, YES, ExemplarForm
from app.exemplars.workflow import KIND_LABELS as EXEMPLAR_KINDS
from app.feedback.choices import KIND_LABELS as FEEDBACK_KINDS
from app.feedback.raise_form import FeedbackForm
from app.plan import Plan

# The boxes of a log form and of a week's sheet, whose own labels are sentences of their pages.
LOGGED = {
    "type": "Việc",
    "topics": "Nội dung phổ biến",
    "audiences": "Đối tượng",
    "channels": "Kênh, nền tảng",
    "note": "Ghi chú",
    "difficulty": "Khó khăn gặp phải",
    "difficulty_category": "Khó khăn về việc",
    "them": "Việc khác",
    "ngay": "ngày",
    "viec": "việc",
    "so": "số",
}


@lru_cache(maxsize=4)
def words_of(plan: Plan) -> dict[str, str]:
    """Name of a box or of a choice → its word."""
    boxes = {each.name: each.label.text.rstrip("?") for form in (FeedbackForm, ExemplarForm) for each in form()}
    named = chain(
        plan.activity_types.values(),
        plan.measures.values(),
        plan.quick_topics.values(),
        plan.difficulty_categories.values(),
        plan.audiences.values(),
        plan.channels.values(),
        plan.exemplar_fields.values(),
    )
    choices = {kind.value: label for kinds in (FEEDBACK_KINDS, EXEMPLAR_KINDS) for kind, label in kinds.items()}
    answers = {YES: "đã đồng ý", NO: "chưa, sẽ hỏi sau"}
    return boxes | LOGGED | {each.id: each.label for each in named} | choices | answers
