"""What is done to units: added, changed, closed on a date, opened again."""

from datetime import date, timedelta

from sqlalchemy import bindparam, select

from app.accounts.models import Membership
from app.accounts.queries import holds_today
from app.accounts.sign_ins import end_sign_ins_of
from app.audit.commands import Act, Facts, record
from app.audit.models import Event
from app.database import AnySession
from app.directory.commands.changing import CODE_TAKEN, Doing, Refused, changing
from app.permissions import OFFICIALS
from app.units.loading import NewUnit
from app.units.models import WARD, Unit
from app.vietnamese import fold, sort_key

NOT_THERE = "Đơn vị này không còn trong danh sách."
NO_PARENT = "Chọn đơn vị trong danh sách."
CIRCLE = "Đơn vị này đang đứng trên đơn vị đã chọn. Chọn đơn vị khác."
BEFORE_OPENED = "Ngày đóng không thể trước ngày mở."
TOO_FAR = "Ngày đóng cách hôm nay quá một năm. Xem lại ngày."
IS_CLOSED = "Đơn vị này đã có ngày đóng. Mở lại đơn vị trước."
WARD_STAYS = "Phường không đóng được."
OPENED_AFTER = "Ngày mở không thể sau ngày đóng."

_OFFICIALS = (
    select(Membership.person_id)
    .join(Unit, Unit.id == Membership.unit_id)
    .where(Membership.unit_id == bindparam("unit"), Membership.role.in_(OFFICIALS), holds_today())
)


def add_unit(new: NewUnit, doing: Doing) -> str:
    """A new unit of the ward; returns its code. Raises Refused."""
    with changing(doing, CODE_TAKEN) as session:
        unit = Unit(code=new.code, kind=new.kind, ward_id=doing.ward_id)
        _describe(session, unit, new, doing)
        session.add(unit)
        session.flush()
        act = Act(Event.UNIT_ADDED, unit_id=unit.id, after={"code": unit.code, "kind": unit.kind} | _facts(unit))
        record(session, act, by=doing.by, at=doing.now)
    return new.code


def change_unit(new: NewUnit, doing: Doing) -> str:
    """Another name, parent, number of households or day of opening; code and kind stay. Raises Refused."""
    with changing(doing) as session:
        unit = unit_with(session, new.code, doing)
        before = _facts(unit)
        _describe(session, unit, new, doing)
        after = _facts(unit)
        changed = [name for name in after if before[name] != after[name]]
        old, fresh = ({name: facts[name] for name in changed} for facts in (before, after))
        if changed:
            act = Act(Event.UNIT_CHANGED, unit_id=unit.id, before=old, after=fresh)
            record(session, act, by=doing.by, at=doing.now)
    return new.code


def close_unit(code: str, closed_on: date, doing: Doing) -> str:
    """The last day a unit works; its history stays. Raises Refused."""
    with changing(doing) as session:
        unit = unit_with(session, code, doing)
        if unit.kind == WARD or unit.closed_on is not None:
            raise Refused(WARD_STAYS if unit.kind == WARD else IS_CLOSED)
        if unit.opened_on and closed_on < unit.opened_on:
            raise Refused(BEFORE_OPENED, "closed_on")
        if abs(closed_on - doing.today) > timedelta(days=366):
            raise Refused(TOO_FAR, "closed_on")
        unit.closed_on = closed_on
        _record_closing(session, Event.UNIT_CLOSED, unit, None, doing)
    return code


def reopen_unit(code: str, doing: Doing) -> str:
    """A closed unit works again, with the people it had; its officials sign in anew. Raises Refused.

    While it was closed they may have got in with a PIN, as whatever else they are.
    """
    with changing(doing) as session:
        unit = unit_with(session, code, doing)
        before, unit.closed_on = unit.closed_on, None
        if before is not None:
            session.flush()
            for person_id in session.scalars(_OFFICIALS, {"unit": unit.id, "today": doing.today}).all():
                end_sign_ins_of(session, person_id, now=doing.now)
            _record_closing(session, Event.UNIT_REOPENED, unit, before, doing)
    return code


def unit_with(session: AnySession, code: str, doing: Doing) -> Unit:
    """The unit of a code in the ward. Raises Refused."""
    found = select(Unit).where(Unit.code == code, Unit.ward_id == doing.ward_id)
    unit = session.scalars(found).one_or_none()
    if unit is None:
        raise Refused(NOT_THERE, "unit")
    return unit


def _describe(session: AnySession, unit: Unit, new: NewUnit, doing: Doing) -> None:
    unit.name, unit.search, unit.sort_key = new.name, fold(f"{new.name} {unit.code}"), sort_key(new.name)
    unit.households, unit.opened_on = new.households, new.opened_on
    if unit.closed_on and unit.opened_on and unit.closed_on < unit.opened_on:
        raise Refused(OPENED_AFTER, "opened_on")
    if unit.kind != WARD:
        unit.parent_id = _parent(session, unit, new.parent, doing)


def _parent(session: AnySession, unit: Unit, code: str, doing: Doing) -> int:
    """The number of the unit to stand under, which may not stand under this one."""
    kept = select(Unit.code, Unit.id, Unit.parent_id).where(Unit.ward_id == doing.ward_id)
    rows = session.execute(kept).all()
    above = {row.id: row.parent_id for row in rows}
    wanted = next((row.id for row in rows if row.code == code), None)
    if wanted is None:
        raise Refused(NO_PARENT, "parent")
    place: int | None = wanted
    while place is not None:
        if place == unit.id:
            raise Refused(CIRCLE, "parent")
        place = above.pop(place, None)
    return int(wanted)


def _facts(unit: Unit) -> dict[str, str | int | bool | None]:
    opened = unit.opened_on.isoformat() if unit.opened_on else None
    return {"name": unit.name, "parent": unit.parent_id, "households": unit.households, "opened_on": opened}


def _record_closing(session: AnySession, event: Event, unit: Unit, before: date | None, doing: Doing) -> None:
    old: Facts = {"closed_on": before.isoformat() if before else None}
    new: Facts = {"closed_on": unit.closed_on.isoformat() if unit.closed_on else None}
    record(session, Act(event, unit_id=unit.id, before=old, after=new), by=doing.by, at=doing.now)
