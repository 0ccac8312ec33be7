"""How many exemplars count: by the day they were proposed, without those withdrawn, and never as activities."""

from datetime import date, datetime, timedelta

from flask import Flask

from app.activities.totals import totals_of_unit
from app.clock import HANOI
from app.exemplars.totals import proposed_by_day
from app.exemplars.workflow import Act
from app.plan import ENTRIES, Plan
from app.scope import Scope
from app.units.models import Unit
from tests.exemplars.making import an_act, an_exemplar
from tests.factories import a_unit

LATE = datetime(2026, 11, 14, 23, 30, tzinfo=HANOI)  # the 14th in Hà Nội, the 14th at 16:30 in UTC


def test_exemplars_count_by_hanois_day_without_those_withdrawn(app: Flask, ward: Unit, unit: Unit, leader: Scope):
    for at in (LATE, LATE, LATE + timedelta(hours=1), LATE + timedelta(days=3)):
        an_exemplar(unit, at=at, consent=False)
    an_act(an_exemplar(unit, at=LATE), leader, Act.WITHDRAW)
    an_exemplar(a_unit(ward), at=LATE)

    found = proposed_by_day(unit.id, date(2026, 11, 14), date(2026, 11, 16))

    assert found == [(date(2026, 11, 14), 2), (date(2026, 11, 15), 1)]


def test_an_exemplar_is_no_activity(app: Flask, unit: Unit, plan: Plan):
    an_exemplar(unit, at=LATE)

    assert totals_of_unit(unit.id, date(2026, 1, 1), date(2026, 12, 31), plan)[ENTRIES] == 0
