"""The states of a feedback thread and every allowed step, as one table; pure (plan.yaml, statuses.feedback)."""

from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """Where a thread stands; the stored words are the plan's."""

    SENT = "moi_gui"
    RECEIVED = "da_tiep_nhan"
    RETURNED = "tra_lai_bo_sung"
    IN_PROGRESS = "dang_xu_ly"
    ESCALATED = "da_kien_nghi_cap_tren"
    ANSWERED = "da_tra_loi"
    SOLVED = "da_giai_quyet"
    REOPENED = "mo_lai"

    @property
    def label(self) -> str:
        return STATE_LABELS[self]

    @property
    def is_open(self) -> bool:
        return self is not State.SOLVED


class Step(StrEnum):
    """What somebody does in a thread; the stored words are the plan's where it has one."""

    RAISE = "gui"
    RECEIVE = "tiep_nhan"
    RETURN = "tra_lai"
    SUPPLEMENT = "bo_sung"
    CLASSIFY = "phan_loai"
    FORWARD = "chuyen_don_vi"
    TAKE_BACK = "thu_ve"
    UPDATE = "cap_nhat"
    ASK = "hoi_lai"
    PROPOSE_ANSWER = "du_kien_tra_loi"  # a handler's answer that the ward has yet to pass on
    RELEASE = "chuyen_tra_loi"
    ANSWER = "tra_loi"
    ESCALATE = "kien_nghi"
    BROADCAST = "thong_bao_chung"
    CONFIRM = "xac_nhan"
    CLOSE = "giai_quyet"
    LAPSE = "het_han"
    REOPEN = "mo_lai"

    @property
    def label(self) -> str:
        return STEP_LABELS[self]


class Party(StrEnum):
    """Who takes a step: the unit that raised it, Phòng VH-XH, the unit it was forwarded to, or the clock."""

    UNIT = "unit"
    WARD = "ward"
    HANDLER = "handler"
    CLOCK = "clock"


class ClosedBy(StrEnum):
    """The three ways a thread ends: the unit says so, the reviewer on its behalf, nobody said a word."""

    UNIT = "unit"
    WARD = "ward"
    CLOCK = "clock"

    @property
    def label(self) -> str:
        return CLOSED_BY_LABELS[self]


class Rule(NamedTuple):
    """A step, who may take it, and from which state to which."""

    step: Step
    party: Party
    steps: dict[State, State]


def _stays(*states: State) -> dict[State, State]:
    return {state: state for state in states}


_WITH_WARD = (State.RECEIVED, State.IN_PROGRESS, State.REOPENED)
_UNANSWERED = (State.SENT, *_WITH_WARD, State.ESCALATED)

