"""The table of who may do what is the one the routes obey."""

import pytest
from flask import Flask

from app.permissions import MAY, Action, Role
from app.units.models import Unit
from tests import factories
from tests.page import PageClient

PAGE = "oversight.show_permissions"


def test_every_action_and_reach_is_on_it(reviewer: PageClient):
    rows = reviewer.get(PAGE).select("tbody tr")

    shown = {row.th.get_text(): [cell.get_text() for cell in row.find_all("td")] for row in rows}
    assert shown == {
        action.label: [MAY[role][action].value if action in MAY[role] else "" for role in Role] for action in Action
    }


@pytest.mark.parametrize("role", Role)
def test_who_may_see_people_may_see_it(app: Flask, ward: Unit, role: Role):
    status = 200 if Action.SEE_PEOPLE in MAY[role] else 403

    PageClient(app).signed_in_as(factories.a_person(ward, role)).get(PAGE, status=status)
