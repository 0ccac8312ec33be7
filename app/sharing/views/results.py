"""What a unit gives further of its own figures: a card of a period, and its year. For whoever may see its entries."""

from dataclasses import replace
from typing import cast
from urllib.parse import quote

from flask import Response, abort, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, requires
from app.activities.totals import Figures, totals_of_unit
from app.feedback.totals import Outcome, Whose, outcome_of
from app.feedback.views.figures import ROWS, Row
from app.periods.calendar import Kind, Period, following, previous
from app.periods.current import asked_period, cut_off, period_on
from app.permissions import Action
from app.plan import current_plan
from app.sharing.card import NOTHING_HAPPENED, NOTHING_THERE, NOTHING_YET, Card, card_of, message
from app.sharing.drawing import as_png
from app.sharing.fonts import Fonts
from app.sharing.layout import picture_of
from app.sharing.views.blueprint import sharing, unit_or_404
from app.sharing.year import as_text, evidence, year_of
from app.status.closed import note_of
from app.status.current import state_of
from app.status.updating import State
from app.units.queries import UnitView

# what is said of a unit's threads: the row of figures whose list holds them
THREADS = {"raised": "Đã gửi", "answered": "Được trả lời", "by_unit": "Đã giải quyết, theo xác nhận của đơn vị"}


@sharing.route("/don-vi/<code:code>/the")
@requires(Action.SEE_ENTRIES)
def show_card(code: str) -> ResponseReturnValue:
    unit = unit_or_404(code)
    (period, figures), ward_id, today = _asked(unit), current_scope().ward_id, clock.today()
    card = _card(unit, period, figures)
    address = url_for("status.show_unit", code=unit.code, ky=card.period.id, _external=True)
    return htmx.show(
        "sharing/show_card.html",
        scope=current_scope(),
        unit=unit,
        card=card,
        text=message(card, address),
        around=(previous(card.period, cut_off()), following(card.period, cut_off())),
        today=today,
        note=note_of(ward_id, unit, period, today, figures),
    )


@sharing.route("/don-vi/<code:code>/the.svg")
@requires(Action.SEE_ENTRIES)
def draw_card(code: str) -> ResponseReturnValue:
    unit = unit_or_404(code)
    card = _card(unit, *_asked(unit))
    return _shown(_drawing(card), "image/svg+xml", card, "svg")


@sharing.route("/don-vi/<code:code>/the.png")
@requires(Action.SEE_ENTRIES)
def draw_picture(code: str) -> ResponseReturnValue:
    unit = unit_or_404(code)
    card = _card(unit, *_asked(unit))
    return _shown(as_png(_drawing(card), _fonts()), "image/png", card, "png")


@sharing.route("/don-vi/<code:code>/tong-ket-nam")
@requires(Action.SEE_ENTRIES)
def show_year(code: str) -> ResponseReturnValue:
    unit, plan, today = unit_or_404(code), current_plan(), clock.today()
    asked = asked_period(request.args.get("nam"), today)
    if request.args.get("nam") and asked.kind is not Kind.YEAR:
        abort(404)
    span = period_on(asked.last_on, Kind.YEAR)
    whose = Whose(unit.id, unit.kind, current_scope().ward_id)
    year = year_of(whose, unit, span, cut_off(), clock.now(), plan)
    return htmx.show(
        "sharing/show_year.html",
        scope=current_scope(),
        year=year,
        text=as_text(year, plan),
        threads=_threads(year.threads),
        duties=[(row, evidence(row, plan)) for row in year.duties],
        around=(previous(span, cut_off()), following(span, cut_off())),
        today=today,
        plan=plan,
    )


def _threads(found: Outcome) -> list[tuple[Row, str, int]]:
    """Each row of figures with what it is called here and its number."""
    values = {"raised": found.raised, "answered": found.answered, "by_unit": found.solved}
    return [(row, THREADS[row.name], values[row.name]) for row in ROWS if row.name in THREADS]


def _asked(unit: UnitView) -> tuple[Period, Figures]:
    """The period an address names, and the unit's figures in it."""
    period = asked_period(request.args.get("ky"), clock.today())
    return period, totals_of_unit(unit.id, period.first_on, period.last_on, current_plan())


def _card(unit: UnitView, period: Period, figures: Figures) -> Card:
    solved = outcome_of(unit.id, period.first_on, period.last_on).difficulties
    card = card_of(unit, current_scope().ward_name, period, figures, solved, current_plan())
    return card if card.figures else replace(card, nothing=_nothing(unit, period))


def _nothing(unit: UnitView, period: Period) -> str:
    """What a card without figures says."""
    state, _ = state_of(unit, current_scope().ward_id, period, clock.today())
    if state is State.NOTHING:
        return NOTHING_HAPPENED
    return NOTHING_THERE if period.last_on < clock.today() else NOTHING_YET


def _drawing(card: Card) -> str:
    label = f"{card.unit_name}, kỳ {card.period.label}"
    return render_template(
        "sharing/card.svg", picture=picture_of(card, _fonts()), label=_fonts().regular.drawable(label)
    )


def _fonts() -> Fonts:
    return cast(Fonts, current_app.extensions["fonts"])


def _shown(content: str | bytes, kind: str, card: Card, suffix: str) -> Response:
    """A file the browser shows, with a name in case it is kept; like every page of ours it is never stored (security.HEADERS)."""
    name = f"{card.unit_name}, {card.period.label}.{suffix}".replace("/", "-")
    answer = Response(content, mimetype=kind)
    answer.headers["Content-Disposition"] = (
        f"inline; filename=\"the.{suffix}\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    return answer
