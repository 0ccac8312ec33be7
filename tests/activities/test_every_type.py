"""Each type of the plan can be logged by each kind of unit that may, and is read back as it was typed."""

import pytest
from flask import Flask

from app.plan import Plan, read_plan
from app.wording import number as written
from tests.activities.sending import a_client_of, a_form, figures_for, stored

PLAN = read_plan()
PAIRS = [(kind, each.id) for kind in PLAN.unit_kinds for each in PLAN.types_for(kind)]
OWN_FORM = {"guong_dien_hinh", "phan_anh", "xu_ly_phan_anh"}  # raised with their own issue's form, never logged by hand


def test_every_type_but_those_with_a_form_of_their_own_is_some_units_to_log():
    assert {each for _, each in PAIRS} == set(PLAN.activity_types) - OWN_FORM
    assert {(kind, t.id) for t in PLAN.activity_types.values() for kind in t.unit_kinds if t.id not in OWN_FORM} == set(
        PAIRS
    )


@pytest.mark.parametrize("kind", PLAN.unit_kinds)
def test_each_is_logged_with_all_its_measures_and_read_back(app: Flask, plan: Plan, kind: str):
    client = a_client_of(app, kind)
    for each in plan.types_for(kind):
        figures = figures_for(each, plan)

        client.post("activities.log_activity", a_form(type=each.id, **figures), slug="khac", loai=each.id)
        receipt, number = client.get(client.location), max(stored())
        page = client.get("activities.show_activity", number=number)

        assert stored()[number] == (each.id, {"so_hoat_dong": 1} | figures)
        shown = {row.dt.get_text(): row.dd.find(string=True).strip() for row in page.select(".pairs > div")}
        assert shown == {plan.measures[m].label: written(value) for m, value in figures.items()}, each.id
        said = receipt.select_one('[role="status"] li').get_text()
        assert all(f"{written(v)} {plan.measures[m].counted}" in said for m, v in figures.items()), each.id


@pytest.mark.parametrize("kind", PLAN.unit_kinds)
def test_each_is_logged_with_its_required_measures_alone(app: Flask, plan: Plan, kind: str):
    client = a_client_of(app, kind)
    for each in plan.types_for(kind):
        figures = figures_for(each, plan, only_required=True)

        client.post("activities.log_activity", a_form(type=each.id, **figures), slug="khac", loai=each.id)

        kept = stored()
        assert kept[max(kept)] == (each.id, {"so_hoat_dong": 1} | figures)


@pytest.mark.parametrize("kind", PLAN.unit_kinds)
def test_without_a_required_measure_it_is_refused_beside_its_box(app: Flask, plan: Plan, kind: str):
    client = a_client_of(app, kind)
    for each in (t for t in plan.types_for(kind) if t.required):
        page = client.post("activities.log_activity", a_form(type=each.id), slug="khac", loai=each.id, status=422)

        wanted = [f"Nhập {plan.measures[m].noun} (nếu không đếm được, ghi số ước tính)." for m in each.required]
        assert [li.get_text() for li in page.select("#error-summary li")] == wanted
        assert all(w in page.find(id=f"error-{m}").get_text() for m, w in zip(each.required, wanted, strict=True))
    assert stored() == {}


@pytest.mark.parametrize("kind", PLAN.unit_kinds)
def test_a_type_of_another_kind_is_refused_in_words(app: Flask, plan: Plan, kind: str):
    others = [t for t in plan.activity_types.values() if t not in plan.types_for(kind)]
    client = a_client_of(app, kind)

    for other in others:
        sent = a_form(type=other.id, **figures_for(other, plan))
        page = client.post("activities.log_activity", sent, slug="khac", loai=other.id, status=422)
        said = [li.get_text() for li in page.select("#error-summary li")]
        assert said == [f"Loại hoạt động không dành cho {plan.unit_kinds[kind].noun}."]
    assert others
    assert stored() == {}


@pytest.mark.parametrize("kind", PLAN.unit_kinds)
def test_the_finder_lists_what_the_kind_may_log_and_nothing_else(app: Flask, plan: Plan, kind: str):
    page = a_client_of(app, kind).get("activities.log_activity", slug="khac")

    listed = [link["href"].partition("loai=")[2] for link in page.select("#types a")]
    assert sorted(listed) == sorted(each.id for each in plan.types_for(kind))


@pytest.mark.parametrize("sought", ["hop to", "HỌP TỔ", "to hop", "Họp tổ dân"])
def test_the_finder_reads_words_without_their_marks(app: Flask, sought: str):
    page = a_client_of(app, "tdp").get("activities.log_activity", slug="khac", q=sought)

    assert "Họp tổ dân phố" in [link.get_text().strip() for link in page.select("#types a")]


def test_an_unknown_type_is_not_found_and_nothing_is_taken(app: Flask):
    client = a_client_of(app, "tdp")

    client.post("activities.log_activity", a_form(type="hop_tdp", luot_nguoi_du="5"), slug="khac", status=404)
    client.post("activities.log_activity", a_form(), slug="khac", loai="khong_co", status=404)

    assert stored() == {}
