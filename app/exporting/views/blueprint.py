"""The blueprint of what is taken out, and what its pages ask."""

from typing import IO

from flask import Blueprint, Response, abort, request

from app import clock
from app.access import current_scope
from app.audit.leaving import leaving
from app.exporting.entries import units_within
from app.exporting.files import Asked
from app.exporting.forms import ExportForm, whose
from app.exporting.naming import TYPES, file_name
from app.exporting.wanted import Bounds, Form, Wanted
from app.periods.current import asked_period, cut_off
from app.permissions import Action
from app.plan import current_plan
from app.routing import bounded
from app.scope import Scope
from app.status.current import expected_in

exporting = Blueprint("exporting", __name__)


def bounds_of(scope: Scope) -> Bounds:
    """Whose rows this person may take out: the ward's, or the own unit's."""
    return Bounds(scope.ward_id, None if scope.reaches_ward(Action.EXPORT) else scope.unit_id)


def asked_of(bounds: Bounds, wanted: Wanted) -> Asked:
    """What is written for the person now."""
    expected = expected_in(bounds.ward_id, wanted.period, clock.today())
    ward_name = current_scope().ward_name
    return Asked(bounds, wanted, ward_name, expected, current_plan(), cut_off(), clock.now())


def form_asked() -> ExportForm:
    """The form as the address fills it, or what was sent."""
    return ExportForm(data={name: bounded(word) for name, word in request.values.items()})


def wanted_or_404() -> Wanted:
    """What the address of a file of entries asks for; the ward's annexes too of who sees them."""
    scope, plan = current_scope(), current_plan()
    period = asked_period(bounded(request.values.get("ky")), clock.today())
    wanted = form_asked().wanted(period, units_within(bounds_of(scope)), plan, clock.today())
    if wanted is None or (wanted.form is Form.PERIOD and not scope.may(Action.SEE_REPORTS)):
        abort(404)
    return wanted


def file_answer(file: IO[bytes], wanted: Wanted) -> Response:
    """The file as it leaves, under the name of what is in it."""
    scope = current_scope()
    bounds = bounds_of(scope)
    name = file_name(wanted, whose(bounds, wanted, units_within(bounds), scope.ward_name))
    return leaving(file, TYPES[wanted.form.suffix], name, bounds.unit_id)
