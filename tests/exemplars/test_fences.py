"""Exemplars of another ward are not counted, and what one publisher marked still waits for the other."""

from flask import Flask

from app import clock
from app.exemplars.lists import counts_in_ward, queue_of
from app.exemplars.totals import exemplars_of_ward
from app.exemplars.workflow import Act, State
from app.permissions import Role
from app.scope import Scope
from app.units.models import Unit
from tests import factories
from tests.exemplars.making import a_verified_exemplar, an_act, an_exemplar


def test_exemplars_of_another_ward_are_not_counted(app: Flask, unit: Unit, officer: Scope):
    an_exemplar(unit)
    elsewhere = factories.a_ward("09999", "Phường Khác")
    an_exemplar(factories.a_unit(elsewhere, code="XA01", name="Xóm xa"))

    assert counts_in_ward(officer)[State.SENT] == 1
    assert exemplars_of_ward(unit.ward_id, clock.today(), clock.today()) == (1, 1)


def test_what_one_office_published_still_waits_for_the_other(
    app: Flask, unit: Unit, ward: Unit, officer: Scope, publishing: Scope
):
    number = a_verified_exemplar(unit, officer)
    party = factories.a_scope(
        factories.a_unit(ward, code="BXD", name="Ban Xây dựng Đảng", kind="ban_xdd"), Role.PUBLISHER
    )
    an_act(number, publishing, Act.PUBLISH)

    def queues(by: Scope) -> tuple[list[int], list[int]]:
        waiting, published = (queue_of(by, published=each, page=1)[0] for each in (False, True))
        return [each.id for each in waiting], [each.id for each in published]

    assert queues(publishing) == ([], [number])
    assert queues(party) == ([number], [])
