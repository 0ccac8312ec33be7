"""Several people at the same instant, on both databases: withdrawing always gets through, taking down is said once."""

from collections.abc import Callable

from flask import Flask

from app import clock
from app.exemplars.acting import NotNow, Place
from app.exemplars.commands import Acting, NotThere, Stale, Wish, act_on, mark_taken_down
from app.exemplars.models import ExemplarEvent, Publication
from app.exemplars.workflow import Act, State
from app.extensions import db
from app.scope import Scope
from app.units.models import Unit
from tests.exemplars.making import a_verified_exemplar, actor_of, an_act, stored
from tests.together import at_once

ROUNDS = 8
REFUSALS = (Stale, NotNow, NotThere)


def acting(by: Scope) -> Acting:
    return Acting(by, actor_of(by), clock.now())


def test_withdrawing_gets_through_whoever_publishes_at_that_instant(
    app: Flask, unit: Unit, leader: Scope, officer: Scope, publishing: Scope
):
    place = Place("Fanpage phường", clock.today())
    for _ in range(ROUNDS):
        number = a_verified_exemplar(unit, officer, by=leader)

        def send(act: Act, by: Scope, at: Place | None = None, number: int = number) -> Callable[[], None]:
            return lambda: act_on(number, Wish(act, 2, place=at), acting(by))

        found = at_once(
            app, [send(Act.PUBLISH, publishing, place)] * 3 + [send(Act.WITHDRAW_CONSENT, leader)], *REFUSALS
        )

        assert found[-1] is None
        assert stored(number).state == State.WITHDRAWN
        assert db.session.query(Publication).filter_by(exemplar_id=number).count() <= 1


def test_taken_down_by_eight_taps_is_said_once(
    app: Flask, unit: Unit, leader: Scope, officer: Scope, publishing: Scope
):
    number = a_verified_exemplar(unit, officer, by=leader)
    an_act(number, publishing, Act.PUBLISH)
    an_act(number, leader, Act.WITHDRAW_CONSENT)
    mark = db.session.query(Publication.id).scalar()

    found = at_once(app, [lambda: mark_taken_down(mark, acting(publishing))] * 8)

    assert set(found) == {None}
    assert db.session.query(ExemplarEvent).filter_by(act=Act.TAKE_DOWN).count() == 1
