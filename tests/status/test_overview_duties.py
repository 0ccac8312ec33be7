"""Duties across the ward: as many units have evidence as their own pages say, and who they are."""

from datetime import date, datetime

import pytest

from app.clock import HANOI
from app.feedback.workflow import Step
from app.permissions import Role
from app.plan import Plan
from app.units.models import Unit
from tests import factories
from tests.demo.sample import kinds
from tests.exemplars.making import an_exemplar
from tests.page import PageClient


def duties(client: PageClient, id: str) -> dict[str, str]:
    """Duty → what the overview says of it."""
    page = client.get("overview.show_overview", ky=id)
    return {link["data-duty"]: link.b.get_text() for link in page.select("[data-duty]")}


def having(client: PageClient, id: str, duty: str) -> tuple[list[str], list[str]]:
    page = client.get("overview.show_duty", ky=id, ma=duty)
    return tuple(
        [link.get_text() for link in page.select(f"section[aria-labelledby={part}] .row-link__text")]
        for part in ("having", "others")
    )


@pytest.mark.parametrize("id", ["2026-09", "2026-12"])
def test_a_duty_counts_the_units_whose_own_pages_tick_it(demo_ward: PageClient, plan: Plan, id: str):
    ticked: dict[str, int] = {}
    for code, kind in kinds().items():
        rows = demo_ward.get("status.show_unit", code=code, ky=id).select(".duties > li")
        for duty, row in zip(plan.duties_of(kind), rows, strict=True):
            ticked[duty.id] = ticked.get(duty.id, 0) + (row.select_one(".chip--green") is not None)

    assert {duty: int(said.split()[0]) for duty, said in duties(demo_ward, id).items()} == ticked


def test_the_list_behind_a_duty_names_who_has_evidence_and_who_has_not(demo_ward: PageClient):
    for duty, said in duties(demo_ward, "2026-11").items():
        has, others = having(demo_ward, "2026-11", duty)

        assert int(said.split()[0]) == len(has), duty
        if " trên " in said:
            assert int(said.split()[2]) == len(has) + len(others), duty


def test_each_name_leads_to_the_units_own_evidence(demo_ward: PageClient):
    links = demo_ward.get("overview.show_duty", ky="2026-11", ma="V.8.2").select("section[aria-labelledby=having] a")

    assert links
    for link in links:
        assert "nhiem-vu=V.8.2" in link["href"]
        assert demo_ward.get(link["href"]).select(".rows li")


@pytest.mark.parametrize("kind", ["mttq", "ban_xdd"])
def test_of_whom_the_plan_asks_it_is_not_said_how_many_there_are(
    observer: PageClient, ward: Unit, plan: Plan, kind: str
):
    factories.a_unit(ward, kind=kind)

    said = duties(observer, "2026-11")

    assert set(said) == {duty.id for duty in plan.duties_of(kind)}
    assert not any(" trên " in each for each in said.values())


def test_threads_and_exemplars_show_their_duties_done(at, observer: PageClient, ward: Unit):
    at(datetime(2026, 11, 10, 9, 0, tzinfo=HANOI))
    group, desk = factories.a_unit(ward), factories.a_unit(ward, kind="phong_vhxh")
    thread = factories.a_feedback(group)
    an_exemplar(group)
    before = duties(observer, "2026-11")

    factories.a_step(thread, factories.a_scope(desk, Role.REVIEWER), Step.RECEIVE)

    one, none = "1 trên 1", "0 trên 1"
    assert [before[duty][:8] for duty in ("V.8.5", "V.8.6", "V.1.5")] == [one, one, none]
    assert duties(observer, "2026-11")["V.1.5"][:8] == one
    assert duties(observer, "2026-10")["V.8.6"][:8] == none


def test_evidence_runs_from_the_year_of_the_plan_and_names_stand_in_vietnamese_order(observer: PageClient, ward: Unit):
    for name in ("Tổ số 10", "Tổ số 2", "Tổ Đa Sỹ", "Tổ Dân Chủ", "Tổ Ăn"):
        factories.an_activity(factories.a_unit(ward, name=name), held_on=date(2025, 12, 15))
    factories.an_activity(factories.a_unit(ward, name="Tổ cũ"), held_on=date(2025, 12, 14))

    has, others = having(observer, "2026-11", "V.8.1")

    assert has == ["Tổ Ăn", "Tổ Dân Chủ", "Tổ Đa Sỹ", "Tổ số 2", "Tổ số 10"]
    assert others == ["Tổ cũ"]


def test_a_duty_nobody_defines_is_not_found_and_none_leads_back(observer: PageClient):
    observer.get("overview.show_duty", ma="V.99", status=404)
    observer.get("overview.show_duty", ky="2026-11", status=303)

    assert observer.location == "/tong-quan?ky=2026-11"
