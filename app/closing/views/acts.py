"""What the officer does with a period: its deadline, closing it, opening it again, one of two dates."""

from flask import request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx, wording
from app.access import current_actor, current_scope, requires
from app.activities.pending import pending_of
from app.closing.forms import DeadlineForm, OwnPeriodForm, ReopeningForm
from app.closing.taking import snapshot_of
from app.closing.views.blueprint import Shown, periods, shown_or_404
from app.closing.views.lists import period_page
from app.periods import commands
from app.periods.snapshot import as_text
from app.permissions import Action
from app.plan import current_plan
from app.status.updating import State

NOT_OVER = "Kỳ này chưa hết ngày cuối ({}), chưa chốt số liệu được."
STILL_CLOSED = "Kỳ này đã chốt số liệu, hạn cập nhật giữ nguyên. Cần đổi hạn thì mở lại kỳ trước."
NOT_CLOSED = "Lần chốt này không còn hiệu lực: kỳ đã được mở lại, hoặc đã chốt lần khác. Xem các lần chốt dưới đây."
KNOWN = "Kỳ từ {} đã có, với hạn cập nhật khác. Mở kỳ đó để đổi hạn."


@periods.route("/them", methods=["GET", "POST"])
@requires(Action.MANAGE_PERIODS)
def make_period() -> ResponseReturnValue:
    scope, form = current_scope(), OwnPeriodForm(request.form)
    wanted = form.wanted(clock.today()) if request.method == "POST" else None
    if wanted is not None:
        try:
            commands.make_period(scope.ward_id, *wanted, by=current_actor(), now=clock.now())
            return htmx.go(url_for("periods.show_period", name=wanted[0].id))
        except commands.Known:
            form.mend("first_on", KNOWN.format(wording.span(wanted[0].first_on, wanted[0].last_on)))
    return htmx.show("periods/make_period.html", status=422 if form.errors else 200, scope=scope, form=form)


@periods.route("/<period:name>/han", methods=["GET", "POST"])
@requires(Action.MANAGE_PERIODS)
def set_deadline(name: str) -> ResponseReturnValue:
    scope, shown = current_scope(), shown_or_404(name)
    form = DeadlineForm(request.form, due_on=wording.short_date(shown.due_on) if shown.is_own else "")
    if shown.is_closed:
        return period_page(shown, status=409, notice=STILL_CLOSED, typed=request.form.get("due_on", ""))
    day = form.day(shown.period, clock.today()) if request.method == "POST" else None
    if request.method == "POST" and day is None and shown.is_dates and not form.errors:
        form.mend("due_on", "Nhập hạn cập nhật, ví dụ: 17/11/2026.")
    if request.method == "POST" and not form.errors:
        try:
            commands.set_deadline(scope.ward_id, shown.period, day, by=current_actor(), now=clock.now())
        except commands.Closed:
            return period_page(shown_or_404(name), status=409, notice=STILL_CLOSED, typed=form.due_on.data or "")
        return htmx.go(url_for("periods.show_period", name=name))
    return htmx.show(
        "periods/set_deadline.html", status=422 if form.errors else 200, scope=scope, shown=shown, form=form
    )


@periods.route("/<period:name>/chot", methods=["GET", "POST"])
@requires(Action.MANAGE_PERIODS)
def close_period(name: str) -> ResponseReturnValue:
    shown = shown_or_404(name)
    if request.method == "POST":
        return _close(shown)
    if shown.latest and shown.is_closed:
        return htmx.go(url_for("periods.show_closing", name=name, number=shown.latest.number))
    if not shown.may_close:
        return period_page(shown, status=409, notice=NOT_OVER.format(wording.short_date(shown.period.last_on)))
    return _confirming(shown)


def _close(shown: Shown) -> ResponseReturnValue:
    """Closes it; who taps twice sees the closing, who comes second is told who was first."""
    scope, plan, name = current_scope(), current_plan(), shown.period.id
    try:
        number = commands.close_period(
            scope.ward_id,
            shown.period,
            due_on=shown.due_on,
            take=lambda: as_text(snapshot_of(scope.ward_id, shown.expected, plan)),
            by=current_actor(),
            now=clock.now(),
        )
    except commands.NotOver:
        return period_page(shown, status=409, notice=NOT_OVER.format(wording.short_date(shown.period.last_on)))
    except commands.Closed as closed:
        if closed.by_id != scope.person_id:
            return period_page(shown_or_404(name), status=409, notice=_told(shown_or_404(name)))
        number = closed.number
    return htmx.go(url_for("periods.show_closing", name=name, number=number))


def _told(shown: Shown) -> str:
    first = shown.latest
    if first is None or not first.holds:
        return NOT_CLOSED
    return (
        f"{first.closed_by or 'Người khác'} đã chốt kỳ này lúc {wording.moment(first.closed_at)}. Không cần chốt nữa."
    )


def _confirming(shown: Shown) -> ResponseReturnValue:
    scope, plan, of = current_scope(), current_plan(), shown.period
    snapshot = snapshot_of(scope.ward_id, shown.expected, plan)
    return htmx.show(
        "periods/close_period.html",
        scope=scope,
        shown=shown,
        snapshot=snapshot,
        pending=pending_of(scope.ward_id, of.first_on, of.last_on),
        silent=[unit for unit in snapshot.units if unit.state == State.SILENT],
    )


@periods.route("/<period:name>/mo-lai", methods=["GET", "POST"])
@requires(Action.MANAGE_PERIODS)
def reopen_period(name: str) -> ResponseReturnValue:
    scope, shown = current_scope(), shown_or_404(name)
    form = ReopeningForm(request.form)
    wish = form.wish() if request.method == "POST" else None
    if wish is not None:
        try:
            _refuse_others(shown, wish[0])
            commands.reopen_period(scope.ward_id, *wish, by=current_actor(), now=clock.now())
        except commands.NotClosed:
            return period_page(shown_or_404(name), status=409, notice=NOT_CLOSED, typed=form.reason.data or "")
        return htmx.go(url_for("periods.show_period", name=name))
    if not shown.is_closed:
        return period_page(shown, status=409, notice=NOT_CLOSED)
    return htmx.show(
        "periods/reopen_period.html", status=422 if form.errors else 200, scope=scope, shown=shown, form=form
    )


def _refuse_others(shown: Shown, number: int) -> None:
    """A closing of another period is not ended at this one's address. Raises NotClosed."""
    if number not in {each.number for each in shown.closings}:
        raise commands.NotClosed(number)
