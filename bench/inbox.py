"""python -m bench.inbox: the inbox over 10 000 threads against the bare page, in one run, on each database.

BENCH_DATABASE_URL adds PostgreSQL. Rates of wrk in turn; the ratio is what counts, the machine may be shared.
"""

import os
import random
import statistics
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import flask_migrate
from sqlalchemy import func, insert, select

from app import clock, create_app
from app.accounts.commands import NewAccount, add_account
from app.config import Config
from app.database import AnySession
from app.extensions import db
from app.feedback.finding import words
from app.feedback.models import Feedback, LastNumber, Message, Word
from app.feedback.numbers import code
from app.feedback.workflow import Party, State, Step
from app.permissions import Role
from app.plan import read_plan
from app.scope import CONSOLE
from app.submissions.models import Submission
from app.units.models import Unit
from app.vietnamese import fold, sort_key
from bench.browser import Browser
from bench.databases import engine_for, fresh, settle
from bench.servers import FIRST_PORT, Server, serving
from bench.wrk import Run, drive

THREADS, UNITS, ROUNDS, SECONDS, TRIES = 10_000, 120, 5, 3, 6
PHONE, PASSWORD = "0510000005", "tám chữ gì đó khó đoán"  # noqa: S105 - of a database that is thrown away
PATHS = {
    "inbox": "/phan-anh",
    "inbox, in progress": "/phan-anh?muc=dang-xu-ly",
    "inbox, all": "/phan-anh?muc=tat-ca",
    "search": "/phan-anh?q=mang+yeu&muc=tat-ca",
    "search of what is rare": "/phan-anh?q=xk777&muc=tat-ca",
    "search in a tab": "/phan-anh?q=mat+khau&muc=cho-tra-loi",
    "inbox with a thread": "/phan-anh/{thread}?muc=cho-tra-loi",
}
SAID = (
    "mạng yếu không vào được dịch vụ công mật khẩu VNeID cụ già điện thoại cũ loa hỏng thiếu người hướng dẫn tài liệu"
)
SHARES = ((State.SOLVED, 70), (State.ANSWERED, 8), (State.SENT, 5), (State.RECEIVED, 5), (State.IN_PROGRESS, 8))
OTHERS = ((State.RETURNED, 2), (State.ESCALATED, 1), (State.REOPENED, 1))
OPEN = {State.SENT, State.RECEIVED, State.IN_PROGRESS, State.ESCALATED, State.REOPENED}


def fill(session: AnySession, now: datetime) -> str:
    """A ward of 120 units, an officer and 10 000 threads of two years; the code of one that waits."""
    ward = Unit(code="09568", kind="phuong", name="Phường", search="phuong", sort_key="")
    session.add(ward)
    session.flush()
    ward.ward_id = ward.id
    names = [f"Tổ dân phố số {n}" for n in range(1, UNITS)] + ["Phòng Văn hóa - Xã hội"]
    units = [
        Unit(code=f"U{n}", kind="tdp" if n < UNITS else "phong_vhxh", name=name, search=fold(f"{name} u{n}"))
        for n, name in enumerate(names, 1)
    ]
    for unit in units:
        unit.parent_id = unit.ward_id = ward.id
        unit.sort_key = sort_key(unit.name)
    session.add_all(units)
    session.commit()
    officer = NewAccount("Chuyên viên", PHONE, f"U{UNITS}", Role.REVIEWER, "Chuyên viên")
    add_account(officer, PASSWORD, by=CONSOLE, now=now, today=clock.today())
    rows = threads(ward.id, [unit.id for unit in units[:-1]], now)
    sent = [{"id": r["id"], "unit_id": r["unit_id"], "key": f"{r['id']:036d}", "sha256": "0" * 64} for r in rows]
    session.execute(insert(Submission), [each | {"person_id": None, "received_at": now} for each in sent])
    session.execute(insert(Feedback), rows)
    session.execute(insert(Message), [message(row, place) for row in rows for place in range(1, row["version"] + 1)])
    said = [
        {"feedback_id": r["id"], "word": word}
        for r in rows
        for word in words((r["text"], code(r["year"], r["number"])))
    ]
    session.execute(insert(Word), said)
    session.add(LastNumber(ward_id=ward.id, year=2026, last=THREADS))
    session.commit()
    waiting = select(func.min(Feedback.number)).where(Feedback.state == State.RECEIVED)
    return code(2026, session.scalars(waiting).one())


