"""A ward's figures by unit kind and type of entry: what a report tells of, form by form."""

from datetime import date

from sqlalchemy import BigInteger, bindparam, cast, func, select

from app.activities.models import Measurement
from app.database import read
from app.periods.snapshot import TypeSum
from app.plan import Plan
from app.units.models import Unit

_KEYS = (Unit.kind, Measurement.type, Measurement.measure)
_SUMS = (
    select(*_KEYS, cast(func.sum(Measurement.value), BigInteger).label("value"))
    .join(Unit, Unit.id == Measurement.unit_id)
    .where(Unit.ward_id == bindparam("ward"), Measurement.counts)
    .where(Measurement.held_on >= bindparam("first"), Measurement.held_on <= bindparam("last"))
    .group_by(*_KEYS)
)


def type_sums(ward_id: int, first: date, last: date, plan: Plan) -> list[TypeSum]:
    """The sums between two days (both inside), in the plan's order; readings, which are never summed, are left out."""
    rows = read(_SUMS, {"ward": ward_id, "first": first, "last": last}).all()
    orders = [
        {id: place for place, id in enumerate(ids)} for ids in (plan.unit_kinds, plan.activity_types, plan.measures)
    ]

    def place(of: TypeSum) -> tuple[int, ...]:
        return tuple(order.get(id, len(order)) for order, id in zip(orders, of[:3], strict=True))

    found = (TypeSum(kind, type_, measure, int(value)) for kind, type_, measure, value in rows)
    return sorted((each for each in found if each.measure not in plan.readings), key=lambda each: (place(each), each))
