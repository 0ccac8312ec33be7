"""The blueprint of reports, which report an address asks for, and how its figures are led back."""

from flask import Blueprint, request, url_for

from app import clock
from app.access import current_scope
from app.periods.current import asked_period, cut_off
from app.plan import current_plan
from app.reporting.draft import Draft, Part, draft_of
from app.reporting.gathering import Wanted
from app.reporting.letters import DESK, LETTERS
from app.reporting.sentences import Figure
from app.routing import path_to
from app.status.current import expected_in

reports = Blueprint("reports", __name__, url_prefix="/bao-cao")


@reports.app_template_filter("figure_path")
def figure_path(figure: Figure) -> str:
    """The address of what a figure counts; "" where it is worked out from others."""
    return path_to(figure.source.endpoint, **dict(figure.source.values)) if figure.source else ""


def letter_asked() -> str:
    """The letterhead an address or a form names; Phòng VH-XH's own without one."""
    asked = request.values.get("mau", "")
    return asked if asked in LETTERS else DESK


def wanted(name: str) -> Wanted:
    """The report of a period of the person's ward; 404 for what is no period."""
    scope, today = current_scope(), clock.today()
    period = asked_period(name, today)
    expected = expected_in(scope.ward_id, period, today)
    return Wanted(scope.ward_id, scope.ward_name, expected, clock.now(), cut_off())


def draft(name: str) -> Draft:
    """The report as it stands now."""
    return draft_of(wanted(name), letter_asked(), current_plan())


def path_of(now: Draft, part: Part) -> str:
    """The address of a section in its report."""
    section = f"muc-{part.section.id}"
    return url_for("reports.show_report", name=now.facts.period.id, mau=now.letter.id, _anchor=section)
