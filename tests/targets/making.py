"""Targets as tests need them."""

from app import clock
from app.extensions import db
from app.settings.models import Setting
from app.targets.models import Target
from app.units.models import Unit

TARGETS = "targets"


def use_targets(ward: Unit) -> None:
    """The ward decides to use targets."""
    if db.session.get(Setting, (ward.id, TARGETS)) is None:
        db.session.add(Setting(ward_id=ward.id, name=TARGETS, value=1))
        db.session.commit()


def a_target(
    unit: Unit | None,
    ward: Unit,
    *,
    kind: str = "tdp",
    measure: str = "luot_nguoi_du",
    period: str = "2026-11",
    value: int = 200,
) -> int:
    """A target of a ward that uses them; without a unit, of every unit of the kind. Its number."""
    use_targets(ward)
    row = Target(ward_id=ward.id, measure=measure, period=period, value=value, set_at=clock.now())
    row.unit_id, row.unit_kind = (None, kind) if unit is None else (unit.id, None)
    db.session.add(row)
    db.session.commit()
    return row.id
