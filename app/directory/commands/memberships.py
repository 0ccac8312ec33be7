"""What is done to somebody's work in units: given, ended, changed for another."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from app.accounts.commands import NewMembership, end_membership, put_membership, put_person
from app.accounts.models import Membership, Person
from app.accounts.queries import holds_today
from app.database import AnySession
from app.directory.commands.changing import Doing, Refused, changing
from app.directory.commands.units import unit_with
from app.directory.queries.people import ELSEWHERE
from app.permissions import Role
from app.units.models import Unit

UNIT_CLOSED = "Đơn vị này đã đóng. Mở lại đơn vị trước khi giao việc cho người khác."
OTHER_WARD = "Số điện thoại này đang dùng ở phường khác nên chưa giao việc ở đây được. Xem lại số, hoặc chờ phường kia cho thôi phụ trách."
IS_ELSEWHERE = "{} đang làm việc ở phường khác nên chưa giao việc ở đây được. Chờ phường kia cho thôi phụ trách."
IS_LOCKED = "Số này là của {}, tài khoản đang khóa. Mở lại tài khoản trước."
LOCKED_ELSEWHERE = (
    "Số điện thoại này thuộc một tài khoản đã khóa ở phường khác nên chưa giao việc ở đây được. "
    "Xem lại số, hoặc chờ phường kia mở lại."
)
HAS_IT = "{} đang làm việc này ở đơn vị rồi."
NOT_HELD = "Việc này đã kết thúc từ trước."
NO_CHANGE = "Chưa có gì thay đổi. Chọn đơn vị khác hoặc việc khác."


_OURS = (
    select(Membership.id)
    .join(Unit, Unit.id == Membership.unit_id)
    .where(Membership.person_id == bindparam("person"), Unit.ward_id == bindparam("ward"))
    .limit(1)
)
_OURS_TODAY = _OURS.where(holds_today())


@dataclass(frozen=True)
class Newcomer:
    """Who is to work in a unit. is_same: whoever has the number already is meant, whatever name was typed."""

    name: str
    phone: str
    is_same: bool = False


@dataclass(frozen=True)
class Place:
    """A unit, what is done there, and how it is called."""

    unit_code: str
    role: Role
    title: str


@dataclass(frozen=True)
class Joined:
    """Who works there now. number: the membership's. was_known: the number was in the list before."""

    person_id: int
    number: int
    was_known: bool


class OtherName(Refused):
    """The number belongs to somebody whose kept name is not the one typed."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Số này là của {name}. Nếu đúng là người này thì đánh dấu vào ô xác nhận.", "phone")
        self.name = name


def join_unit(newcomer: Newcomer, place: Place, doing: Doing) -> Joined:
    """Gives work in a unit to somebody new, or to whoever has the number already. Raises Refused, OtherName."""
    with changing(doing) as session:
        unit = open_unit(session, place.unit_code, doing)
        person, was_known = person_for(session, newcomer, doing)
        number = _give(session, person, unit, place, doing)
    return Joined(person.id, number, was_known)


def give_work(person_id: int, place: Place, doing: Doing) -> int:
    """Gives further work to a person of the ward; returns the membership's number. Raises Refused."""
    with changing(doing) as session:
        unit, person = open_unit(session, place.unit_code, doing), session.get_one(Person, person_id)
        if person.disabled_at is not None:
            raise Refused(IS_LOCKED.format(person.name), "unit")
        _check_own(session, person, doing)
        return _give(session, person, unit, place, doing)


def end_work(person_id: int, number: int, doing: Doing) -> bool:
    """Ends a membership today. Raises Refused."""
    with changing(doing) as session:
        row = _held(session, person_id, number, doing)
        end_membership(session, row, by=doing.by, now=doing.now, today=doing.today)
    return True


def change_work(person_id: int, number: int, place: Place, doing: Doing) -> int:
    """Ends a membership today and gives another in its place: a unit, a role or a title has changed. Raises Refused."""
    with changing(doing) as session:
        row, unit = _held(session, person_id, number, doing), open_unit(session, place.unit_code, doing)
        if (row.unit_id, row.role, row.title) == (unit.id, place.role, place.title):
            raise Refused(NO_CHANGE, "unit")
        person = session.get_one(Person, person_id)
        _check_own(session, person, doing)
        row.ended_on = doing.today  # before the sign-ins are judged, the new work must be there
        session.flush()
        given = _give(session, person, unit, place, doing)
        end_membership(session, row, by=doing.by, now=doing.now, today=doing.today)
    return given


def open_unit(session: AnySession, code: str, doing: Doing) -> Unit:
    """The unit of a code, which must be open. Raises Refused."""
    unit = unit_with(session, code, doing)
    if unit.closed_on is not None and unit.closed_on < doing.today:
        raise Refused(UNIT_CLOSED, "unit")
    return unit


def person_for(session: AnySession, newcomer: Newcomer, doing: Doing) -> tuple[Person, bool]:
    """The person of a number, added when nobody has it; and whether somebody had. Raises Refused, OtherName."""
    person = session.scalars(select(Person).where(Person.phone == newcomer.phone)).one_or_none()
    if person is None:
        return put_person(session, newcomer.name, newcomer.phone, by=doing.by, now=doing.now), False
    if _is_only_elsewhere(session, person.id, doing):
        raise Refused(OTHER_WARD, "phone")
    was_here = session.scalars(_OURS, {"person": person.id, "ward": doing.ward_id}).first() is not None
    if person.disabled_at is not None:
        raise Refused(IS_LOCKED.format(person.name) if was_here else LOCKED_ELSEWHERE, "phone")
    if was_here and person.name.casefold() != newcomer.name.casefold() and not newcomer.is_same:
        raise OtherName(person.name)
    return person, True


def is_elsewhere(session: AnySession, person_id: int, doing: Doing) -> bool:
    """Whether a person works in another ward today."""
    found = select(Person.id).where(Person.id == person_id, ELSEWHERE)
    return session.execute(found, {"ward": doing.ward_id, "today": doing.today}).first() is not None


def _is_only_elsewhere(session: AnySession, person_id: int, doing: Doing) -> bool:
    """Whether a person works in another ward today and not in this one."""
    here = {"person": person_id, "ward": doing.ward_id, "today": doing.today}
    return is_elsewhere(session, person_id, doing) and session.execute(_OURS_TODAY, here).first() is None


def _check_own(session: AnySession, person: Person, doing: Doing) -> None:
    """Who works in another ward alone gets no work here, whatever there was once. Raises Refused."""
    if _is_only_elsewhere(session, person.id, doing):
        raise Refused(IS_ELSEWHERE.format(person.name), "unit")


def _held(session: AnySession, person_id: int, number: int, doing: Doing) -> Membership:
    """A membership of the person in this ward that has not ended."""
    found = select(Membership).join(Unit, Unit.id == Membership.unit_id)
    found = found.where(Membership.id == number, Membership.person_id == person_id, Unit.ward_id == doing.ward_id)
    row = session.scalars(found.where(Membership.ended_on.is_(None))).one_or_none()
    if row is None:
        raise Refused(NOT_HELD)
    return row


def _give(session: AnySession, person: Person, unit: Unit, place: Place, doing: Doing) -> int:
    held = {"person_id": person.id, "unit_id": unit.id, "role": place.role, "ended_on": None}
    if session.scalars(select(Membership.id).filter_by(**held)).first() is not None:
        raise Refused(HAS_IT.format(person.name), "role")
    new = NewMembership(person.id, unit.id, place.role, place.title)
    return put_membership(session, new, by=doing.by, now=doing.now, today=doing.today)
