"""Trích dẫn: words of entries put into a section, without names."""

from flask import abort, request
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_actor, current_scope, requires
from app.permissions import Action
from app.plan import current_plan
from app.reporting import edits
from app.reporting.commands import Changed, Place, keep_lines
from app.reporting.draft import Draft, Part
from app.reporting.edits import Line
from app.reporting.forms import ParagraphForm
from app.reporting.queries import quotable
from app.reporting.quotes import quotes
from app.reporting.sentences import Paragraph
from app.reporting.views.blueprint import draft, path_of, reports
from app.reporting.views.pages import CHANGED, report_page


@reports.route("/<period:name>/trich", methods=["GET", "POST"])
@requires(Action.WRITE_REPORTS)
def quote_entry(name: str) -> ResponseReturnValue:
    now, form = draft(name), ParagraphForm(request.values)
    form.validate()
    part = now.part(form.muc.data or "") or abort(404)
    entries = quotable(current_scope().ward_id, now.facts.period)
    offered = quotes(entries, current_plan())
    if request.method == "POST":
        return _quote(now, part, form, offered.get(form.doan.data or "") or abort(404))
    form.seen.data = str(part.version)
    return htmx.show(
        "reporting/quote_entry.html",
        scope=current_scope(),
        draft=now,
        period=now.facts.period,
        part=part,
        form=form,
        entries=entries,
        offered=offered,
    )


def _quote(now: Draft, part: Part, form: ParagraphForm, paragraph: Paragraph) -> ResponseReturnValue:
    edited = now.edits.get(part.section.id)
    lines = edits.lines_of(part.section.paragraphs, edited.lines if edited else None)
    line = Line(paragraph.key, paragraph.text, paragraph.text, is_item=True)
    place = Place(current_scope().ward_id, now.facts.period.id, part.section.id, form.seen_version)
    try:
        keep_lines(place, edits.added(lines, line), by=current_actor(), now=clock.now())
    except Changed:
        return report_page(now.facts.period.id, status=409, notice=CHANGED)
    return htmx.go(path_of(now, part))
