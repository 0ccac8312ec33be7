"""A ward's settings as one object, and the bounds each must keep."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from app.database import read
from app.settings.models import Setting


@dataclass(frozen=True)
class Settings:
    """Each with its default (issue 3, points 1 and 4). Days, hours and minutes as the names say."""

    reporter_days: int = 90
    official_hours: int = 12
    official_idle_minutes: int = 30
    confirm_after_minutes: int = 30
    card_days: int = 30
    second_factor: int = 0

    @classmethod
    def strictest(cls, several: Iterable["Settings"]) -> "Settings":
        """What holds for somebody who works in several wards: the shortest times, and a second factor if one asks for it."""
        found = list(several)
        shortest = {name: min(getattr(each, name) for each in found) for name in BOUNDS}
        return cls(**shortest | {"second_factor": max(each.second_factor for each in found)})


# name → smallest, greatest
BOUNDS = {
    "reporter_days": (1, 365),
    "official_hours": (1, 24),
    "official_idle_minutes": (5, 720),
    "confirm_after_minutes": (5, 720),
    "card_days": (1, 365),
    "second_factor": (0, 1),
}
_KEPT = select(Setting.name, Setting.value).where(Setting.ward_id == bindparam("ward"))


def settings_of(ward_id: int) -> Settings:
    """What a ward decided, and the default for the rest."""
    kept = {row.name: row.value for row in read(_KEPT, {"ward": ward_id}) if row.name in BOUNDS}
    return Settings(**kept)
