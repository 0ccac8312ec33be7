"""Loading a file of entries: all of it or nothing, nothing twice, every refusal with its line."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.activities.models import Activity, Measurement, Tag
from app.clock import HANOI
from app.demo.reading import OWN
from app.extensions import db
from app.submissions.models import Submission
from app.units.models import Unit
from tests.demo.console import Console
from tests.demo.sample import sample

TABLES = (Unit, Submission, Activity, Measurement, Tag)
TEXT = OWN.read_text(encoding="utf-8")


def counts() -> dict[str, int]:
    return {table.__tablename__: db.session.scalar(select(func.count()).select_from(table)) for table in TABLES}


def number_of(id: str) -> int:
    found = select(Activity.id).join(Submission, Submission.id == Activity.submission_id)
    return db.session.scalars(found.where(Submission.key == f"demo-{id}")).one()


def changed(tmp_path: Path, old: str, new: str, *, after: str) -> tuple[str, int]:
    """The demonstration's file with one thing changed, and the line of the entry it is in."""
    begins = TEXT.index(after)
    at = TEXT.index(old, begins)
    file = tmp_path / "entries.yaml"
    file.write_text(TEXT[:at] + new + TEXT[at + len(old) :], encoding="utf-8")
    return str(file), TEXT.count("\n", 0, begins) + 1


def test_without_a_file_the_projects_own_is_loaded_as_it_stands(console: Console):
    said = console.run("demo", "load")

    days = set(db.session.scalars(select(Activity.held_on)))
    assert said == "70 new entries, 0 known\n"
    assert counts()["activities"] == len(sample()["entries"]) == 70
    assert counts()["units"] == len(sample()["units"]) + 1
    assert days == {date.fromisoformat(entry["date"]) for entry in sample()["entries"]}


def test_an_entry_the_file_calls_a_duplicate_is_loaded_as_one(console: Console):
    console.run("demo", "load")

    marked = db.session.execute(
        select(Activity.id, Activity.duplicate_of_id).where(Activity.duplicate_of_id.is_not(None))
    )
    assert [tuple(row) for row in marked] == [(number_of("E018"), number_of("E017"))]


def test_loading_again_changes_nothing(console: Console):
    console.run("demo", "load")
    before = counts()

    said = console.run("demo", "load")

    assert said == "0 new entries, 70 known\n"
    assert counts() == before


CHANGED = [("E001", "    so_buoi: 1", "    so_buoi: 2"), ("E018", "  date: ", "  date: 2026-10-17 #")]
CHANGED += [("E070", "  text: ", "  text: thêm "), ("E002", "    category: tai_khoan", "    category: mang")]


@pytest.mark.parametrize(("id", "old", "new"), CHANGED)
def test_an_entry_that_was_changed_after_it_was_loaded_is_refused_with_its_line(
    console: Console, tmp_path: Path, id: str, old: str, new: str
):
    console.run("demo", "load")
    before = counts()
    file, line = changed(tmp_path, old, new, after=f"- id: {id}")

    said = console.refused("demo", "load", file)

    assert f"line {line}: “{id}” was loaded before with other content" in said
    assert counts() == before


