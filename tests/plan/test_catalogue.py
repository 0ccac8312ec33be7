"""The plan of this ward is whole: its counts, its references, its tiles; and nobody can change it while it runs."""

from dataclasses import FrozenInstanceError

import pytest

from app.plan import Obligation, Plan

COUNTS = [
    ("unit_kinds", 8),
    ("activity_types", 55),
    ("measures", 30),
    ("quick_topics", 12),
    ("topics", 42),
    ("forms", 15),
]


@pytest.mark.parametrize(("section", "count"), COUNTS)
def test_the_catalogue_holds_all_of_the_plan(plan: Plan, section: str, count: int):
    assert len(getattr(plan, section)) == count


def test_the_plan_has_38_duties_beside_their_sub_items(plan: Plan):
    top = [duty for duty in plan.duties.values() if duty.parent is None]

    assert len(top) == 38
    assert {duty.unit_kind for duty in top} == set(plan.unit_kinds)


def test_a_sub_item_stands_under_a_duty_of_its_own_kind(plan: Plan):
    subs = [duty for duty in plan.duties.values() if duty.parent is not None]

    assert subs
    assert all(plan.duties[sub.parent].unit_kind == sub.unit_kind for sub in subs)
    assert all(plan.duties[sub.parent].parent is None for sub in subs)


def test_only_the_front_and_the_party_committee_are_asked(plan: Plan):
    asked = {kind.id for kind in plan.unit_kinds.values() if kind.obligation is Obligation.REQUESTED}

    assert asked == {"mttq", "ban_xdd"}


def test_quick_topics_stand_for_topics_and_every_kind_has_tiles(plan: Plan):
    assert all(topic.topics for topic in plan.quick_topics.values())
    assert set(plan.tiles) == set(plan.unit_kinds)
    assert all(plan.tiles_of(kind) for kind in plan.unit_kinds)


def test_a_tiles_name_stands_once_in_a_home(plan: Plan):
    for kind in plan.unit_kinds:
        slugs = [tile.slug for tile in plan.tiles_of(kind)]
        assert len(set(slugs)) == len(slugs)
        assert "khac" not in slugs


def test_a_duty_and_its_types_name_each_other(plan: Plan):
    """A type that serves a duty is evidence for it, and the other way round: by both lists or the page is wrong."""
    by_duty = {(duty.id, kind) for duty in plan.duties.values() for kind in duty.activity_types}
    by_type = {(duty, kind.id) for kind in plan.activity_types.values() for duty in kind.duties}

    assert by_duty == by_type


def test_every_type_can_be_logged_by_some_kind_and_every_part_is_beside_its_whole(plan: Plan):
    for kind in plan.activity_types.values():
        measures = {*kind.required, *kind.optional}
        assert kind.unit_kinds
        assert all(plan.measures[m].sub_of in measures | {None} for m in measures)


def test_the_reading_the_default_and_the_counted_measures_are_the_plans(plan: Plan):
    assert plan.readings == {"so_pm_cong_cu"}
    assert {m.id: m.default for m in plan.measures.values() if m.default is not None} == {"so_buoi": 1}
    assert {m.id for m in plan.measures.values() if m.derived} == {"so_guong", "so_phan_anh", "so_bao_cao"}


def test_the_plan_cannot_be_changed_while_it_runs(plan: Plan):
    with pytest.raises(FrozenInstanceError):
        plan.activity_types["hop_tdp"].label = "khác"  # type: ignore[misc]
    with pytest.raises(TypeError):
        plan.measures["moi"] = plan.measures["so_buoi"]  # type: ignore[index]
    with pytest.raises(TypeError):
        plan.tiles["tdp"] = ()  # type: ignore[index]
    assert isinstance(plan.activity_types["hop_tdp"].required, tuple)
