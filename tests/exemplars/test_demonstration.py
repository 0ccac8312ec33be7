"""The demonstration's exemplars: as they stand in the file, once, every refusal with its line."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app import clock
from app.demo.reading import OWN
from app.exemplars.models import Exemplar, ExemplarEvent, Publication
from app.exemplars.workflow import State
from app.extensions import db
from app.submissions.models import Submission
from tests.demo.console import Console
from tests.demo.sample import sample

TEXT = OWN.read_text(encoding="utf-8")


@pytest.fixture
def console(app: Flask) -> Console:
    return Console(app)


def loaded() -> dict[str, Exemplar]:
    rows = db.session.query(Submission.key, Exemplar).join(Exemplar, Exemplar.submission_id == Submission.id)
    return {key.removeprefix("demo-"): row for key, row in rows}


def as_in_the_file(row: Mapping[str, Any]) -> tuple[object, ...]:
    consent, guardian = row["consent_publish"], row.get("consent_guardian", False)
    names = row["title"], row["text"], row["field"], row["kind"], row["status"]
    return *names, date.fromisoformat(row["date"]), consent, row.get("child", False), guardian


def as_stored(row: Exemplar) -> tuple[object, ...]:
    names = row.title, row.story, row.field, row.kind, row.state
    return *names, row.proposed_on, row.consent, row.is_child, row.guardian_consent


def test_they_load_as_they_stand_in_the_file_in_every_state(console: Console):
    console.run("demo", "load")

    found = loaded()
    assert {id: as_stored(row) for id, row in found.items()} == {
        r["id"]: as_in_the_file(r) for r in sample()["exemplars"]
    }
    assert {row.state for row in found.values()} == set(State)
    assert [mark.place for mark in db.session.query(Publication).order_by(Publication.published_on)] == [
        "Fanpage của phường",
        "Đài truyền thanh phường",
    ]


def test_the_feed_leads_to_the_state_and_the_version_counts_it(console: Console):
    console.run("demo", "load")

    for row in loaded().values():
        events = db.session.query(ExemplarEvent).filter_by(exemplar_id=row.id).order_by(ExemplarEvent.position).all()
        assert (len(events), events[-1].state) == (row.version, row.state)
        assert [e.at for e in events] == sorted(e.at for e in events)
        assert all(after.state_before == before.state for before, after in zip(events, events[1:], strict=False))


def test_loading_again_changes_nothing_and_shifted_days_move_together(console: Console):
    console.run("demo", "load", "--shift")
    before = {id: as_stored(row) for id, row in loaded().items()}
    console.run("demo", "load", "--shift")

    moved = {
        row.proposed_on - date.fromisoformat(r["date"]) for r in sample()["exemplars"] if (row := loaded()[r["id"]])
    }
    assert {id: as_stored(row) for id, row in loaded().items()} == before
    assert len(moved) == 1
    assert moved.pop() % timedelta(days=7) == timedelta(0)
    assert max(row.proposed_on for row in loaded().values()) <= clock.today()


CHANGED = [
    ("  field: doi_song", "  field: the_thao", "there is no field of an exemplar “the_thao”"),
    ("  kind: ca_nhan", "  kind: con_vat", "there is no kind of exemplar “con_vat”"),
    ("  status: da_dang", "  status: xong", "there is no state of an exemplar “xong”"),
    ("  unit: TDP02", "  unit: TDP99", "there is no unit “TDP99”"),
    ("- id: G01", "- id: G02", "the id “G02” stands twice"),
    ("  date: '2026-10-05'", "  date: hôm qua", "is no date"),
]


@pytest.mark.parametrize(("old", "new", "why"), CHANGED)
def test_what_is_not_in_the_plan_stops_the_load(console: Console, tmp_path: Path, old: str, new: str, why: str):
    said = console.refused("demo", "load", str(changed(tmp_path, old, new)))

    assert why in said
    assert "line " in said
    assert loaded() == {}


def test_an_exemplar_changed_after_it_was_loaded_is_refused(console: Console, tmp_path: Path):
    console.run("demo", "load")

    said = console.refused("demo", "load", str(changed(tmp_path, "  kind: ca_nhan", "  kind: tap_the")))

    assert "“G01” was loaded before with other content" in said


def changed(folder: Path, old: str, new: str) -> Path:
    """The demonstration's file with one thing of its first exemplar changed."""
    at = TEXT.index(old, TEXT.index("- id: G01"))
    file = folder / "entries.yaml"
    file.write_text(TEXT[:at] + new + TEXT[at + len(old) :], encoding="utf-8")
    return file
