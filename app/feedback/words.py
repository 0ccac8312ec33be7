"""Threads in words: who did what, to whom it went, how long it has waited. Pure."""

from app.feedback.feed import MessageView
from app.feedback.queries import ThreadView
from app.feedback.workflow import Party, State, Step
from app.permissions import Action
from app.plan import Plan
from app.scope import Scope

WARD_DESK = "Phòng VH-XH"
DID = {
    Step.RAISE: "gửi phản ánh",
    Step.RECEIVE: "đã tiếp nhận",
    Step.RETURN: "nhờ bổ sung",
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


def who(message: MessageView, scope: Scope) -> str:
    """Who acted: a unit's people see Phòng VH-XH, officers the officer's name."""
    if message.party is Party.CLOCK:
        return ""
    place = WARD_DESK if message.party is Party.WARD else message.unit_name or ""
    named = message.person and (message.party is not Party.WARD or scope.reaches_ward(Action.SEE_FEEDBACK))
    return f"{place} ({message.person})" if named else place


def did(message: MessageView, plan: Plan) -> str:
    """What was done: "đã tiếp nhận", "đã chuyển Công an phường"."""
    if message.step is Step.FORWARD:
        return f"đã chuyển {outside(message.handler_outside, plan) or message.handler_name}"
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
