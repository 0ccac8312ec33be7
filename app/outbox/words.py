"""What a kept form holds, in the words of its page: for who reads it where it never left the phone."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

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
    "kind": "Loại",
    "them": "Việc khác",
    "ngay": "ngày",
    "viec": "việc",
    "so": "số",
}


class Words(NamedTuple):
    """boxes: name, or part of one → its word; choices: "box value" → the word of what was chosen there."""

    boxes: Mapping[str, str]
    choices: Mapping[str, str]


@lru_cache(maxsize=4)
def words_of(plan: Plan) -> Words:
    typed = {each.name: each.label.text.rstrip("?") for form in (FeedbackForm, ExemplarForm) for each in form()}
    named = {each.id: each.label for each in (*plan.activity_types.values(), *plan.measures.values())}
    return Words(typed | LOGGED | named, {f"{box} {id}": word for box, id, word in _choices(plan)})


def _choices(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Box, what it sends, and the word for that."""
    for boxes, offered in (
        (("type", "viec"), plan.activity_types),
        (("topics",), plan.quick_topics),
        (("audiences",), plan.audiences),
        (("channels",), plan.channels),
        (("difficulty_category", "category"), plan.difficulty_categories),
        (("field",), plan.exemplar_fields),
    ):
        yield from ((box, id, each.label) for box in boxes for id, each in offered.items())
    for kinds in (FEEDBACK_KINDS, EXEMPLAR_KINDS):
        yield from (("kind", kind.value, label) for kind, label in kinds.items())
    for box in ("consent", "guardian"):
        yield from ((box, YES, "đã đồng ý"), (box, NO, "chưa, sẽ hỏi sau"))
    yield from ((box, "1", "có") for box in ("urgent", "child"))
