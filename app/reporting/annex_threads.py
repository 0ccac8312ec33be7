"""Phụ lục II: what units raised in a period and what came of it, personal numbers masked."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, func, select

from app.database import read
from app.feedback.choices import Kind
from app.feedback.models import Feedback, Message
from app.feedback.numbers import code
from app.feedback.visibility import STATE, HandlerUnit
from app.feedback.words import WARD_DESK, outside
from app.feedback.workflow import ClosedBy, State, Step
from app.periods.calendar import Period
from app.personal_numbers import masked
from app.plan import Plan
from app.tables import Column, Holds, Row, Table
from app.units.models import Unit

NAME = "Phản ánh và kết quả xử lý"
COLUMNS = (
    Column("Mã", share=1.1, meaning="Mã phản ánh trong Sổ tay số."),
    Column("Ngày gửi", Holds.DATE, 0.9, "Ngày đơn vị gửi phản ánh; bảng gồm các phản ánh gửi trong kỳ."),
    Column("Đơn vị", share=1.4, meaning="Đơn vị gửi phản ánh."),
    Column("Loại", share=1.2, meaning="Khó khăn, vướng mắc hoặc đề xuất, kiến nghị."),
    Column("Nhóm", share=1.3, meaning="Nhóm vấn đề do đơn vị chọn hoặc Phòng VH-XH xếp lại."),
    Column("Nội dung", share=3.2, meaning="Lời của đơn vị; số điện thoại, số căn cước đã che."),
    Column("Nơi xử lý", share=1.3, meaning="Nơi đang hoặc đã xử lý."),
    Column("Trạng thái", share=1.2, meaning="Trạng thái lúc lập bảng."),
    Column("Kết quả xử lý", share=3.2, meaning="Trả lời gần nhất gửi đơn vị; số điện thoại, số căn cước đã che."),
    Column("Số ngày", Holds.NUMBER, 0.7, "Số ngày làm việc đến trả lời đầu tiên, tròn lên. Trống: chưa trả lời."),
)
_ANSWERS = [Step.ANSWER, Step.RELEASE]
_last = (
    select(Message.feedback_id, func.max(Message.position).label("position"))
    .where(Message.step.in_(_ANSWERS), ~Message.is_held, Message.text != "")
    .group_by(Message.feedback_id)
    .subquery()
)
_RAISED = (
    select(
        Feedback.year,
        Feedback.number,
        Feedback.raised_on,
        Unit.name.label("unit_name"),
        Feedback.kind,
        Feedback.category,
        Feedback.title,
        Feedback.text,
        Feedback.proposal,
        STATE.label("state"),
        Feedback.closed_by,
        Feedback.handler_outside,
        HandlerUnit.name.label("handler_name"),
        Feedback.answer_time,
        Message.text.label("answer"),
    )
    .join(Unit, Unit.id == Feedback.unit_id)
    .outerjoin(HandlerUnit, HandlerUnit.id == Feedback.handler_id)
    .outerjoin(_last, _last.c.feedback_id == Feedback.id)
    .outerjoin(Message, and_(Message.feedback_id == Feedback.id, Message.position == _last.c.position))
    .where(Feedback.ward_id == bindparam("ward"), Feedback.raised_on.between(bindparam("first"), bindparam("last")))
    .order_by(Feedback.year, Feedback.number)
)


def threads_table(ward_id: int, period: Period, plan: Plan, *, now: datetime, a_day: timedelta) -> Table:
    """The threads the ward's units raised in a period, by number, as they stand now; a_day: working time of a day."""
    rows = read(_RAISED, _values(ward_id, period.first_on, period.last_on, now))
    return Table(NAME, COLUMNS, tuple(_as_rows(rows, plan, a_day)), "Không có phản ánh nào gửi trong kỳ.")


def _values(ward_id: int, first_on: date, last_on: date, now: datetime) -> dict[str, Any]:
    return {"ward": ward_id, "first": first_on, "last": last_on, "now": now}


def _as_rows(rows: Iterable[Any], plan: Plan, a_day: timedelta) -> Iterable[Row]:
    for row in rows:
        category = plan.difficulty_categories.get(row.category)
        yield Row(
            (
                code(row.year, row.number),
                row.raised_on,
                row.unit_name,
                Kind(row.kind).label,
                category.label if category else row.category,
                masked(_said(row)),
                outside(row.handler_outside, plan) or row.handler_name or WARD_DESK,
                _stands(State(row.state), row.closed_by),
                masked(row.answer) if row.answer else None,
                _days(row.answer_time, a_day),
            )
        )


def _stands(state: State, closed_by: str | None) -> str:
    """Solved is what the unit says is solved; of what was closed otherwise, how."""
    how = ClosedBy(closed_by or ClosedBy.CLOCK)  # what silence closes has it written down at the next step only
    return how.label if state is State.SOLVED and how is not ClosedBy.UNIT else state.label


def _said(row: Any) -> str:
    """Title, text and proposal, each once: a title that is the text's beginning says nothing more."""
    proposal = f"Đề xuất: {row.proposal}" if row.proposal else ""
    says_it = " ".join(row.text.split()).startswith(row.title.removesuffix("…"))
    return "\n".join(filter(None, dict.fromkeys(("" if says_it else row.title, row.text, proposal))))


def _days(seconds: int | None, a_day: timedelta) -> int | None:
    return None if seconds is None else max(1, -(-timedelta(seconds=seconds) // a_day))
