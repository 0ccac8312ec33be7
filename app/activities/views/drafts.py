"""Drafts: kept while somebody types, opened by anybody of the unit, thrown away on purpose only."""

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app import clock, htmx
from app.access import current_scope, requires
from app.activities.forms import ActivityForm, is_key
from app.activities.sheet_form import SheetForm
from app.activities.views.blueprint import activities
from app.activities.views.log import FORM, PAGE, form_of, tile_at
from app.activities.views.week import sheet_of, shown, week_at
from app.activities.weeks import WEEK
from app.drafts.commands import AlreadySent, TooMany, Typed, drop_draft, forget_draft
from app.drafts.commands import keep_draft as put_draft
from app.drafts.queries import draft_of
from app.drafts.typed import TooLong, as_text, from_text
from app.permissions import Action
from app.plan import current_plan

LINE = "activities/_draft_line.html"
NO_KEY = "Trang này mở chưa trọn nên chưa giữ được bản nháp. Bấm lưu để mở lại cho đủ."
WHY: dict[type[Exception], str] = {
    TooLong: "Nội dung dài quá nên chưa giữ được bản nháp. Rút ngắn lại.",
    TooMany: "Đơn vị đang có quá nhiều bản ghi dở nên chưa giữ thêm được. Ra trang chính, ghi tiếp hoặc bỏ bớt.",
    AlreadySent: "Mục này đã lưu rồi, không cần giữ bản nháp nữa.",
}


@activities.route("/nhap/<slug:slug>", methods=["POST"])
@requires(Action.LOG)
def keep_draft(slug: str) -> ResponseReturnValue:
    """Keeps what is typed: quietly for htmx, by a button of its own without JavaScript."""
    scope = current_scope()
    form = _form(slug, request.args.get("tuan" if slug == WEEK else "loai"), request.form)
    if not is_key(form.key.data):
        return _line(form, 422, not_kept=NO_KEY)
    if form.elsewhere:
        return _line(form, 422, not_kept=form.elsewhere)
    if form.is_blank:
        forget_draft(form.key.data or "", by=scope)
        return _line(form)
    try:
        number = put_draft(_typed(form, slug), by=scope, now=clock.now())
    except (TooLong, TooMany, AlreadySent) as refused:
        return _line(form, 409 if isinstance(refused, AlreadySent) else 422, not_kept=WHY[type(refused)])
    if htmx.asked():
        return htmx.show(LINE, kept_at=clock.now())
    return htmx.go(url_for("activities.open_draft", number=number))


def _form(slug: str, named: str | None, sent: MultiDict[str, str]) -> ActivityForm | SheetForm:
    """The form a draft is of. named: the type where the page is for any, of a week's sheet a day of the week."""
    scope, plan = current_scope(), current_plan()
    if slug == WEEK:
        today = clock.today()
        return sheet_of(week_at(today, named), today, sent)
    return form_of(tile_at(slug, scope, plan, named) or abort(404), slug, scope, sent)


def _typed(form: ActivityForm | SheetForm, slug: str) -> Typed:
    if isinstance(form, SheetForm):
        kind = f"{form.week.monday}"
    else:
        kind = form.tile.types[0] if slug == "khac" else (form.type.data or "")
    return Typed(form.key.data or "", slug, kind[:40], as_text(form.written))


def _line(form: ActivityForm | SheetForm, status: int = 200, not_kept: str = "") -> ResponseReturnValue:
    """The line that says how the draft stands, or without JavaScript the whole page with it."""
    if isinstance(form, SheetForm):
        return shown(form, status, partial=LINE, not_kept=not_kept)
    return htmx.show(PAGE, partial=LINE, status=status, form=form, not_kept=not_kept)


@activities.route("/nhap/<number:number>")
@requires(Action.LOG)
def open_draft(number: int) -> ResponseReturnValue:
    """The form with exactly what was typed, under the key it was typed under."""
    draft = draft_of(current_scope(), number) or abort(404)
    form = _form(draft.slug, draft.type, MultiDict(from_text(draft.fields, clock.today())))
    form.draft = draft
    return shown(form) if isinstance(form, SheetForm) else htmx.show(PAGE, partial=FORM, form=form)


@activities.route("/nhap/<number:number>/bo", methods=["GET", "POST"])
@requires(Action.LOG)
def discard_draft(number: int) -> ResponseReturnValue:
    """Asks first: what was typed cannot be brought back."""
    scope, plan = current_scope(), current_plan()
    draft = draft_of(scope, number) or abort(404)
    if request.method == "POST":
        drop_draft(draft.number, by=scope)
        return htmx.go(url_for("status.show_home"))
    return htmx.show("activities/discard_draft.html", draft=draft, plan=plan)
