"""What a log form sends, by the names its boxes bear."""

from uuid import uuid4

from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select

from app import clock
from app.activities.models import Activity, Measurement
from app.extensions import db
from app.permissions import Role
from app.plan import ActivityType, Plan
from tests import factories
from tests.page import PageClient


def a_form(**boxes: object) -> dict[str, object]:
    """A form of today under a key of its own."""
    return {"key": str(uuid4()), "held_on": clock.today().isoformat()} | boxes


def a_client_of(app: Flask, kind: str, *, code: str = "") -> PageClient:
    """A reporter of a unit of a kind, in a ward of its own."""
    unit = factories.a_unit(factories.a_ward(), kind=kind, code=code, name=f"Đơn vị {kind}")
    return PageClient(app).signed_in_as(factories.a_person(unit, Role.REPORTER))


def figures_for(kind: ActivityType, plan: Plan, *, only_required: bool = False) -> dict[str, int]:
    """A figure for each measure that is typed, each another; a part smaller than its whole."""
    typed = [m for m in plan.inputs(kind) if m.id in kind.required or not only_required]
    return {m.id: place + 2 if m.sub_of else 1250 + place for place, m in enumerate(typed)}


def filled(page: BeautifulSoup, form_id: str = "activity-form") -> dict[str, object]:
    """What a browser would send of a page's form, the token aside."""
    form, found = page.find(id=form_id), {}
    for box in form.select("input[name],textarea[name]"):  # a browser sends nothing that has no name
        if box.get("type") == "checkbox" and box.has_attr("checked"):
            found.setdefault(box["name"], []).append(box["value"])
        elif box.get("type") not in {"radio", "checkbox"} or box.has_attr("checked"):
            found[box["name"]] = box.get("value", box.get_text().strip())
    for box in form.select("select"):
        found[box["name"]] = (box.find(attrs={"selected": True}) or box.find("option"))["value"]
    return {name: value for name, value in found.items() if name != "csrf_token"}


def stored() -> dict[int, tuple[str, dict[str, int]]]:
    """Every activity of the database with every figure of it, so_hoat_dong included."""
    types = {row.id: row.type for row in db.session.execute(select(Activity.id, Activity.type))}
    rows = db.session.execute(select(Measurement.activity_id, Measurement.measure, Measurement.value)).all()
    return {number: (types[number], {m: v for a, m, v in rows if a == number}) for number in sorted(types)}
