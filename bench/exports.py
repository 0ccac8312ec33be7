"""python -m bench.exports: time and memory of a period's workbook and CSV for 50, 1 000 and 6 300 units, and 100 000 entries.

BENCH_DATABASE_URL adds PostgreSQL. Each file is written by a process of its own; memory is the most that process held.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import flask_migrate
from sqlalchemy import insert

from app import clock, create_app
from app.activities.models import Activity, Measurement, Tag
from app.config import Config
from app.database import AnySession
from app.extensions import db
from app.submissions.models import Submission
from app.units.models import Unit
from app.vietnamese import fold, sort_key
from bench.databases import fresh

SIZES = ((50, 200), (1_000, 4_000), (6_300, 25_200), (120, 100_000))  # units, entries of the month
PERIOD, FIRST = "2026-11", date(2026, 10, 15)
FIGURES = (("so_hoat_dong", 1), ("so_buoi", 1), ("luot_nguoi_du", 45))
NOTE = "Bà con dự đông, nhiều cụ hỏi cách đăng nhập VNeID; tổ hướng dẫn từng người."
BATCH = 5_000


def fill(session: AnySession, units: int, entries: int) -> None:
    """A ward with so many units, and so many entries of one month spread over them."""
    ward = Unit(code="09568", kind="phuong", name="Phường", search="phuong", sort_key="")
    session.add(ward)
    session.flush()
    ward.ward_id = ward.id
    names = [f"Tổ dân phố số {place}" for place in range(1, units + 1)]
    made = [Unit(code=f"U{place}", kind="tdp", name=name, ward_id=ward.id) for place, name in enumerate(names)]
    for unit in made:
        unit.search, unit.sort_key = fold(unit.name), sort_key(unit.name)
    session.add_all(made)
    session.flush()
    numbers, chance = [unit.id for unit in made], random.Random(1)
    for first in range(1, entries + 1, BATCH):
        _put(session, range(first, min(first + BATCH, entries + 1)), numbers, chance)
    session.commit()


def _put(session: AnySession, ids: range, units: list[int], chance: random.Random) -> None:
    now, whose = clock.now(), {id: units[id % len(units)] for id in ids}
    days = {id: FIRST + timedelta(days=chance.randrange(31)) for id in ids}
    keys = [
        {"id": i, "unit_id": u, "key": f"{i:036d}", "sha256": "0" * 64, "received_at": now} for i, u in whose.items()
    ]
    said = {"type": "hop_tdp", "status": "da_gui", "note": NOTE, "difficulty": "", "logged_as": "", "logged_at": now}
    rows = [{"id": i, "submission_id": i, "unit_id": u, "held_on": days[i]} | said for i, u in whose.items()]
    shared = {
        i: {"activity_id": i, "unit_id": u, "held_on": days[i], "type": "hop_tdp", "counts": True}
        for i, u in whose.items()
    }
    session.execute(insert(Submission), keys)
    session.execute(insert(Activity), rows)
    session.execute(insert(Measurement), [shared[i] | {"measure": m, "value": v} for i in ids for m, v in FIGURES])
    session.execute(insert(Tag), [{"activity_id": i, "kind": "topic", "tag": "bdhvs"} for i in ids])


def measured(environment: dict[str, str], out: Path) -> tuple[float, float]:
    """Seconds and greatest memory (MB) of one file written from the console."""
    started = time.monotonic()
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "export", "--period", PERIOD, "--out", str(out)]
    process = subprocess.Popen(command, env=os.environ | environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"flask export ended with {status}")
    return time.monotonic() - started, used.ru_maxrss / 1024


def bench(server: str | None) -> None:
    for units, entries in SIZES:
        with tempfile.TemporaryDirectory() as name, fresh(Path(name), "exports", server) as url:
            folder = Path(name)
            app = create_app(Config(url, "k" * 40, folder))
            with app.app_context():
                flask_migrate.upgrade()
                fill(db.session, units, entries)
                db.session.remove()
                db.engine.dispose()
            environment = {"DATABASE_URL": url, "DATA_DIR": name, "SECRET_KEY": "k" * 40}
            for suffix in ("xlsx", "csv"):
                out = folder / f"out.{suffix}"
                seconds, memory = measured(environment, out)
                size = out.stat().st_size / 1e6
                where = "PostgreSQL" if server else "SQLite"
                print(
                    f"{where:10} {units:>5} units {entries:>7} entries  {suffix:4} {seconds:6.1f} s {memory:5.0f} MB, file {size:.1f} MB",
                    flush=True,
                )


if __name__ == "__main__":
    bench(None)
    if os.environ.get("BENCH_DATABASE_URL"):
        bench(os.environ["BENCH_DATABASE_URL"])
