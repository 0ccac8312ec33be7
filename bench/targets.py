"""What is measured, against what, and the goals of the project (issues 2 and 5)."""

from dataclasses import dataclass
from enum import Enum


class Person(Enum):
    """Who asks for a page."""

    NOBODY = "nobody"
    REPORTER = "reporter"
    REVIEWER = "reviewer"


@dataclass(frozen=True)
class Target:
    """An address under load. against: the name of the bare one it is compared with; goal: at least this part of it."""

    name: str
    path: str
    person: Person = Person.NOBODY
    against: str = ""
    goal: float | None = None
    script: str = "figures.lua"
    brotli: bool = False

    @property
    def posts(self) -> bool:
        """Whether it logs meetings."""
        return self.script == "meetings.lua"


HELLO = Target("bare hello", "/hello")
PAGE = Target("bare page", "/page", against=HELLO.name)
INSERT = Target("bare INSERT", "/insert", script="values.lua")
BARE = (HELLO, PAGE, INSERT)
STATUS = "unit status page"
OVERVIEW = "overview of 120 units"


def app_targets(code: str, period: str) -> tuple[Target, ...]:
    """The app's pages: a reporter's of the measured unit, a reviewer's list; the period is the last whole month."""
    unit, units, ward = f"/don-vi/{code}?ky={period}", f"/don-vi?ky={period}", f"/tong-quan?ky={period}"
    return (
        Target("sign-in page", "/dang-nhap", against=PAGE.name),
        Target("home", "/", Person.REPORTER, PAGE.name, 0.5),
        Target("log form", "/nhat-ky/ghi/hop", Person.REPORTER, PAGE.name, 0.5),
        Target("POST of a meeting", "/nhat-ky/ghi/hop", against=INSERT.name, goal=0.6, script="meetings.lua"),
        Target(STATUS, unit, Person.REPORTER, PAGE.name, 0.35),
        Target("list of 120 units", units, Person.REVIEWER, PAGE.name, 0.25),
        Target(OVERVIEW, ward, Person.REVIEWER, PAGE.name, 0.15),
        Target("home, brotli", "/", Person.REPORTER, PAGE.name, brotli=True),
        Target("list, brotli", units, Person.REVIEWER, PAGE.name, brotli=True),
        Target("overview, brotli", ward, Person.REVIEWER, PAGE.name, brotli=True),
    )