UNKNOWN = [
    ("  unit: TDP01", "  unit: TDP99", "TDP99"),
    ("  type: hop_tdp", "  type: hop", "hop"),
    ("    luot_nguoi_du: 74", "    luot_khach: 74", "luot_khach"),
    ("    luot_nguoi_du: 74", "    luot_nguoi_du: -74", "luot_nguoi_du"),
    ("    luot_nguoi_du: 74", "    luot_nguoi_du: 7.4", "luot_nguoi_du"),
    ("    luot_nguoi_du: 74", "    luot_nguoi_du: '74'", "luot_nguoi_du"),
    ("    luot_nguoi_du: 74", "    luot_nguoi_du: yes", "luot_nguoi_du"),
    ("    luot_nguoi_du: 74", "    luot_nguoi_du: 1000000000000", "luot_nguoi_du"),
    ("  - nq57", "  - nq58", "nq58"),
    ("  - nhan_dan", "  - nguoi_dan", "nguoi_dan"),
    ("  platforms: []", "  platforms: [zalo9]", "zalo9"),
    ("  status: da_xac_nhan", "  status: xong", "xong"),
    ("  difficulty: null", "  difficulty: {category: khac9, text: x}", "khac9"),
    ("  difficulty: null", "  difficulty: khó", "difficulty"),
    ("  date: '2026-08-23'", "  date: '2026-02-30'", "2026-02-30"),
    ("  date: '2026-08-23'", "  date: 23/08/2026", "23/08/2026"),
    ("  date: '2026-08-23'", "  date: '0001-01-01'", "0001-01-01"),
    ("  status: da_xac_nhan", "  duplicate_of: E999", "E999"),
    ("  status: da_xac_nhan", "  duplicate_of: E017", "E017"),
    ("  status: da_xac_nhan", "  duplicate_of: E001", "E001"),
    ("  text: ", '  text: "\\x07"\n  text_: ', "control"),
]


@pytest.mark.parametrize(("old", "new", "said"), UNKNOWN)
def test_what_the_plan_does_not_know_is_refused_with_its_line_and_nothing_is_stored(
    console: Console, tmp_path: Path, old: str, new: str, said: str
):
    file, line = changed(tmp_path, old, new, after="- id: E001\n")

    refusal = console.refused("demo", "load", file)

    its_measures = 10 if "must be a whole number" in refusal else 0
    assert f"line {line + its_measures}: " in refusal
    assert said in refusal
    assert counts() == dict.fromkeys(counts(), 0)


def test_the_last_entry_refused_leaves_nothing_of_the_first(console: Console, tmp_path: Path):
    file, line = changed(tmp_path, "  unit: ", "  unit: TDP99 #", after="- id: E070")

    assert f"line {line}: " in console.refused("demo", "load", file)
    assert counts() == dict.fromkeys(counts(), 0)


def test_an_entry_changed_at_the_end_of_a_longer_file_keeps_the_new_ones_out(console: Console, tmp_path: Path):
    """What is wrong only shows while storing: the units and entries before it are taken back."""
    console.run("demo", "load")
    before = counts()
    text = TEXT.replace("- id: E001\n", "- id: NEW1\n").replace("luot_nguoi_du: 74", "luot_nguoi_du: 75")
    text = text.replace("units:\n- code: TDP01", "units:\n- {code: TDP98, kind: tdp, name: Tổ mới}\n- code: TDP01")
    last = text.index("- id: E070")
    file = tmp_path / "longer.yaml"
    file.write_text(text[:last] + text[last:].replace("  text: ", "  text: thêm ", 1), encoding="utf-8")

    said = console.refused("demo", "load", str(file))

    assert "“E070” was loaded before with other content" in said
    assert counts() == before


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 22, 8, 0, tzinfo=HANOI),
        datetime(2026, 11, 28, 23, 59, tzinfo=HANOI),
        datetime(2027, 3, 3, 0, 1, tzinfo=HANOI),
        datetime(2026, 11, 20, 8, 0, tzinfo=HANOI),
        datetime(2025, 9, 1, 8, 0, tzinfo=HANOI),
    ],
)
def test_shifted_the_days_keep_their_weekday_and_none_lies_ahead(at, app: Flask, console: Console, moment: datetime):
    at(moment)

    console.run("demo", "load", "--shift")

    held = {entry["id"]: date.fromisoformat(entry["date"]) for entry in sample()["entries"]}
    moved = {db.session.get(Activity, number_of(id)).held_on - day for id, day in held.items()}
    assert len(moved) == 1
    assert moved.pop() % timedelta(days=7) == timedelta(0)
    latest = db.session.scalar(select(func.max(Activity.held_on)))
    assert timedelta(0) <= moment.date() - latest < timedelta(days=14)


def test_keys_nobody_reads_are_ignored(console: Console, tmp_path: Path):
    file, _ = changed(tmp_path, "  style: []", "  style: []\n  anything: {deep: [1, {x: y}]}", after="- id: E001\n")

    assert console.run("demo", "load", file).startswith("70 new")
