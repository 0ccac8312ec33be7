"""Two units do not know of each other: neither what was logged last, nor whose key was used."""

from uuid import uuid4

from app import clock
from app.activities.background import Case, look_before
from app.activities.commands import log_activities
from app.activities.entry import Entry
from app.activities.queries import last_type
from app.units.models import Unit
from tests import factories


def test_the_type_used_last_is_that_of_the_unit_acted_for(unit: Unit, ward: Unit):
    other = factories.a_unit(ward)
    person = factories.a_person(unit)
    here, there = factories.a_scope(unit, person=person), factories.a_scope(other, person=person)
    entry = Entry("hop_chi_bo", clock.today(), {"luot_nguoi_du": 20})
    log_activities([entry], key=str(uuid4()), by=here, now=clock.now())

    assert last_type(here, ["hop_tdp", "hop_chi_bo"]) == "hop_chi_bo"
    assert last_type(there, ["hop_tdp", "hop_chi_bo"]) is None


def test_a_meeting_of_another_unit_is_repeated_by_nothing_here(unit: Unit, ward: Unit):
    here, there = factories.a_scope(unit), factories.a_scope(factories.a_unit(ward))
    entry = Entry("hop_tdp", clock.today(), {"luot_nguoi_du": 45})
    log_activities([entry], key=str(uuid4()), by=here, now=clock.now())

    assert [odd.kind for odd in look_before(Case(here.unit_id, [entry], clock.today()))[0].odd] == ["duplicate"]
    assert look_before(Case(there.unit_id, [entry], clock.today()))[0].odd == []
