"""A catalogue that is wrong stops the start, and the message names the line."""

from pathlib import Path

import pytest

from app import create_app
from app.config import Config
from app.plan import PlanError, read_plan
from tests.plan.broken import TEXT, broken

# what is wrong; where it is looked for; what is replaced, by what; the line it is named by (0: the replaced one); what is said
TYPE = "- id: hop_tdp"
BROKEN = [
    ("a measure nobody defines", TYPE, "required: [luot_nguoi_du]", "required: [luot_khach]", -4, "luot_khach"),
    ("an optional measure nobody defines", TYPE, "optional: [so_buoi]", "optional: [buoi]", -5, "“buoi”"),
    ("an unknown kind of unit", TYPE, "unit_kinds: [tdp]", "unit_kinds: [to]", -3, "“to”"),
    ("an unknown duty", TYPE, "duties: [V.8.1]", "duties: [V.9.9]", -6, "“V.9.9”"),
    ("a duty's unknown form", "- id: V.1.1", "forms: [III.1.1,", "forms: [III.9.9,", -6, "III.9.9"),
    ("a duty's unknown type", "- id: V.1.1", "activity_types: [tin_bai_cong,", "activity_types: [tin,", -5, "“tin”"),
    ("a part of an unknown measure", "- id: luot_nct", "sub_of: luot_nguoi_hd", "sub_of: luot", -5, "“luot”"),
    ("a topic's unknown group", "topics:\n", "group: II.1}", "group: II.9}", 0, "II.9"),
    ("a topic's unknown parent", "- {id: II.2.2.a", "parent: II.2.2}", "parent: II.9}", 0, "II.9"),
    ("a quick topic's unknown topic", "quick_topics:", "topics: [II.1.3,", "topics: [II.1.33,", 0, "II.1.33"),
    ("a day no week has", "- id: chao_co", "week: [T2]", "week: [T8]", -7, "“T8”"),
    ("a difficulty nobody handles", "\ndifficulty_categories:", ", handler: ", ", handler: nobody_", 0, "nobody_"),
    ("a type that stands twice", "", "- id: sinh_hoat_chi_bo", TYPE, 0, "hop_tdp"),
    ("a kind that stands twice", "unit_kinds:", "- {id: truong,", "- {id: tdp,", 0, "tdp"),
    ("a duty without an id", "duties:", "- id: V.1.1", "- ident: V.1.1", 0, "id"),
    ("an unknown key", TYPE, "short: ", "shorter: ", -2, "shorter"),
    ("a missing key", TYPE, '  short: "Họp tổ"\n', "", -2, "short"),
    ("a key given twice", TYPE, "short: ", "label: ", 0, "label"),
    ("a list where a word belongs", TYPE, 'label: "Họp tổ dân phố"', "label: [a]", -1, "label"),
    ("a word where a list belongs", TYPE, "optional: [so_buoi]", "optional: so_buoi", -5, "optional"),
    ("an empty word", TYPE, 'label: "Họp tổ dân phố"', 'label: ""', -1, "label"),
    ("a number in a list of ids", TYPE, "optional: [so_buoi]", "optional: [5]", -5, "optional"),
    ("a list in a list of ids", TYPE, "optional: [so_buoi]", "optional: [[so_buoi]]", -5, "optional"),
    ("an obligation the plan does not know", "- {id: mttq", "requested", "ordered", 0, "ordered"),
    ("a beginning that is no date", "plan:", "2025-07-01", "hè", -2, "started_on"),
    ("a beginning on no day", "plan:", "2025-07-01", "2025-06-31", 0, "day"),
    ("a tile of an unknown kind", "tiles:", "  tdp:", "  khu:", 1, "khu"),
    ("a tile of an unknown type", "slug: hop,", "types: [hop_tdp,", "types: [hop,", 0, "“hop”"),
    ("a tile whose type is not for the kind", "slug: hop,", "types: [hop_tdp,", "types: [chao_co,", 0, "chao_co"),
    ("a tile of what is raised elsewhere", "slug: hop,", "types: [hop_tdp,", "types: [phan_anh,", 0, "phan_anh"),
    ("a tile whose types ask for different figures", "slug: hop,", "[hop_tdp,", "[bang_tin,", 0, "same measures"),
    ("a tile with an unknown layout", "slug: hop,", "layout: one", "layout: two", 0, "two"),
    ("a tile of an unknown quick topic", "slug: hop,", "topics: [bdhvs,", "topics: [bd,", 0, "“bd”"),
    ("a tile without types", "slug: van-ban,", "types: [van_ban_chi_dao]", "types: []", 0, "no types"),
    ("no list of tiles", "tiles:", "  tdp:\n", "  tdp: yes\n  tdp2:\n", 0, "tdp"),
    ("a syntax error", TYPE, "optional: [so_buoi]", "optional: [so_buoi", 1, ""),
    ("a tab", TYPE, "  short:", "\tshort:", 0, ""),
    ("a key that is a list", TYPE, "short: ", "? [a]\n  : ", 0, "key"),
]


@pytest.mark.parametrize(("after", "old", "new", "line", "said"), [pytest.param(*c[1:], id=c[0]) for c in BROKEN])
def test_a_broken_catalogue_names_its_line(tmp_path: Path, after: str, old: str, new: str, line: int, said: str):
    file, at = broken(tmp_path, old, new, after=after)

    with pytest.raises(PlanError, match=rf"line {at + line}: .*{said}"):
        read_plan(file)


@pytest.mark.parametrize("section", ["plan", "unit_kinds", "measures", "duties", "activity_types", "tiles"])
def test_a_section_that_is_not_there_is_named(tmp_path: Path, section: str):
    file, _ = broken(tmp_path, f"\n{section}:", "\nx_" + section + ":")

    with pytest.raises(PlanError, match=f"“{section}”"):
        read_plan(file)


@pytest.mark.parametrize("text", ["", "[]", "một dòng chữ", "- a\n- b", "plan: {"])
def test_a_file_that_is_no_catalogue_is_refused(tmp_path: Path, text: str):
    (tmp_path / "catalogue.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(PlanError, match="line [12]:"):
        read_plan(tmp_path / "catalogue.yaml")


def test_a_file_that_is_missing_or_no_text_is_named(tmp_path: Path):
    (tmp_path / "latin.yaml").write_bytes("plan: {title: Kế}".encode("utf-16"))

    for name in ("missing.yaml", "latin.yaml"):
        with pytest.raises(PlanError, match=name):
            read_plan(tmp_path / name)


def test_the_app_does_not_start_on_a_broken_plan(tmp_path: Path):
    file, _ = broken(tmp_path, TYPE, "- id: hop_to")

    with pytest.raises(PlanError, match="line .*“hop_tdp” is not among"):
        create_app(Config("sqlite://", "k" * 40, tmp_path, plan_file=file))


def test_another_plan_is_another_file(tmp_path: Path):
    file = tmp_path / "another.yaml"
    file.write_text(TEXT.replace("ward: phường Phú Lương", "ward: phường Thử Nghiệm"), encoding="utf-8")

    started = create_app(Config("sqlite://", "k" * 40, tmp_path, plan_file=file))

    assert started.extensions["plan"].head.ward == "phường Thử Nghiệm"
