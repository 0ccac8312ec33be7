"""What is in the database and the photo store afterwards, against what the phones were told."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import Connection

from tests.faults.ledger import Verdict
from tests.faults.phones import TOPICS, Item
from tests.faults.site import Site

ENTRIES = """SELECT s.key, a.id,
  (SELECT value FROM measurements m WHERE m.activity_id = a.id AND m.measure = 'luot_nguoi_du') AS attending,
  (SELECT value FROM measurements m WHERE m.activity_id = a.id AND m.measure = 'so_hoat_dong') AS entries,
  (SELECT count(*) FROM tags t WHERE t.activity_id = a.id) AS tags
FROM submissions s LEFT JOIN activities a ON a.submission_id = s.id WHERE s.key NOT LIKE 'demo-%'"""
PHOTOS = "SELECT key, sha256, name, digest FROM photos WHERE removed_at IS NULL"


@dataclass(frozen=True)
class Tally:
    """stored: keys that are there, whole or not. half: those that are not whole. sound: what the database says of itself."""

    tries: int
    acknowledged: int
    stored: int
    doubled: int
    half: int
    lost: int
    sound: bool

    def row(self, fault: str, database: str, *, control: bool = False) -> Verdict:
        half = self.half if self.sound else max(self.half, 1)
        return Verdict(
            fault, database, self.tries, self.acknowledged, self.stored, self.doubled, half, lost=self.lost, control=control
        )  # fmt: skip


def tally(site: Site, items: Iterable[Item], photos: Path | None = None) -> Tally:
    """Counts what these items came to. photos: the folder of the store, unless it is the site's own."""
    kept = list(items)
    engine = site.engine()
    with engine.connect() as connection:
        found = _entries(connection, kept) | _photos(connection, kept, photos or site.data_dir / "photos")
        found = {item.key: found[item.key] for item in kept if item.key in found}
        sound = _is_sound(connection)
    engine.dispose()
    return Tally(
        tries=sum(len(item.answers) for item in kept),
        acknowledged=sum(item.acknowledged for item in kept),
        stored=len(found),
        doubled=sum(len(wholes) - 1 for wholes in found.values()),
        half=sum(wholes.count(False) for wholes in found.values()),
        lost=sum(item.acknowledged and True not in found.get(item.key, []) for item in kept),
        sound=sound,
    )


def _entries(connection: Connection, items: list[Item]) -> dict[str, list[bool]]:
    """For each key, whether each entry under it is whole; a receipt without an entry is not."""
    sent = {item.key: item.attending for item in items if item.attending}
    found: dict[str, list[bool]] = defaultdict(list)
    for row in connection.execute(text(ENTRIES)):
        whole = (row.attending, row.entries, row.tags) == (sent.get(row.key), 1, len(TOPICS))
        found[row.key].append(whole)
    return dict(found)


def _photos(connection: Connection, items: list[Item], folder: Path) -> dict[str, list[bool]]:
    """For each key of a photo, whether its row stands for what was sent and its files for the row."""
    sent = {item.key: item.sha256 for item in items}
    found: dict[str, list[bool]] = defaultdict(list)
    for row in connection.execute(text(PHOTOS)):
        place, small = (folder / row.name[:2] / f"{row.name}{end}.jpg" for end in ("", "-nho"))
        digest = hashlib.sha256(place.read_bytes()).hexdigest() if place.is_file() else ""
        same = (row.sha256, digest) == (sent.get(row.key), row.digest)
        found[row.key].append(same and small.is_file() and small.read_bytes()[-2:] == b"\xff\xd9")
    return dict(found)


def _is_sound(connection: Connection) -> bool:
    if connection.dialect.name != "sqlite":
        return True
    whole = connection.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
    return whole and not connection.execute(text("PRAGMA foreign_key_check")).all()
