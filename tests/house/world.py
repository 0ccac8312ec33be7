"""An example of every address, and the whole content of the database, for tests that go through all of them."""

from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.engine import Engine
from werkzeug.routing import Rule

from app.accounts.models import Membership
from app.activities.models import Activity
from app.drafts.models import Draft
from app.exemplars.models import Exemplar, Publication
from app.extensions import db
from app.feedback.models import Feedback
from app.feedback.numbers import code
from app.periods.models import Closure
from app.photos.models import Photo
from app.reporting.models import IssuedReport
from app.units.models import Unit
from tests.closing.making import a_closing
from tests.exemplars.making import a_published_exemplar
from tests.factories import a_draft, a_feedback
from tests.photos.making import a_photo
from tests.reporting.making import a_kept_report

CLOSED = "2026-06"  # the month of the example of a closing


def examples(app: Flask, entry: Activity) -> list[tuple[Rule, str]]:
    """Every rule with an address it matches; a rule with a part nobody knows an example for fails here."""
    number, receipt, member = entry.id, entry.submission_id, someone_of(entry)
    thread, marked, begun = a_thread_of(entry), an_exemplar_of(entry), a_draft_of(entry)
    closed, pictured = a_closing_of(entry), a_photo_of(entry)
    kept = a_kept_report_of(entry, closed)
    adapter = app.url_map.bind("localhost")
    found = []
    for rule in app.url_map.iter_rules():
        known = {"slug": "hop", "code": "TDP07", "number": receipt if "phieu" in rule.rule else number}
        known |= {"number": member} if "/nguoi/" in rule.rule else {}
        known |= {"number": begun} if "/nhat-ky/nhap/" in rule.rule else {}
        known |= (
            {"number": marked["/guong/da-go/" if "da-go" in rule.rule else "/guong/"]} if "/guong/" in rule.rule else {}
        )
        known |= {"slug": "khong-phat-sinh"} if "/bao-ky/" in rule.rule else {}
        known |= {"code": "tdp"} if "/ngoai-mang/" in rule.rule else {}
        known |= {"code": thread, "slug": "tra-loi"} if "<feedback:" in rule.rule else {}
        known |= {"name": CLOSED, "number": closed} if "<period:" in rule.rule else {}
        known |= {"name": pictured} if "<photo:" in rule.rule else {}
        known |= {"number": kept} if "/da-luu/" in rule.rule else {}
        found.append((rule, adapter.build(rule.endpoint, {name: known[name] for name in rule.arguments})))
    return found


def someone_of(entry: Activity) -> int:
    """Somebody who works in the entry's unit, or the entry's own number where nobody does."""
    found = select(Membership.person_id).where(Membership.unit_id == entry.unit_id).order_by(Membership.id).limit(1)
    return db.session.scalar(found) or entry.id


def a_thread_of(entry: Activity) -> str:
    """A thread of feedback of the entry's unit, raised now where there is none."""
    found = db.session.execute(select(Feedback.year, Feedback.number).where(Feedback.unit_id == entry.unit_id)).first()
    return code(*found) if found else a_feedback(db.session.get_one(Unit, entry.unit_id))


def a_draft_of(entry: Activity) -> int:
    """A draft of the entry's unit, begun now where there is none."""
    found = db.session.scalar(select(Draft.id).where(Draft.unit_id == entry.unit_id))
    return found or a_draft(db.session.get_one(Unit, entry.unit_id))


def an_exemplar_of(entry: Activity) -> dict[str, int]:
    """An exemplar of the entry's unit and where it was published, made now where there is none."""
    found = select(Publication.exemplar_id, Publication.id).join(Exemplar).where(Exemplar.unit_id == entry.unit_id)
    row = db.session.execute(found).first()
    unit = db.session.get_one(Unit, entry.unit_id)
    ward = db.session.get_one(Unit, unit.ward_id)
    return {"/guong/": row[0], "/guong/da-go/": row[1]} if row else a_published_exemplar(unit, ward)


def a_photo_of(entry: Activity) -> str:
    """A photo of the entry, put to it now where there is none."""
    return db.session.scalar(select(Photo.name).where(Photo.activity_id == entry.id)) or a_photo(entry)


def a_closing_of(entry: Activity) -> int:
    """A closing of a month of the entry's ward, made now where there is none."""
    ward = db.session.get_one(Unit, db.session.get_one(Unit, entry.unit_id).ward_id)
    found = select(Closure.id).where(Closure.ward_id == ward.id, Closure.period == CLOSED)
    return db.session.scalar(found) or a_closing(ward, CLOSED)


def a_kept_report_of(entry: Activity, closed: int) -> int:
    """A report the entry's ward kept, made now where there is none."""
    ward = db.session.get_one(Unit, db.session.get_one(Unit, entry.unit_id).ward_id)
    found = select(IssuedReport.id).where(IssuedReport.ward_id == ward.id)
    return db.session.scalar(found) or a_kept_report(ward, closed, CLOSED)


def methods(rule: Rule) -> set[str]:
    """What a rule takes, but for what Flask answers by itself."""
    return (rule.methods or set()) - {"HEAD", "OPTIONS"}


def mark(app: Flask, rule: Rule) -> str:
    """The access mark of a rule's view: "public", "signed-in" or roles."""
    return str(getattr(app.view_functions[rule.endpoint], "access", None))


def everything(engine: Engine | None = None) -> dict[str, list[Any]]:
    """Every row of every table."""
    with (engine or db.engine).connect() as connection:
        return {t.name: sorted(map(repr, connection.execute(t.select()))) for t in db.metadata.sorted_tables}
