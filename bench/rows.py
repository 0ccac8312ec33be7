"""An entry as rows of the app's tables, figures by the app's own rule."""

import hashlib
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from app.activities.entry import Entry
from app.activities.models import Activity, Measurement, Tag, TagKind
from app.activities.storing import measurements
from app.activities.workflow import Status
from app.clock import HANOI
from app.submissions.models import Submission

Rows = dict[type, list[dict[str, Any]]]
TABLES = (Submission, Activity, Measurement, Tag)
# Of a hundred entries: what the reviewers have done with them.
FATES = [Status.SENT] * 85 + [Status.CONFIRMED] * 12 + [Status.RETURNED] * 2 + [Status.WITHDRAWN]
REPEATED = 0.01  # entries that are a duplicate of the unit's one before


class Clerk:
    """Turns entries into rows, numbered from 1; remembers what a duplicate needs."""

    def __init__(self, ids: dict[str, tuple[int, int]], seed: int) -> None:
        self.ids = ids
        self.random = Random(seed)
        self.number = 0
        self.before: dict[str, int] = {}

    def put(self, code: str, entry: Entry, into: Rows) -> None:
        """Adds an entry's rows."""
        self.number += 1
        unit_id, person_id = self.ids[code]
        logged_at = datetime.combine(entry.held_on, time(19), HANOI) + timedelta(minutes=self.number % 180)
        repeats = self.random.random() < REPEATED
        row: dict[str, Any] = {
            "id": self.number,
            "submission_id": self.number,
            "unit_id": unit_id,
            "type": entry.type,
            "held_on": entry.held_on,
            "status": FATES[int(100 * self.random.random())],
            "note": entry.note,
            "difficulty": entry.difficulty,
            "difficulty_category": entry.difficulty_category,
            "logged_by_id": person_id,
            "logged_as": "Tổ trưởng tổ dân phố",
            "logged_at": logged_at,
            "duplicate_of_id": self.before.get(code) if repeats else None,
        }
        key = f"bench-{self.number:012d}"
        sent = {"id": self.number, "unit_id": unit_id, "key": key, "person_id": person_id, "received_at": logged_at}
        # any checksum serves: nothing in the bench sends these again
        into[Submission].append(sent | {"sha256": hashlib.sha256(key.encode()).hexdigest()})
        into[Activity].append(row)
        into[Measurement] += measurements(self.number, entry, row)
        into[Tag] += [{"activity_id": self.number, "kind": TagKind.TOPIC, "tag": tag} for tag in entry.topics]
        if row["duplicate_of_id"] is None:
            self.before[code] = self.number
