"""How many exemplars count: everything a unit proposed and did not withdraw, by the day it was proposed."""

from datetime import date

from sqlalchemy import bindparam, func, select

from app.database import read
from app.exemplars.models import Exemplar
from app.exemplars.workflow import State

_BY_DAY = (
    select(Exemplar.proposed_on, func.count())
    .where(
        Exemplar.unit_id == bindparam("unit"),
        Exemplar.proposed_on.between(bindparam("first_on"), bindparam("last_on")),
        Exemplar.state != State.WITHDRAWN,
    )
    .group_by(Exemplar.proposed_on)
    .order_by(Exemplar.proposed_on)
)


def proposed_by_day(unit_id: int, first_on: date, last_on: date) -> list[tuple[date, int]]:
    """The exemplars of a unit that count, a day with its number each, both ends included; the oldest day first."""
    rows = read(_BY_DAY, {"unit": unit_id, "first_on": first_on, "last_on": last_on})
    return [(row[0], row[1]) for row in rows]
