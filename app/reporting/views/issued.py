"""Báo cáo đã lưu: keeping a report as it is, and what was kept."""

from datetime import date

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_actor, current_scope, requires
from app.documents.docx import as_docx
from app.periods.calendar import period
from app.periods.closings import closing_in_effect
from app.periods.current import cut_off
from app.permissions import Action
from app.reporting import content
from app.reporting.commands import Finished, NotClosed, keep_report
from app.reporting.draft import Draft
from app.reporting.forms import KeepingForm
from app.reporting.letters import LETTERS
from app.reporting.queries import Kept, kept_report
from app.reporting.views.blueprint import draft, letter_asked, reports
from app.reporting.views.pages import report_page, word_file
from app.reporting.word import whole

OPEN = "Kỳ này chưa chốt số liệu nên chưa lưu được báo cáo chính thức. Chốt số liệu trước, rồi lưu báo cáo."


@reports.route("/<period:name>/luu", methods=["GET", "POST"])
@requires(Action.WRITE_REPORTS)
def keep(name: str) -> ResponseReturnValue:
    now, form = draft(name), KeepingForm(request.form)
    if not now.facts.is_closed:
        return report_page(name, status=409, notice=OPEN)
    wanted = form.wanted(clock.today(), now.facts.period.first_on) if request.method == "POST" else None
    if wanted is None:
        return htmx.show(
            "reporting/keep_report.html",
            status=422 if form.errors else 200,
            scope=current_scope(),
            draft=now,
            period=now.facts.period,
            form=form,
        )
    try:
        number = keep_report(_finished(now, *wanted), by=current_actor(), now=clock.now())
    except NotClosed:
        return report_page(name, status=409, notice=OPEN)
    return htmx.go(url_for("reports.show_kept", number=number))


def _finished(now: Draft, number: int | None, on: date | None) -> Finished:
    scope = current_scope()
    closing = closing_in_effect(scope.ward_id, now.facts.period.id)
    document = whole(now, scope.ward_id, clock.now(), number=number, on=on)
    return Finished(
        ward_id=scope.ward_id,
        period=now.facts.period.id,
        letter=letter_asked(),
        closing=closing.closing.number if closing else 0,
        number=number,
        issued_on=on,
        content=content.as_text(((part.section, part.shown) for part in now.parts), document),
        document=as_docx(document),
    )


@reports.route("/da-luu/<number:number>")
@requires(Action.SEE_REPORTS)
def show_kept(number: int) -> ResponseReturnValue:
    kept = _kept_or_404(number)
    return htmx.show(
        "reporting/show_kept.html",
        scope=current_scope(),
        kept=kept,
        period=period(kept.period, cut_off()),
        sections=content.from_text(kept.content),
        letters=LETTERS,
    )


@reports.route("/da-luu/<number:number>/bao-cao.docx")
@requires(Action.SEE_REPORTS, fresh_in_ward=True)
def kept_file(number: int) -> ResponseReturnValue:
    kept = _kept_or_404(number)
    label = period(kept.period, cut_off()).label.replace("/", "-")
    return word_file(kept.document, f"Báo cáo {label} (đã lưu {kept.number}).docx")


def _kept_or_404(number: int) -> Kept:
    return kept_report(current_scope(), number) or abort(404)
