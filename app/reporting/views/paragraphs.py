"""The officer's hand in a report: a paragraph rewritten, added, moved, left out, taken back, found right again."""

from collections.abc import Callable, Sequence

from flask import abort, request
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_actor, current_scope, requires
from app.permissions import Action
from app.reporting import edits
from app.reporting.commands import Changed, Place, keep_lines
from app.reporting.draft import Draft, Part
from app.reporting.edits import Line, Shown
from app.reporting.forms import ParagraphForm
from app.reporting.views.blueprint import draft, path_of, reports
from app.reporting.views.pages import CHANGED, report_page

NEW = "moi"
ACTS: dict[str, Callable[[Sequence[Line], Shown, Part, str], list[Line]]] = {
    "len": lambda lines, of, part, _: edits.moved(lines, of.key, part.shown, up=True),
    "xuong": lambda lines, of, part, _: edits.moved(lines, of.key, part.shown, up=False),
    "bo": lambda lines, of, *_: edits.without(lines, of.key),
    "lay-lai": lambda lines, of, *_: edits.restored(lines, of.key),
    "van-dung": lambda lines, of, _, seen: edits.checked(lines, of.key, of.now, seen),
}


@reports.route("/<period:name>/doan", methods=["GET", "POST"])
@requires(Action.WRITE_REPORTS)
def edit_paragraph(name: str) -> ResponseReturnValue:
    now, form = draft(name), ParagraphForm(request.values)
    part, shown = _asked(now, form)
    if request.method == "GET":
        form = ParagraphForm(data=_opened(part, shown))
        return _show(now, part, shown, form)
    words = form.words()
    if words is None:
        return _show(now, part, shown, form, status=422)
    is_gone = shown is None and not _is_new(form)
    if is_gone:  # the figures write it no more: what was typed becomes a paragraph of its own
        form.doan.data, form.seen.data = edits.fresh_key(), str(part.version)
        return _show(now, part, shown, form, status=409, gone=True)
    try:
        _keep(now, part, _rewritten(part, now, shown, words, form), form)
    except Changed:
        form.seen.data = str(part.version)
        return _show(now, part, shown, form, status=409)
    return htmx.go(path_of(now, part))


@reports.route("/<period:name>/doan/<slug:slug>", methods=["POST"])
@requires(Action.WRITE_REPORTS)
def arrange_paragraph(name: str, slug: str) -> ResponseReturnValue:
    now, form = draft(name), ParagraphForm(request.form)
    part, shown = _asked(now, form)
    act = ACTS.get(slug) or abort(404)
    if shown is None:
        abort(404)
    try:
        _keep(now, part, act(_lines(part, now), shown, part, form.figures.data or ""), form)
    except Changed:
        return report_page(name, status=409, notice=CHANGED)
    return htmx.go(path_of(now, part))


def _asked(now: Draft, form: ParagraphForm) -> tuple[Part, Shown | None]:
    """The section and the paragraph that are meant; None: one that is to be added, or is there no more.

    404 for what the report has not, unless something was typed into it.
    """
    form.validate()
    part = now.part(form.muc.data or "") or abort(404)
    found = part.one(form.doan.data or "")
    return part, found or (None if _is_new(form) or form.text.data else abort(404))


def _is_new(form: ParagraphForm) -> bool:
    key = form.doan.data or ""
    return key == NEW or edits.is_fresh(key)


def _opened(part: Part, shown: Shown | None) -> dict[str, str]:
    key, text, now = (shown.key, shown.text, shown.now) if shown else (edits.fresh_key(), "", None)
    known = {"seen": str(part.version), "figures": edits.mark_of(now)}
    return {"muc": part.section.id, "doan": key, "text": text} | known


def _lines(part: Part, now: Draft) -> list[Line]:
    edited = now.edits.get(part.section.id)
    return edits.lines_of(part.section.paragraphs, edited.lines if edited else None)


def _rewritten(part: Part, now: Draft, shown: Shown | None, words: str, form: ParagraphForm) -> list[Line]:
    lines, key = _lines(part, now), form.doan.data or ""
    if shown is None:
        return edits.added(lines, Line(key if edits.is_fresh(key) else edits.fresh_key(), words))
    return edits.with_text(lines, shown.key, words, shown.now, form.figures.data or "")


def _keep(now: Draft, part: Part, lines: list[Line], form: ParagraphForm) -> None:
    place = Place(current_scope().ward_id, now.facts.period.id, part.section.id, form.seen_version)
    keep_lines(place, lines, by=current_actor(), now=clock.now())


def _show(
    now: Draft, part: Part, shown: Shown | None, form: ParagraphForm, status: int = 200, gone: bool = False
) -> ResponseReturnValue:
    return htmx.show(
        "reporting/edit_paragraph.html",
        status=status,
        scope=current_scope(),
        draft=now,
        period=now.facts.period,
        part=part,
        shown=shown,
        form=form,
        changed=status == 409 and not gone,
        gone=gone,
        acts=_offered,
    )


def _offered(shown: Shown, part: Part) -> list[tuple[str, str]]:
    """The acts a paragraph allows, with what their buttons say."""
    place = part.shown.index(shown) if shown in part.shown else None
    if place is None:
        return [("lay-lai", "Lấy lại đoạn này")]
    found = [("len", "Chuyển lên")] if place else []
    found += [("xuong", "Chuyển xuống")] if place < len(part.shown) - 1 else []
    if shown.is_old:
        found.append(("van-dung", "Lời này vẫn đúng"))
    if shown.is_reworded:
        found.append(("lay-lai", "Lấy lại lời ghi gốc" if shown.is_quote else "Lấy lại câu tự soạn từ số liệu"))
    return [*found, ("bo", "Bỏ đoạn")]
