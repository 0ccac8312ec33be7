"""flask units load: a tree under one ward, loaded whole or not at all, and loaded again to change it."""

import re
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.extensions import db
from app.units.models import Unit
from tests.demo.console import Console

WARD = "- {code: '09568', kind: phuong, name: Phường Phú Lương}\n"
TREE = (
    WARD
    + """- {code: TDP1, kind: tdp, name: "Tổ dân phố số 1", households: 412, opened_on: 2025-07-01}
- {code: TDP2, kind: tdp, name: Tổ dân phố số 2, closed_on: '2026-10-31', fictitious: true}
- {code: VP, kind: van_phong, name: Văn phòng}
- {code: VP1, kind: tdp, name: Tổ của văn phòng, parent: VP}
"""
)


def a_file(tmp_path: Path, rows: str) -> str:
    file = tmp_path / "units.yaml"
    file.write_text("units:\n" + rows, encoding="utf-8")
    return str(file)


def kept() -> dict[str, Unit]:
    return {unit.code: unit for unit in db.session.scalars(select(Unit))}


def test_units_stand_under_their_ward(console: Console, tmp_path: Path):
    said = console.run("units", "load", a_file(tmp_path, TREE))

    units = kept()
    assert said == "5 new units, 0 known\n"
    assert {unit.ward_id for unit in units.values()} == {units["09568"].id}
    assert units["TDP1"].parent_id == units["09568"].id
    assert units["VP1"].parent_id == units["VP"].id
    assert (units["TDP1"].households, units["TDP1"].opened_on) == (412, date(2025, 7, 1))
    assert units["TDP2"].closed_on == date(2026, 10, 31)
    assert units["TDP1"].search == "to dan pho so 1 tdp1"


def test_a_file_that_names_no_ward_is_put_under_the_plans(console: Console, tmp_path: Path):
    console.run("units", "load", a_file(tmp_path, "- {code: T1, kind: tdp, name: Tổ 1}\n"))

    units = kept()
    assert (units["09568"].kind, units["09568"].name) == ("phuong", "Phường Phú Lương")
    assert units["T1"].ward_id == units["09568"].id


def test_loading_again_changes_what_changed_and_adds_what_is_new(console: Console, tmp_path: Path):
    console.run("units", "load", a_file(tmp_path, TREE))
    numbers = {code: unit.id for code, unit in kept().items()}
    again = TREE.replace("Tổ dân phố số 1", "Tổ dân phố Hà Trì").replace("parent: VP", "parent: TDP2")

    said = console.run("units", "load", a_file(tmp_path, again + "- {code: TDP3, kind: tdp, name: Tổ 3}\n"))

    units = kept()
    assert said == "1 new units, 5 known\n"
    assert units["TDP1"].search == "to dan pho ha tri tdp1"
    assert units["VP1"].parent_id == units["TDP2"].id
    assert {code: units[code].id for code in numbers} == numbers


WRONG = [
    ("- {code: A, kind: xom, name: A}", "line 2.*“xom” is no kind"),
    ("- {code: A, kind: [tdp], name: A}", "line 2.*is no kind"),
    ("- {code: A, name: A}", "line 2.*is no kind"),
    ("- {kind: tdp, name: A}", "line 2.*“code” is missing"),
    ("- {code: A, kind: tdp, name: '  '}", "line 2.*“name” is missing"),
    ('- {code: A, kind: tdp, name: "A\\x07"}', "line 2.*“name”"),
    ("- {code: A, kind: tdp, name: A}\n- {code: A, kind: tdp, name: B}", "line 3.*“A” stands twice"),
    (f"- {{code: {'A' * 21}, kind: tdp, name: A}}", "line 2.*at most 20"),
    ("- {code: A/1, kind: tdp, name: A}", "line 2.*code"),
    ("- {code: nhat ky, kind: tdp, name: A}", "line 2.*code"),
    (f"- {{code: A, kind: tdp, name: {'A' * 201}}}", "line 2.*200"),
    ("- {code: A, kind: tdp, name: A, households: -1}", "line 2.*households"),
    ("- {code: A, kind: tdp, name: A, households: 1.5}", "line 2.*households"),
    ("- {code: A, kind: tdp, name: A, households: yes}", "line 2.*households"),
    ("- {code: A, kind: tdp, name: A, opened_on: 31/12/2025}", "line 2.*31/12/2025"),
    ("- {code: A, kind: tdp, name: A, opened_on: 2026-02-02, closed_on: 2026-02-01}", "line 2.*closed before"),
    ("- {code: A, kind: tdp, name: A, parent: B}", "no unit “B”"),
    ("- {code: A, kind: tdp, name: A, parent: A}", "under itself"),
    ("- {code: A, kind: tdp, name: A, parent: B}\n- {code: B, kind: tdp, name: B, parent: A}", "under itself"),
    ("- tdp", "line 1.*must be a mapping"),
    ("- {code: A, kind: tdp", "line "),
]


@pytest.mark.parametrize(("rows", "said"), WRONG)
def test_a_wrong_row_is_refused_with_its_line_and_nothing_is_stored(
    console: Console,
    tmp_path: Path,
    rows: str,
    said: str,
):
    file = a_file(tmp_path, rows)

    refusal = console.refused("units", "load", file)

    assert re.search(said, refusal), refusal
    assert kept() == {}
