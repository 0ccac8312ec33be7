"""The demonstration's threads, from the database and as a reviewer reads them, against the file itself."""

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app import clock
from app.database import writing
from app.demo.commands import load_file
from app.demo.reading import OWN, read_file
from app.extensions import db
from app.feedback.choices import Kind, Severity
from app.feedback.models import Feedback, Message
from app.feedback.workflow import State, Step
from app.permissions import Role
from app.plan import Plan, PlanError
from app.plan.reading import parse, rows_of
from app.submissions.models import Submission
from app.units.models import Unit
from tests.factories import a_feedback, a_person, a_scope, unit_with
from tests.page import PageClient

ROWS: list[dict[str, Any]] = rows_of(parse(OWN.read_text(encoding="utf-8")), "feedback")


@pytest.fixture
def loaded(app: Flask, ward: Unit, plan: Plan) -> None:
    db.session.delete(ward)
    db.session.commit()
    load_file(read_file(OWN, plan), now=clock.now())


def thread_of(row: dict[str, Any]) -> Feedback:
    return db.session.query(Feedback).filter_by(number=int(row["id"][-4:])).one()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_thread_is_stored_as_it_stands_in_the_file(app: Flask, loaded: None, row: dict[str, Any]):
    kept = thread_of(row)
    handler = db.session.get(Unit, kept.handler_id).kind if kept.handler_id else kept.handler_outside or "phong_vhxh"

    assert (kept.kind, kept.category, kept.severity, kept.title, kept.state, kept.rating, handler) == tuple(
        row.get(name) for name in ("kind", "category", "severity", "title", "status", "rating", "handler")
    )
    assert str(clock.local(kept.raised_at).date()) == row["opened"]
    said = db.session.query(Message).filter_by(feedback_id=kept.id).order_by(Message.position)
    units = {unit.id: unit.code for unit in db.session.query(Unit)}
    found = [(str(clock.local(m.at).date()), units[m.unit_id], m.step, m.text) for m in said]
    assert found == [(m["date"], m["from"], m["action"], m["text"]) for m in row["messages"]]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_reviewer_reads_it_so(app: Flask, loaded: None, row: dict[str, Any]):
    reviewer = PageClient(app).signed_in_as(a_person(unit_with("VHXH"), Role.REVIEWER))

    text = unescape(reviewer.get(f"/phan-anh/{row['id']}").get_text(" ", strip=True))

    words = [row["title"], State(row["status"]).label, Kind(row["kind"]).label, Severity(row["severity"]).label.lower()]
    for word in [*words, *(" ".join(m["text"].split()) for m in row["messages"])]:
        assert word in " ".join(text.split()), word
    late = row["id"] in {"PA-2026-0013", "PA-2026-0014"}
    assert not late or "Quá hạn từ" in text
    assert row["handler"] != "mttq" or "Đang phối hợp" in text


def test_what_mttq_was_asked_for_is_never_overdue(app: Flask, loaded: None):
    reviewer = PageClient(app).signed_in_as(a_person(unit_with("VHXH"), Role.REVIEWER))

    assert "PA-2026-0002" not in reviewer.get("/phan-anh?muc=tat-ca&han=qua-han").get_text()


def test_loading_again_changes_nothing_and_numbers_go_on(app: Flask, loaded: None, plan: Plan):
    before = [db.session.query(table).count() for table in (Feedback, Message, Submission)]

    load_file(read_file(OWN, plan), now=clock.now())

    assert [db.session.query(table).count() for table in (Feedback, Message, Submission)] == before
    assert a_feedback(unit_with("TDP07"), by=a_scope(unit_with("TDP07"))) == f"PA-2026-{len(ROWS) + 1:04d}"


THREAD = """
feedback:
- {id: PA-2026-0001, unit: TDP07, kind: kho_khan, category: mang, severity: thuong, title: X, handler: mttq,
   status: moi_gui, messages: [{date: 2026-11-01, from: TDP07, action: gui, text: Y}]}
"""


@pytest.mark.parametrize(
    ("known", "unknown"),
    [
        ("PA-2026-0001", "PA-1"),
        ("unit: TDP07", "unit: X9"),
        ("kho_khan", "than_phien"),
        ("category: mang", "category: x"),
        ("thuong", "gap"),
        ("handler: mttq", "handler: x"),
        ("moi_gui", "xong"),
        ("action: gui", "action: bay"),
        ("action: gui", "action: tra_loi"),
        ("from: TDP07", "from: X9"),
        ("date: 2026-11-01", "date: 2026-13-01"),
    ],
)
def test_what_the_plan_does_not_know_names_its_line(tmp_path: Path, plan: Plan, known: str, unknown: str):
    file = tmp_path / "f.yaml"
    file.write_text(THREAD.replace(known, unknown, 1), encoding="utf-8")

    with pytest.raises(PlanError, match=r"line [34]"):
        read_file(file, plan, ["TDP07"])


def test_another_thread_of_the_same_number_stops_the_load(
    app: Flask, ward: Unit, unit: Unit, plan: Plan, tmp_path: Path
):
    file = tmp_path / "f.yaml"
    file.write_text(THREAD, encoding="utf-8")
    load_file(read_file(file, plan, ["TDP07"]), now=clock.now())
    file.write_text(THREAD.replace("title: X", "title: Z"), encoding="utf-8")

    with pytest.raises(PlanError, match="other content"):
        load_file(read_file(file, plan, ["TDP07"]), now=clock.now())
    writing().rollback()
    assert db.session.query(Feedback.title).scalar() == "X"
    assert db.session.query(Message.step).scalar() == Step.RAISE
