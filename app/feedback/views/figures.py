"""The figures of feedback: of the ward on its desk, of a unit on its people's phones."""

from datetime import timedelta
from typing import NamedTuple

from flask import abort, request
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, requires
from app.feedback.figures import Asked, Report, reaches_counted, report_of
from app.feedback.filters import Fact
from app.feedback.views.inbox import asked_kinds, handlers_of
from app.feedback.views.threads import feedback
from app.feedback.workflow import ClosedBy
from app.periods.calendar import Period, following, previous
from app.periods.current import asked_period, cut_off
from app.plan import Plan, current_plan
from app.routing import path_to
from app.wording import number


class Row(NamedTuple):
    """A figure in words, what the address of the threads behind it asks for, and in fewer words over a column."""

    name: str
    label: str
    asks: dict[str, str]
    brief: str = ""


ROWS = (
    Row("raised", "Gửi đến", {}, "Gửi đến"),
    Row("received", "Đã tiếp nhận", {"ket-qua": Fact.RECEIVED}),
    Row("received_in_time", "Tiếp nhận đúng hạn", {"ket-qua": Fact.RECEIVED_IN_TIME}, "Tiếp nhận đúng hạn"),
    Row("answered", "Đã trả lời", {"ket-qua": Fact.ANSWERED}),
    Row("answered_in_time", "Trả lời đúng hạn", {"ket-qua": Fact.ANSWERED_IN_TIME}, "Trả lời đúng hạn"),
    Row("overdue", "Phường đang quá hạn xử lý", {"han": "qua-han"}, "Quá hạn xử lý"),
    Row("closed", "Đã giải quyết", {"ket-qua": Fact.CLOSED}),
    Row("by_unit", "Trong đó đơn vị xác nhận giải quyết được", {"cach": ClosedBy.UNIT}, "Giải quyết được"),
    Row("by_ward", "Trong đó Phòng VH-XH đóng thay", {"cach": ClosedBy.WARD}),
    Row("by_clock", "Trong đó tự đóng vì không có ý kiến", {"cach": ClosedBy.CLOCK}),
    Row("content", "Đơn vị hài lòng", {"ket-qua": Fact.CONTENT}),
    Row("fair", "Đơn vị thấy tạm được", {"ket-qua": Fact.FAIR}),
    Row("discontent", "Đơn vị chưa hài lòng", {"ket-qua": Fact.DISCONTENT}),
)
SHORT = tuple(row for row in ROWS if row.brief)


@feedback.route("/so-lieu")
@requires()
def show_figures() -> ResponseReturnValue:
    """For who reaches threads that count: not for who sees only what was forwarded."""
    scope, plan = current_scope(), current_plan()
    if not reaches_counted(scope):
        abort(403)
    period = asked_period(request.args.get("ky"), clock.today())
    report = report_of(scope, Asked(period, clock.now(), asked_kinds(plan)))
    parts = (
        ("Theo nhóm", "nhom", {c.id: c.label for c in plan.difficulty_categories.values()}, report.by_category),
        ("Theo loại đơn vị", "loai", {k.id: k.label for k in plan.unit_kinds.values()}, report.by_unit_kind),
        ("Theo nơi xử lý", "noi-xu-ly", _handlers(report, plan), report.by_handler),
    )
    return htmx.show(
        "feedback/figures.html",
        scope=scope,
        period=period,
        around=(previous(period, cut_off()), following(period, cut_off())),
        report=report,
        rows=ROWS,
        short=SHORT,
        parts=parts,
    )


def _handlers(report: Report, plan: Plan) -> dict[str, str]:
    """Whom threads were with, the usual ones first; nobody who had some is left out."""
    usual = dict(handlers_of(plan))
    others = sorted(report.by_handler.keys() - usual.keys())
    return usual | {id: plan.unit_kinds[id].label if id in plan.unit_kinds else id for id in others}


def threads_behind(period: Period, row: Row, **more: str) -> str:
    """The address of the threads a figure counts."""
    return path_to("feedback.list_feedback", **{"ky": period.id, "muc": "tat-ca"} | row.asks | more)


def working_time(span: timedelta) -> str:
    """ "2 giờ 30 phút làm việc"."""
    minutes = round(span.total_seconds() / 60)
    words = [f"{number(minutes // 60)} giờ" if minutes >= 60 else "", f"{minutes % 60} phút" if minutes % 60 else ""]
    return f"{' '.join(filter(None, words)) or '0 phút'} làm việc"


feedback.add_app_template_global(threads_behind)
feedback.add_app_template_filter(working_time)
