"""The report as it stands: read, edited from, printed, taken out as Word."""

from io import BytesIO

from flask import request
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, requires
from app.accounts.browsers import is_embedded
from app.audit.leaving import leaving
from app.permissions import Action
from app.reporting.composing import subject
from app.reporting.draft import Draft
from app.reporting.letters import LETTERS
from app.reporting.queries import kept_of_period
from app.reporting.views.blueprint import draft, letter_asked, reports
from app.reporting.word import as_word

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CHANGED = "Mục này vừa được người khác sửa, việc vừa bấm chưa làm. Xem lại rồi bấm lần nữa."


@reports.route("/<period:name>")
@requires(Action.SEE_REPORTS)
def show_report(name: str) -> ResponseReturnValue:
    return report_page(name)


def report_page(name: str, *, status: int = 200, notice: str = "") -> ResponseReturnValue:
    """The report with its marks; notice: why what was asked was not done."""
    scope, now = current_scope(), draft(name)
    kept = kept_of_period(scope.ward_id, now.facts.period.id)
    return htmx.show(
        "reporting/show_report.html",
        status=status,
        scope=scope,
        draft=now,
        period=now.facts.period,
        subject=subject(now),
        letters=LETTERS,
        kept=kept,
        notice=notice,
        embedded=is_embedded(request.user_agent.string),
        now=clock.now(),
    )


@reports.route("/<period:name>/bao-cao.docx")
@requires(Action.SEE_REPORTS, fresh_in_ward=True)
def report_file(name: str) -> ResponseReturnValue:
    now = draft(name)
    return word_file(as_word(now, current_scope().ward_id, clock.now()), file_name(now))


def file_name(now: Draft) -> str:
    """What the Word file is called: "Báo cáo tháng 11-2026 (dự thảo).docx"."""
    label = now.facts.period.label.replace("/", "-")
    return f"Báo cáo {label}{'' if now.facts.is_closed else ' (dự thảo)'}{' - UBND' if letter_asked() == 'ubnd' else ''}.docx"


def word_file(content: bytes, name: str) -> ResponseReturnValue:
    """A Word file as it leaves."""
    return leaving(BytesIO(content), WORD, name)
