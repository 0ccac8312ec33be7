"""How many exemplars count: everything a unit proposed and did not withdraw, by the day it was proposed."""

from datetime import date
from typing import NamedTuple

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

_of_ward = select(func.count()).where(Exemplar.ward_id == bindparam("ward"))
_IN_WARD = select(
    _of_ward.where(
        Exemplar.proposed_on.between(bindparam("first_on"), bindparam("last_on")), Exemplar.state != State.WITHDRAWN
    ).scalar_subquery(),
    _of_ward.where(Exemplar.state == State.SENT).scalar_subquery(),
)


class WardExemplars(NamedTuple):
    """proposed: those of a period that count; new: those nobody of the ward has looked at, whenever proposed."""

    proposed: int
    new: int


def exemplars_of_ward(ward_id: int, first_on: date, last_on: date) -> WardExemplars:
    """How many exemplars the ward's units proposed between two days, both inside; how many wait for the ward."""
    return WardExemplars(*read(_IN_WARD, {"ward": ward_id, "first_on": first_on, "last_on": last_on}).one())


def proposed_by_day(unit_id: int, first_on: date, last_on: date) -> list[tuple[date, int]]:
    """The exemplars of a unit that count, a day with its number each, both ends included; the oldest day first."""
    rows = read(_BY_DAY, {"unit": unit_id, "first_on": first_on, "last_on": last_on})
    return [(row[0], row[1]) for row in rows]
