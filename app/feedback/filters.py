"""What the inbox may be asked for; pure."""

from dataclasses import dataclass
from enum import StrEnum

from app.feedback.choices import Severity
from app.feedback.workflow import ClosedBy, State
from app.periods.calendar import Period


class Tab(StrEnum):
    """The tabs; the value is what the address says."""

    WAITING = "cho-tra-loi"
    IN_PROGRESS = "dang-xu-ly"
    RETURNED = "tra-lai"
    ANSWERED = "da-tra-loi"
    SOLVED = "da-giai-quyet"
    ALL = "tat-ca"

    @property
    def label(self) -> str:
        return TAB_LABELS[self]


TAB_LABELS = {
    Tab.WAITING: "Chờ trả lời",
    Tab.IN_PROGRESS: "Đang xử lý",
    Tab.RETURNED: "Trả lại bổ sung",
    Tab.ANSWERED: "Đã trả lời",
    Tab.SOLVED: "Đã giải quyết",
    Tab.ALL: "Tất cả",
}
STATES = {
    Tab.WAITING: (State.SENT, State.RECEIVED, State.REOPENED),
    Tab.IN_PROGRESS: (State.IN_PROGRESS, State.ESCALATED),
    Tab.RETURNED: (State.RETURNED,),
    Tab.ANSWERED: (State.ANSWERED,),
    Tab.SOLVED: (State.SOLVED,),
    Tab.ALL: tuple(State),
}
BY_DUE = frozenset({Tab.WAITING, Tab.IN_PROGRESS})  # in these the ward's clock runs, so every thread has a due_at


class Due(StrEnum):
    """How a thread stands with the ward's clock."""

    OVERDUE = "qua-han"
    TODAY = "hom-nay"


class Fact(StrEnum):
    """What a thread is counted for in the figures."""

    RECEIVED = "da-tiep-nhan"
    RECEIVED_IN_TIME = "tiep-nhan-dung-han"
    ANSWERED = "co-tra-loi"
    ANSWERED_IN_TIME = "tra-loi-dung-han"
    CLOSED = "da-dong"
    CONTENT = "hai-long"
    FAIR = "tam-duoc"
    DISCONTENT = "chua-hai-long"

    @property
    def label(self) -> str:
        return FACT_LABELS[self]


FACT_LABELS = {
    Fact.RECEIVED: "đã tiếp nhận",
    Fact.RECEIVED_IN_TIME: "tiếp nhận đúng hạn",
    Fact.ANSWERED: "đã trả lời",
    Fact.ANSWERED_IN_TIME: "trả lời đúng hạn",
    Fact.CLOSED: "đã giải quyết",
    Fact.CONTENT: "đơn vị hài lòng",
    Fact.FAIR: "đơn vị thấy tạm được",
    Fact.DISCONTENT: "đơn vị chưa hài lòng",
}


@dataclass(frozen=True)
class Filters:
    """What is looked for; an empty one looks for all. handler: "phong", a unit kind or an outside handler's id."""

    tab: Tab = Tab.WAITING
    sought: str = ""
    unit: str = ""
    unit_kind: str = ""
    category: str = ""
    handler: str = ""
    due: Due | None = None
    severity: Severity | None = None
    closed_by: ClosedBy | None = None
    fact: Fact | None = None
    period: Period | None = None
