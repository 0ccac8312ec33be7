"""Plain makers of exemplars and of what is done with them."""

from datetime import datetime
from uuid import uuid4

from app import clock
from app.exemplars.acting import Place
from app.exemplars.commands import Acting, Wish, act_on
from app.exemplars.models import Exemplar, Publication
from app.exemplars.proposing import NewExemplar, propose_exemplar
from app.exemplars.workflow import Act, Kind
from app.extensions import db
from app.permissions import Role
from app.scope import Actor, Scope
from app.units.models import Unit
from tests.factories import a_scope, a_unit

SAID = {"title": "Chị bán rau dán mã QR", "field": "kinh_doanh", "kind": Kind.PERSON, "story": "Gần nửa khách quét mã."}


def actor_of(by: Scope) -> Actor:
    return Actor(by.person_id, "127.0.0.1", by.ward_id)


def an_exemplar(
    unit: Unit, *, at: datetime | None = None, key: str = "", by: Scope | None = None, **more: object
) -> int:
    """An exemplar just proposed, with consent unless said; its number. more: what NewExemplar takes."""
    by = by or a_scope(unit)
    new = NewExemplar(**SAID | {"consent": True} | more)  # type: ignore[arg-type]
    proposed = propose_exemplar(new, key=key or str(uuid4()), by=by, actor=actor_of(by), at=at or clock.now())
    return proposed.number


def an_act(number: int, by: Scope, act: Act, *, at: datetime | None = None, **more: object) -> None:
    """Somebody who has seen the exemplar as it is does something with it. more: what Wish takes."""
    db.session.rollback()
    seen = db.session.query(Exemplar.version).filter_by(id=number).scalar()
    if act is Act.PUBLISH and "place" not in more:
        more["place"] = Place("Fanpage phường", clock.today())
    act_on(number, Wish(act, **{"seen": seen} | more), Acting(by, actor_of(by), at or clock.now()))  # type: ignore[arg-type]


def an_officer(ward: Unit) -> Scope:
    return a_scope(a_unit(ward, kind="phong_vhxh"), Role.REVIEWER)


def a_publisher(ward: Unit) -> Scope:
    return a_scope(a_unit(ward, kind="tt_vhtttt"), Role.PUBLISHER)


def a_verified_exemplar(unit: Unit, officer: Scope, **more: object) -> int:
    """One that may be published."""
    number = an_exemplar(unit, **more)  # type: ignore[arg-type]
    an_act(number, officer, Act.VERIFY)
    return number


def stored(number: int) -> Exemplar:
    """The row as it is now."""
    db.session.rollback()
    return db.session.get_one(Exemplar, number)


def a_published_exemplar(unit: Unit, ward: Unit) -> dict[str, int]:
    """A piece of an address → its number: of an exemplar of the unit and of the mark where the ward's TT published it."""
    office = db.session.query(Unit).filter_by(ward_id=ward.id, kind="tt_vhtttt").first()
    publisher = a_scope(office, Role.PUBLISHER) if office else a_publisher(ward)
    number = a_verified_exemplar(unit, an_officer(ward))
    an_act(number, publisher, Act.PUBLISH)
    mark = db.session.query(Publication.id).filter_by(exemplar_id=number).scalar()
    return {"/guong/da-go/": mark, "/guong/": number}