# The one table: what is not in it is refused (409), and who is not in it for a step may not take it (403).
RULES = (
    Rule(Step.RECEIVE, Party.WARD, {State.SENT: State.RECEIVED}),
    Rule(Step.RETURN, Party.WARD, dict.fromkeys((State.SENT, State.RECEIVED, State.IN_PROGRESS), State.RETURNED)),
    Rule(Step.SUPPLEMENT, Party.UNIT, {State.RETURNED: State.SENT} | _stays(*_UNANSWERED)),
    Rule(Step.CLASSIFY, Party.WARD, _stays(State.RETURNED, *_UNANSWERED)),
    Rule(Step.FORWARD, Party.WARD, dict.fromkeys(_WITH_WARD, State.IN_PROGRESS)),
    Rule(Step.TAKE_BACK, Party.WARD, _stays(State.IN_PROGRESS)),
    Rule(Step.UPDATE, Party.WARD, dict.fromkeys(_WITH_WARD, State.IN_PROGRESS) | _stays(State.ESCALATED)),
    Rule(Step.UPDATE, Party.HANDLER, _stays(State.IN_PROGRESS)),
    Rule(Step.ASK, Party.HANDLER, _stays(State.IN_PROGRESS)),
    Rule(Step.PROPOSE_ANSWER, Party.HANDLER, _stays(State.IN_PROGRESS)),
    Rule(Step.RELEASE, Party.WARD, {State.IN_PROGRESS: State.ANSWERED}),
    Rule(Step.ANSWER, Party.WARD, dict.fromkeys((*_WITH_WARD, State.ESCALATED), State.ANSWERED)),
    Rule(Step.ANSWER, Party.HANDLER, {State.IN_PROGRESS: State.ANSWERED}),
    Rule(Step.ESCALATE, Party.WARD, dict.fromkeys((State.RECEIVED, State.IN_PROGRESS), State.ESCALATED)),
    Rule(Step.BROADCAST, Party.WARD, _stays(*_WITH_WARD, State.ESCALATED, State.ANSWERED)),
    Rule(Step.CONFIRM, Party.UNIT, {State.ANSWERED: State.SOLVED}),
    Rule(Step.CLOSE, Party.WARD, {State.ANSWERED: State.SOLVED}),
    Rule(Step.LAPSE, Party.CLOCK, {State.ANSWERED: State.SOLVED}),
    Rule(Step.REOPEN, Party.UNIT, dict.fromkeys((State.ANSWERED, State.SOLVED), State.REOPENED)),
)
_TABLE = {(rule.step, rule.party): rule.steps for rule in RULES}
# These say something: without words they would leave the other side guessing.
NEEDS_WORDS = frozenset(
    {
        Step.RETURN,
        Step.SUPPLEMENT,
        Step.UPDATE,
        Step.ASK,
        Step.PROPOSE_ANSWER,
        Step.ANSWER,
        Step.ESCALATE,
        Step.BROADCAST,
        Step.REOPEN,
    }
)
CLOSED_BY = {Step.CONFIRM: ClosedBy.UNIT, Step.CLOSE: ClosedBy.WARD, Step.LAPSE: ClosedBy.CLOCK}


def may_ever(step: Step, party: Party) -> bool:
    """Whether a party takes such a step at all, in whatever state."""
    return (step, party) in _TABLE


def after(state: State, step: Step, party: Party) -> State | None:
    """The state a step leads to; None: not from here, or not by this party."""
    return _TABLE.get((step, party), {}).get(state)


def steps_from(state: State, party: Party) -> list[Step]:
    """What a party may do in a state, in the order of the table."""
    return [rule.step for rule in RULES if rule.party is party and state in rule.steps]


STATE_LABELS = {
    State.SENT: "Mới gửi",
    State.RECEIVED: "Đã tiếp nhận",
    State.RETURNED: "Trả lại bổ sung",
    State.IN_PROGRESS: "Đang xử lý",
    State.ESCALATED: "Đã kiến nghị cấp trên",
    State.ANSWERED: "Đã trả lời",
    State.SOLVED: "Đã giải quyết",
    State.REOPENED: "Mở lại",
}
STEP_LABELS = {
    Step.RAISE: "Gửi phản ánh",
    Step.RECEIVE: "Tiếp nhận",
    Step.RETURN: "Trả lại bổ sung",
    Step.SUPPLEMENT: "Bổ sung",
    Step.CLASSIFY: "Phân loại",
    Step.FORWARD: "Chuyển đơn vị xử lý",
    Step.TAKE_BACK: "Thu về",
    Step.UPDATE: "Cập nhật",
    Step.ASK: "Hỏi lại",
    Step.PROPOSE_ANSWER: "Dự kiến trả lời",
    Step.RELEASE: "Chuyển trả lời",
    Step.ANSWER: "Trả lời",
    Step.ESCALATE: "Kiến nghị cấp trên",
    Step.BROADCAST: "Thông báo chung",
    Step.CONFIRM: "Đã giải quyết được",
    Step.CLOSE: "Đóng thay đơn vị",
    Step.LAPSE: "Tự đóng",
    Step.REOPEN: "Chưa giải quyết được",
}
CLOSED_BY_LABELS = {
    ClosedBy.UNIT: "Đơn vị xác nhận đã giải quyết được",
    ClosedBy.WARD: "Phòng VH-XH đóng thay đơn vị",
    ClosedBy.CLOCK: "Tự đóng vì đơn vị không có ý kiến",
}
