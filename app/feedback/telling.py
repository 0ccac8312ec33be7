"""The message about a thread for a Zalo group: plain text of at most 400 letters, its address alone on the last line."""

from collections.abc import Sequence

from app.feedback.feed import MessageView
from app.feedback.queries import ThreadView
from app.feedback.workflow import Step
from app.personal_numbers import masked
from app.plan import Plan

MOST = 400  # what Zalo's own notices allow, and what a group reads
_ANSWERS = {Step.ANSWER, Step.RELEASE}


def zalo_thread(thread: ThreadView, messages: Sequence[MessageView], address: str, plan: Plan) -> str:
    """What was raised, where it stands and the last answer, with personal numbers masked."""
    head = f"{thread.unit_name}, phản ánh {thread.code} ({thread.state.label.lower()})"
    answer = next((each.text for each in reversed(messages) if each.step in _ANSWERS and each.text), "")
    said = [masked(" ".join(thread.title.split()))]
    said += [f"Phường trả lời: {masked(' '.join(answer.split()))}"] if answer else []
    room = MOST - len(address) - 1
    return f"{cut(chr(10).join([head, *said]), room)}\n{address}"


def cut(text: str, longest: int) -> str:
    """A text of at most so many letters, cut between words and with … where it was cut."""
    if len(text) <= longest:
        return text
    kept = text[: longest - 1]
    return (kept[: kept.rindex(" ")] if " " in kept else kept) + "…"
