"""The signed-in people of a filled database: who reads, who reviews, and the many who post meetings."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from app import clock
from app.plan import read_plan
from bench.browser import Browser
from bench.filling import Filled
from bench.servers import Server
from bench.targets import Person
from bench.wards import MEASURED, REVIEWING

PERIOD_AND_MORE = timedelta(days=60)  # meetings are posted before this, so that no measured page changes
OVER = 360  # days
FORM = "/nhat-ky/ghi/hop"


@dataclass(frozen=True)
class Present:
    """Cookies by person, and the file the posting script reads."""

    cookies: dict[Person, str]
    senders: Path


def sign_everyone_in(filled: Filled, server: Server, folder: Path) -> Present:
    """Signs in through the app's own door; the sessions live in the database, so they outlive the server."""
    cookies = {Person.REPORTER: _signed_in(MEASURED, filled, server).cookie}
    cookies[Person.REVIEWER] = _signed_in(REVIEWING.upper(), filled, server).cookie
    lines = []
    for unit in filled.town.loggers[1:80]:
        browser = _signed_in(unit.code, filled, server)
        token = browser.token(FORM)
        lines.append(f"person\t{browser.cookie}\t{token}")
    senders = folder / f"senders-{filled.size}"
    senders.write_text("\n".join([*lines, *_days(), *_types()]) + "\n", encoding="ascii")
    return Present(cookies, senders)


def _signed_in(code: str, filled: Filled, server: Server) -> Browser:
    browser = Browser(server.port)
    browser.sign_in(filled.staff.phone_of(code), filled.staff.password)
    browser.page("/")
    return browser


def _days() -> list[str]:
    last = clock.today() - PERIOD_AND_MORE
    return [f"day\t{last - timedelta(days=ago)}" for ago in range(OVER)]


def _types() -> list[str]:
    """The kinds of meeting that need nothing but the number attending."""
    plan = read_plan()
    tile = plan.tile("tdp", "hop")
    kinds = [plan.activity_types[name] for name in (tile.types if tile else ())]
    return [f"type\t{kind.id}" for kind in kinds if kind.required == ("luot_nguoi_du",)]
