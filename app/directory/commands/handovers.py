"""Handing a unit over: the one leaves, the other gets the work and a card, in one transaction."""

from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.commands import NewMembership, end_membership, put_membership
from app.accounts.models import Membership, Person
from app.cards.commands import AlreadyPrinted, Issued, Issuing, put_card, withdraw_unused
from app.cards.models import Card
from app.database import AnySession
from app.directory.commands.changing import Doing, Refused, changing
from app.directory.commands.memberships import OTHER_WARD, Newcomer, is_elsewhere, open_unit, person_for
from app.permissions import Role
from app.units.models import Unit

CHOOSE = "Chọn người thôi phụ trách."
SAME_NUMBER = "Số này là của người thôi phụ trách. Nhập số của người nhận."


@dataclass(frozen=True)
class Handover:
    """Who leaves a unit, and who takes over what was done there.

    title: empty to keep the one there was; of several works each keeps its own.
    """

    unit_code: str
    leaver: int
    newcomer: Newcomer
    title: str


def hand_over(wanted: Handover, how: Issuing, doing: Doing) -> Issued:
    """Ends all the leaver does in the unit, gives it to the newcomer, and issues a card.

    Raises Refused, OtherName, or AlreadyPrinted when the key was used before: then nothing changes.
    """
    with changing(doing) as session:
        if session.scalars(select(Card.id).where(Card.sheet_key == how.sheet_key).limit(1)).first() is not None:
            raise AlreadyPrinted(how.sheet_key)
        unit = open_unit(session, wanted.unit_code, doing)
        leaving = _work(session, wanted.leaver, unit)
        if not leaving:
            raise Refused(CHOOSE, "leaver")
        person, _ = person_for(session, wanted.newcomer, doing)
        _check(session, person, wanted.leaver, doing)
        title = wanted.title if len(leaving) == 1 else ""
        given = [_pass_on(session, each, person, title, doing) for each in leaving]
        for each in leaving:
            withdraw_unused(session, Card.membership_id == each.id, by=doing.by, now=doing.now)
            end_membership(session, each, by=doing.by, now=doing.now, today=doing.today)
        return put_card(session, given[0], how)


def _check(session: AnySession, person: Person, leaver: int, doing: Doing) -> None:
    if person.id == leaver:
        raise Refused(SAME_NUMBER, "phone")
    if is_elsewhere(session, person.id, doing):
        raise Refused(OTHER_WARD, "phone")


def _work(session: AnySession, person_id: int, unit: Unit) -> list[Membership]:
    held = {"person_id": person_id, "unit_id": unit.id, "ended_on": None}
    return list(session.scalars(select(Membership).filter_by(**held).order_by(Membership.id)))


def _pass_on(session: AnySession, left: Membership, person: Person, title: str, doing: Doing) -> int:
    """The same work for the newcomer; what a deputy had of it already begins anew, with its title."""
    new = NewMembership(person.id, left.unit_id, Role(left.role), title or left.title)
    for each in session.scalars(select(Membership).filter_by(person_id=person.id, unit_id=left.unit_id, ended_on=None)):
        if each.role == left.role and each.title != new.title:
            end_membership(session, each, by=doing.by, now=doing.now, today=doing.today)
    return put_membership(session, new, by=doing.by, now=doing.now, today=doing.today)
