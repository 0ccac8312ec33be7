"""The traps of the demonstration's file are noticed when it is loaded."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.activities.models import Activity, Oddity
from app.extensions import db
from app.submissions.models import Submission
from app.units.models import Unit
from tests.demo.console import Console
from tests.demo.sample import sample

TRAPS = {"E018": "duplicate", "E020": "crowd", "E026": "late"}


@pytest.fixture
def odd(console: Console) -> dict[str, dict[str, Oddity]]:
    """Id in the file → kind → what was noted."""
    console.run("demo", "load")
    of = select(Submission.key, Oddity).join(Activity, Activity.submission_id == Submission.id)
    found: dict[str, dict[str, Oddity]] = {}
    for key, row in db.session.execute(of.join(Oddity, Oddity.activity_id == Activity.id)):
        found.setdefault(key.removeprefix("demo-"), {})[row.kind] = row
    return found


def test_the_traps_are_noticed_and_nothing_else_but_what_was_typed_late(odd: dict[str, dict[str, Oddity]]):
    late = {
        entry["id"]
        for entry in sample()["entries"]
        if entry.get("submitted_date", entry["date"]) and _days(entry) >= timedelta(days=10)
    }

    assert {id: TRAPS[id] for id in TRAPS if TRAPS[id] in odd[id]} == TRAPS
    assert {id for id, kinds in odd.items() if "late" in kinds} == late
    assert {id for id, kinds in odd.items() if set(kinds) - {"late"}} == {"E018", "E020"}


def _days(entry: dict[str, str]) -> timedelta:
    from datetime import date

    return date.fromisoformat(entry.get("submitted_date") or entry["date"]) - date.fromisoformat(entry["date"])


def test_each_says_what_it_was_compared_with(odd: dict[str, dict[str, Oddity]]):
    first = db.session.scalars(select(Activity.id).join(Submission).where(Submission.key == "demo-E017")).one()
    households = db.session.scalars(select(Unit.households).where(Unit.code == "TDP06")).one()

    crowd, late = odd["E020"]["crowd"], odd["E026"]["late"]
    assert odd["E018"]["duplicate"].other_id == first
    assert (crowd.value, crowd.against) == (1200, households)
    assert late.value == 12
