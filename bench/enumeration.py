"""python -m bench.enumeration: does signing in take as long for a number nobody has? Wrong tries over HTTP, medians.

Each try comes from an address and at a number of its own, so that the throttle lets it through to the hashing.
"""

import statistics
import tempfile
import time
from datetime import date
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

import flask_migrate
from sqlalchemy import insert

from app import clock, create_app
from app.accounts import passwords
from app.accounts.models import Membership, Person
from app.config import Config
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from bench.browser import Browser
from bench.databases import fresh
from bench.people import phone
from bench.servers import FIRST_PORT, serving

TRIES = 150  # of each kind
UNKNOWN_FROM = 5_000_000
_address = count(1)


def elsewhere() -> dict[str, str]:
    """What a proxy would tell of a request from an address not seen before."""
    n = next(_address)
    return {"X-Forwarded-For": f"198.18.{n // 250}.{n % 250}"}


def hire(people: int) -> None:
    """So many people of one unit, who share a hash nobody knows the password of."""
    now, kept = clock.now(), passwords.hashed(passwords.fresh())
    ward = Unit(code="09568", kind="phuong", name="Phường", search="", sort_key="")
    db.session.add(ward)
    db.session.flush()
    ward.ward_id, ids = ward.id, range(1, people + 1)
    rows = [{"id": n, "name": "Người", "phone": phone(n), "password_hash": kept, "created_at": now} for n in ids]
    held = {"unit_id": ward.id, "role": Role.REPORTER, "title": "", "started_on": date(2026, 1, 1)}
    db.session.execute(insert(Person), rows)
    db.session.execute(insert(Membership), [held | {"person_id": n} for n in ids])
    db.session.commit()


def seconds_of(browser: Browser, token: str, number: str) -> tuple[float, int]:
    """How long a wrong password takes to be refused, and the status."""
    sent = urlencode({"csrf_token": token, "phone": number, "password": "không phải mật khẩu này"})
    began = time.perf_counter()
    answer, _ = browser.ask("POST", "/dang-nhap", sent, more=elsewhere())
    return time.perf_counter() - began, answer.status


def timed(browser: Browser) -> dict[str, list[float]]:
    """Seconds of each try, known and unknown numbers in turn."""
    token = browser.token("/dang-nhap")
    kinds: dict[str, list[float]] = {"known": [], "unknown": []}
    for n in range(1, TRIES + 1):
        for kind, number in (("known", phone(n)), ("unknown", phone(UNKNOWN_FROM + n))):
            taken, status = seconds_of(browser, token, number)
            if status != 422:
                raise SystemExit(f"a {kind} number was answered with {status}")
            kinds[kind].append(taken)
    return kinds


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, fresh(Path(folder), "enumeration", None) as url:
        config = Config(url, "k" * 40, Path(folder))
        with create_app(config).app_context():
            flask_migrate.upgrade()
            hire(TRIES)
            db.engine.dispose()
        own = {"DATABASE_URL": url, "DATA_DIR": folder, "SECRET_KEY": config.secret_key, "PROXY_HOPS": "1"}
        with serving("wsgi:app", FIRST_PORT + 9, Path(folder) / "log", **own) as server:
            kinds = timed(Browser(server.port))
    medians = {kind: statistics.median(taken) * 1000 for kind, taken in kinds.items()}
    for kind, median in medians.items():
        print(f"{kind:8} {TRIES} tries, median {median:.2f} ms")
    print(f"difference of the medians: {abs(medians['known'] / medians['unknown'] - 1):.1%} (goal: under 5 %)")


if __name__ == "__main__":
    main()
