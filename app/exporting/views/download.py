"""Tải số liệu: what there is in a period, and its files."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from urllib.parse import urlencode

from flask import request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, requires
from app.accounts.browsers import is_embedded
from app.exporting.entries import parts, units_within
from app.exporting.files import write_export
from app.exporting.forms import choices_of
from app.exporting.runs import exports_of
from app.exporting.views.blueprint import asked_of, bounds_of, exporting, file_answer, form_asked, wanted_or_404
from app.exporting.wanted import Form, Wanted
from app.periods.calendar import Period
from app.periods.current import asked_period, cut_off
from app.periods.states import present_periods
from app.permissions import Action
from app.plan import current_plan
from app.routing import bounded

AT_ONCE = 3000  # entries written while the browser waits


@exporting.route("/tai-so-lieu")
@requires(Action.EXPORT)
def show_downloads() -> ResponseReturnValue:
    scope, plan, today = current_scope(), current_plan(), clock.today()
    bounds, form = bounds_of(scope), form_asked()
    period, units = asked_period(bounded(request.args.get("ky")), today), units_within(bounds)
    wanted = form.wanted(period, units, plan, today)
    chosen = wanted.period if wanted else period
    form.show_period(chosen, rightly=wanted is not None)
    return htmx.show(
        "exporting/show_downloads.html",
        status=200 if wanted else 422,
        scope=scope,
        form=form,
        choices=choices_of(units, plan) | {"ky": _periods(chosen, today)},
        period=chosen,
        of_ward=bounds.unit_id is None,
        wanted=wanted,
        count=sum(part.entries for part in parts(bounds, wanted)) if wanted else 0,
        at_once=AT_ONCE,
        files={kind.value: replace(wanted, form=kind).address for kind in Form} if wanted else {},
        runs=exports_of(scope, bounds, clock.now()),
        embedded=is_embedded(request.user_agent.string),
    )


def _periods(chosen: Period, today: date) -> tuple[tuple[str, str], ...]:
    """The period chosen, and those of now."""
    began = current_plan().head.started_on
    every = {each.id: each for each in (*present_periods(today, began, cut_off()), chosen)}
    return tuple(
        (each.id, f"{each.label}: {each.first_on:%d/%m/%Y} – {each.last_on:%d/%m/%Y}") for each in every.values()
    )


@exporting.route("/nhat-ky/tai-ve")
@requires(Action.EXPORT, fresh_in_ward=True)
def download_entries() -> ResponseReturnValue:
    return _file_or_page(wanted_or_404())


@exporting.route("/bao-cao/<period:name>/so-lieu.xlsx")
@requires(Action.SEE_REPORTS, fresh_in_ward=True)
def download_period(name: str) -> ResponseReturnValue:
    """A period's annexes and the entries that are counted in them."""
    return _file_or_page(Wanted(asked_period(name, clock.today()), form=Form.PERIOD))


def _file_or_page(wanted: Wanted) -> ResponseReturnValue:
    """The file at once, or the page where a large one is asked for."""
    bounds = bounds_of(current_scope())
    if sum(part.entries for part in parts(bounds, wanted)) > AT_ONCE:
        return htmx.go(f"{url_for('exporting.show_downloads')}?{urlencode(wanted.address)}")
    file = BytesIO()
    write_export(file, asked_of(bounds, wanted))
    file.seek(0)
    return file_answer(file, wanted)
