"""Drafts: kept while somebody types, opened by anybody of the unit, thrown away on purpose only."""

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app import clock, htmx
from app.access import current_scope, requires
from app.activities.forms import ActivityForm, is_key
from app.activities.views.blueprint import activities
from app.activities.views.log import FORM, PAGE, form_of, tile_at
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
    form = form_of(tile_at(slug, scope, current_plan()) or abort(404), slug, scope, request.form)
    if not is_key(form.key.data):
        return _not_kept(form, NO_KEY)
    if form.is_blank:
        forget_draft(form.key.data or "", by=scope)
        return htmx.show(PAGE, partial=LINE, form=form)
    try:
        number = put_draft(_typed(form, slug), by=scope, now=clock.now())
    except (TooLong, TooMany, AlreadySent) as refused:
        return _not_kept(form, WHY[type(refused)])
    if htmx.asked():
        return htmx.show(LINE, kept_at=clock.now())
    return htmx.go(url_for("activities.open_draft", number=number))


def _typed(form: ActivityForm, slug: str) -> Typed:
    kind = form.tile.types[0] if slug == "khac" else (form.type.data or "")
    return Typed(form.key.data or "", slug, kind[:40], as_text(form.written))


def _not_kept(form: ActivityForm, why: str) -> ResponseReturnValue:
    status = 409 if why == WHY[AlreadySent] else 422
    return htmx.show(PAGE, partial=LINE, status=status, form=form, not_kept=why)


@activities.route("/nhap/<number:number>")
@requires(Action.LOG)
def open_draft(number: int) -> ResponseReturnValue:
    """The form with exactly what was typed, under the key it was typed under."""
    scope, plan = current_scope(), current_plan()
    draft = draft_of(scope, number) or abort(404)
    tile = tile_at(draft.slug, scope, plan, draft.type) or abort(404)
    form = form_of(tile, draft.slug, scope, MultiDict(from_text(draft.fields, clock.today())))
    form.draft = draft
    return htmx.show(PAGE, partial=FORM, form=form)


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
