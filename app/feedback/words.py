"""Threads in words: who did what, to whom it went, how long it has waited. Pure."""

from datetime import datetime
from typing import NamedTuple

from app.clock import local
from app.feedback.feed import MessageView
from app.feedback.inbox import Listed
from app.feedback.queries import ThreadView
from app.feedback.tabs import MOST
from app.feedback.workflow import NEEDS_WORDS, Party, State, Step
from app.permissions import Action
from app.plan import Obligation, Plan
from app.scope import Scope
from app.wording import day_month, moment, near_moment, number

WARD_DESK = "Phòng VH-XH"
DID = {
    Step.RAISE: "gửi phản ánh",
    Step.RECEIVE: "đã tiếp nhận",
    Step.RETURN: "trả lại bổ sung",
    Step.SUPPLEMENT: "bổ sung",
    Step.CLASSIFY: "xếp lại nhóm, mức độ",
    Step.TAKE_BACK: "nhận lại để tự xử lý",
    Step.UPDATE: "cho biết",
    Step.ASK: "hỏi lại",
    Step.PROPOSE_ANSWER: "dự kiến trả lời, chờ Phòng VH-XH chuyển cho đơn vị",
    Step.RELEASE: "trả lời",
    Step.ANSWER: "trả lời",
    Step.ESCALATE: "đã kiến nghị cấp trên",
    Step.BROADCAST: "đã thông báo chung",
    Step.CONFIRM: "xác nhận đã giải quyết được",
    Step.CLOSE: "đóng phản ánh thay đơn vị",
    Step.LAPSE: "Phản ánh tự đóng vì đơn vị không có ý kiến sau khi được trả lời",
    Step.REOPEN: "cho biết chưa giải quyết được, mở lại phản ánh",
}


# What a button offers, where the step's own name would not say it to who presses it; and what sends it.
OFFERS = {
    Step.SUPPLEMENT: "Bổ sung thêm",
    Step.FORWARD: "Chuyển nơi khác xử lý",
    Step.TAKE_BACK: "Thu về để Phòng tự xử lý",
    Step.UPDATE: "Cho biết đã làm đến đâu",
    Step.ASK: "Hỏi lại đơn vị",
    Step.RELEASE: "Chuyển trả lời của đơn vị xử lý",
    Step.ANSWER: "Trả lời",
    Step.ESCALATE: "Ghi đã kiến nghị cấp trên",
    Step.BROADCAST: "Ghi đã thông báo chung",
    Step.CLOSE: "Đóng thay đơn vị",
    Step.CLASSIFY: "Xếp lại nhóm, mức độ",
}
SENDS = {
    Step.ANSWER: "Gửi trả lời",
    Step.SUPPLEMENT: "Gửi bổ sung",
    Step.ASK: "Gửi câu hỏi",
    Step.UPDATE: "Gửi cho đơn vị biết",
    Step.CONFIRM: "Xác nhận đã giải quyết được",
    Step.REOPEN: "Gửi lại phường",
    Step.FORWARD: "Chuyển",
    Step.ESCALATE: "Lưu",
    Step.BROADCAST: "Lưu",
    Step.CLASSIFY: "Lưu",
}


def offer(step: Step) -> str:
    """What a button that leads to a step says."""
    return OFFERS.get(step, step.label)


def sending(step: Step) -> str:
    """What the button that takes a step says."""
    return SENDS.get(step, offer(step))


def needs_words(step: Step) -> bool:
    return step in NEEDS_WORDS


def who(message: MessageView, scope: Scope) -> str:
    """Who acted: a unit's people see Phòng VH-XH, officers the officer's name."""
    if message.party is Party.CLOCK:
        return ""
    place = WARD_DESK if message.party is Party.WARD else message.unit_name or ""
    named = message.person and (message.party is not Party.WARD or scope.reaches_ward(Action.SEE_FEEDBACK))
    return f"{place} ({message.person})" if named else place


def did(message: MessageView, plan: Plan) -> str:
    """What was done: "đã tiếp nhận", "đã chuyển cho Công an phường"."""
    if message.step is Step.FORWARD:
        return f"đã chuyển cho {outside(message.handler_outside, plan) or message.handler_name}"
    return DID[message.step]


def slug(step: Step) -> str:
    """What an address calls a step: its word in the plan."""
    return step.value.replace("_", "-")


def outside(handler: str | None, plan: Plan) -> str:
    """What an outside handler of the plan is called."""
    known = plan.outside_handlers.get(handler or "")
    return known.label if known else handler or ""


def handler_of(thread: ThreadView, plan: Plan) -> str:
    """Who deals with a thread now."""
    return outside(thread.handler.outside, plan) or thread.handler_name or WARD_DESK


def stands(thread: ThreadView, plan: Plan) -> str:
    """ "Đang xử lý", or where it went: "Đã chuyển: Công an phường"."""
    forwarded = thread.state is State.IN_PROGRESS and handler_of(thread, plan) != WARD_DESK
    return f"Đã chuyển: {handler_of(thread, plan)}" if forwarded else thread.state.label


def is_asked(thread: ThreadView | Listed, plan: Plan) -> bool:
    """Whether a unit that is asked, not ordered, deals with it now: then nobody is late (product.md, rule 2)."""
    kind = plan.unit_kinds.get(thread.handler_kind or "")
    return thread.state is State.IN_PROGRESS and kind is not None and kind.obligation is Obligation.REQUESTED


def is_overdue(thread: ThreadView, now: datetime, plan: Plan) -> bool:
    """Whether the ward is late with a thread."""
    return thread.due_at is not None and thread.due_at < now and not is_asked(thread, plan)


def due_words(thread: ThreadView, now: datetime, plan: Plan) -> str:
    """What the unit may expect, and by when; said of the ward."""
    if is_asked(thread, plan):
        return f"Đang phối hợp với {handler_of(thread, plan)}."
    if thread.due_at is None:
        return ""
    if is_overdue(thread, now, plan):
        return f"Phường quá hạn xử lý từ {moment(thread.due_at)}."
    promised = "trả lời" if thread.received_at else "tiếp nhận"
    return f"Phòng VH-XH sẽ {promised} trước {moment(thread.due_at)}."


class DueState(NamedTuple):
    """How a thread stands with the ward's clock, in few words; tone: of the chip."""

    words: str
    tone: str


def due_state(thread: ThreadView | Listed, now: datetime, plan: Plan) -> DueState:
    """ "Quá hạn từ 11/11", "Hạn hôm nay 16:30", "Hạn 25/11"; of who is asked only "Đang phối hợp"."""
    if is_asked(thread, plan):
        return DueState("Đang phối hợp", "grey")
    if thread.due_at is None:
        return DueState(near_moment(thread.last_at), "grey")
    due, today = local(thread.due_at), local(now).date()
    if thread.due_at < now:
        return DueState(f"Quá hạn từ {day_month(due.date())}", "red")
    return (
        DueState(f"Hạn hôm nay {due:%H:%M}", "amber")
        if due.date() == today
        else DueState(f"Hạn {day_month(due.date())}", "")
    )


def up_to_most(count: int) -> str:
    """ "18", and "99+" for all that is not counted further."""
    return number(count) if count <= MOST else f"{number(MOST)}+"
