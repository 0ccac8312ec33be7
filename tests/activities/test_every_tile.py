"""Every tile of every kind of unit opens a page that asks for its types' measures and saves them."""

import pytest
from flask import Flask

from app.plan import Layout, Plan, read_plan
from tests.activities.sending import a_client_of, a_form, figures_for, stored

PLAN = read_plan()
TILES = [(kind, tile.slug) for kind in PLAN.unit_kinds for tile in PLAN.tiles_of(kind)]
ONE = [(k, tile.slug) for k in PLAN.unit_kinds for tile in PLAN.tiles_of(k) if tile.layout is Layout.ONE]
ROWS = [(k, tile.slug) for k in PLAN.unit_kinds for tile in PLAN.tiles_of(k) if tile.layout is Layout.ROWS]


def boxes(page) -> dict[str, str]:
    """The boxes of figures on a page with what stands in them."""
    return {box["name"]: box.get("value", "") for box in page.select('#activity-form input[maxlength="16"]')}


@pytest.mark.parametrize(("kind", "slug"), TILES)
def test_its_page_has_a_box_for_each_measure_and_a_default_only_for_sessions(
    app: Flask, plan: Plan, kind: str, slug: str
):
    tile = plan.tile(kind, slug)
    types = [plan.activity_types[each] for each in tile.types]

    found = boxes(a_client_of(app, kind).get("activities.log_activity", slug=slug))

    if tile.layout is Layout.ROWS:
        assert set(found) == {f"{t.id}-{m.id}" for t in types for m in plan.inputs(t)}
    else:
        assert set(found) == {m.id for t in types for m in plan.inputs(t)}
    assert {name.rpartition("-")[2] for name, value in found.items() if value} <= {"so_buoi"}
    assert all(value == ("1" if name.endswith("so_buoi") else "") for name, value in found.items())


@pytest.mark.parametrize(("kind", "slug"), ONE)
def test_each_type_chosen_on_it_is_saved_with_its_figures(app: Flask, plan: Plan, kind: str, slug: str):
    client = a_client_of(app, kind)
    for each in (plan.activity_types[t] for t in plan.tile(kind, slug).types):
        figures = figures_for(each, plan)

        client.post("activities.log_activity", a_form(type=each.id, **figures), slug=slug)

        kept = stored()
        assert kept[max(kept)] == (each.id, {"so_hoat_dong": 1} | figures)
    assert client.get(client.location).h1.get_text() == plan.tile(kind, slug).saved


@pytest.mark.parametrize(("kind", "slug"), ROWS)
def test_all_its_rows_are_saved_as_activities_of_one_submission(app: Flask, plan: Plan, kind: str, slug: str):
    types = [plan.activity_types[each] for each in plan.tile(kind, slug).types]
    figures = {each.id: figures_for(each, plan) for each in types}
    sent = {f"{each}-{measure}": value for each, row in figures.items() for measure, value in row.items()}
    client = a_client_of(app, kind)

    client.post("activities.log_activity", a_form(**sent), slug=slug)
    receipt = client.get(client.location)

    assert list(stored().values()) == [(each, {"so_hoat_dong": 1} | row) for each, row in figures.items()]
    assert len(receipt.select('[role="status"] li')) == len(types)
    assert f"{len(types)} hoạt động" in receipt.find(class_="sums").get_text()


@pytest.mark.parametrize("kind", PLAN.unit_kinds)
def test_another_kinds_tile_is_not_found(app: Flask, plan: Plan, kind: str):
    client = a_client_of(app, kind)
    foreign = {slug for _, slug in TILES} - {tile.slug for tile in plan.tiles_of(kind)}

    for slug in sorted(foreign):
        client.get("activities.log_activity", slug=slug, status=404)
        client.post("activities.log_activity", a_form(), slug=slug, status=404)

    assert foreign
    assert stored() == {}
