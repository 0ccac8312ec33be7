"""A ward's settings as one object, and the bounds each must keep."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from app.database import read
from app.office_hours.hours import Holidays, OfficeHours
from app.settings.models import Setting


@dataclass(frozen=True)
class Settings:
    """Each with its default (issue 3, points 1 and 4; issue 4, point 7; issue 5, points 5, 6 and 9). Days, hours and minutes as the names say;
    the office hours in minutes since midnight.
    """

    reporter_days: int = 90
    official_hours: int = 12
    official_idle_minutes: int = 30
    confirm_after_minutes: int = 30
    card_days: int = 30
    second_factor: int = 0
    receive_hours: int = 8
    urgent_receive_hours: int = 4
    answer_days: int = 5
    silent_days: int = 14
    release_answers: int = 1
    morning_from: int = 450
    morning_to: int = 690
    afternoon_from: int = 810
    afternoon_to: int = 1020
    saturday: int = 0
    due_days: int = 2
    expect_groups: int = 1
    expect_schools: int = 1
    expect_offices: int = 0
    targets: int = 0

    def office_hours(self, holidays: Holidays) -> OfficeHours:
        """When the ward's office works. Raises ValueError when the hours do not follow each other."""
        sittings = ((self.morning_from, self.morning_to), (self.afternoon_from, self.afternoon_to))
        return OfficeHours(sittings, frozenset(range(6 if self.saturday else 5)), holidays)

    @classmethod
    def strictest(cls, several: Iterable["Settings"]) -> "Settings":
        """What holds for somebody who works in several wards: the shortest times, and a second factor if one asks for it."""
        found = list(several)
        shortest = {name: min(getattr(each, name) for each in found) for name in OF_SIGN_INS}
        return cls(**shortest | {"second_factor": max(each.second_factor for each in found)})


# name → smallest, greatest
BOUNDS = {
    "reporter_days": (1, 365),
    "official_hours": (1, 24),
    "official_idle_minutes": (5, 720),
    "confirm_after_minutes": (5, 720),
    "card_days": (1, 365),
    "second_factor": (0, 1),
    "receive_hours": (1, 80),
    "urgent_receive_hours": (1, 80),
    "answer_days": (1, 60),
    "silent_days": (1, 90),
    "release_answers": (0, 1),
    "morning_from": (0, 1440),
    "morning_to": (0, 1440),
    "afternoon_from": (0, 1440),
    "afternoon_to": (0, 1440),
    "saturday": (0, 1),
    "due_days": (0, 20),
    "expect_groups": (0, 1),
    "expect_schools": (0, 1),
    "expect_offices": (0, 1),
    "targets": (0, 1),
}
OF_SIGN_INS = tuple(BOUNDS)[:6]
_KEPT = select(Setting.name, Setting.value).where(Setting.ward_id == bindparam("ward"))


def settings_of(ward_id: int) -> Settings:
    """What a ward decided, and the default for the rest."""
    kept = {row.name: row.value for row in read(_KEPT, {"ward": ward_id}) if row.name in BOUNDS}
    return Settings(**kept)