def threads(ward_id: int, units: list[int], now: datetime) -> list[dict[str, object]]:
    chance = random.Random(57)  # noqa: S311 - the same threads in every run
    states = [state for state, share in (*SHARES, *OTHERS) for _ in range(share)]
    categories, vocabulary = list(read_plan().difficulty_categories), SAID.split()
    found = []
    for number in range(1, THREADS + 1):
        state, at = chance.choice(states), now - timedelta(minutes=chance.randrange(2 * 365 * 24 * 60))
        text = " ".join([*chance.choices(vocabulary, k=20), f"xk{number}"])
        row = {"id": number, "ward_id": ward_id, "year": 2026, "number": number, "unit_id": chance.choice(units)}
        row |= {"submission_id": number, "kind": "kho_khan", "category": chance.choice(categories)}
        row |= {"severity": "thuong", "title": text[:70], "text": text, "proposal": "", "raised_as": ""}
        row |= {"raised_at": at, "raised_on": at.date()}
        row |= {"state": state, "version": chance.randrange(1, 6), "last_at": at + timedelta(hours=9), "waited": 0}
        row |= {
            "waiting_since": at if state in OPEN else None,
            "due_at": at + timedelta(days=7) if state in OPEN else None,
        }
        row |= {"closes_at": at + timedelta(days=30) if state in {State.ANSWERED, State.SOLVED} else None}
        row |= {
            "closed_at": at if state is State.SOLVED else None,
            "closed_by": "unit" if state is State.SOLVED else None,
        }
        found.append(row | {"received_at": None if state is State.SENT else at})
    return found


def message(row: dict[str, object], place: int) -> dict[str, object]:
    kept = {
        "feedback_id": row["id"],
        "position": place,
        "at": row["raised_at"],
        "step": Step.UPDATE,
        "party": Party.WARD,
    }
    return kept | {"state": row["state"], "text": row["text"], "unit_id": row["unit_id"], "is_held": False}


def signed_in(server: Server) -> str:
    """The cookie of the officer, as it is from the first page on: that one puts a token for the forms into it."""
    browser = Browser(server.port)
    token = browser.token("/dang-nhap")
    browser.ask("POST", "/dang-nhap", urlencode({"csrf_token": token, "phone": PHONE, "password": PASSWORD}))
    browser.page("/phan-anh")
    return browser.cookie


def measured(server: Server, bare: Server, thread: str) -> dict[str, list[Run]]:
    """Rounds of every address in turn, after one that only warms up."""
    headers = (f"Cookie: {signed_in(server)}",)
    found: dict[str, list[Run]] = {name: [] for name in ("bare page", *PATHS)}
    for turn in range(ROUNDS + 1):
        for name in found:
            seconds = SECONDS if turn else 1
            if name == "bare page":
                run = on_all_workers(bare, "/page", seconds)
            else:
                run = on_all_workers(server, PATHS[name].format(thread=thread), seconds, *headers)
            found[name] += [run] if turn else []
    return found


def on_all_workers(server: Server, path: str, seconds: int, *headers: str) -> Run:
    """One run; again where one worker had got nearly all of the few connections: that measures one core."""
    for _ in range(TRIES):
        run = drive(server, path, seconds, script="figures.lua", headers=headers)
        if run.refused or run.broken:
            raise SystemExit(f"{path}: {run.refused} refused, {run.broken} broken")
        if not run.is_lopsided:
            break
    return run


def bench(server_url: str | None) -> None:
    with tempfile.TemporaryDirectory() as name, fresh(Path(name), "inbox", server_url) as url:
        folder = Path(name)
        config = Config(url, "k" * 40, folder)
        with create_app(config).app_context():
            flask_migrate.upgrade()
            thread = fill(db.session, clock.now())
            db.session.remove()
            db.engine.dispose()
        settle(engine_for(url))
        own = {"DATABASE_URL": url, "DATA_DIR": name, "SECRET_KEY": config.secret_key}
        program = f"bench.bare:create_app('sqlite:///{folder / 'bare.db'}')"
        with (
            serving(program, FIRST_PORT + 7, folder / "log", config="bench/bare_gunicorn.py") as bare,
            serving("wsgi:app", FIRST_PORT + 8, folder / "log", **own) as server,
        ):
            runs = measured(server, bare, thread)
    rates = {name: statistics.median(run.rate for run in each) for name, each in runs.items()}
    costs = {name: statistics.median(run.cpu for run in each) for name, each in runs.items()}
    print(
        f"{'PostgreSQL' if server_url else 'SQLite'}, {THREADS:,} threads: requests a second, of the bare page (goal 0.25); CPU"
    )
    for name, rate in rates.items():
        print(
            f"  {name:24} {rate:7.0f}/s  {rate / rates['bare page']:.2f}  {costs[name]:.2f} ms, {costs['bare page'] / costs[name]:.2f}"
        )


if __name__ == "__main__":
    bench(None)
    if address := os.environ.get("BENCH_DATABASE_URL"):
        bench(address)
