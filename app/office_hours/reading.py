"""Reads a file of holidays (holidays.yaml shows its form)."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from app.office_hours.hours import DAY, Holidays

OWN = Path(__file__).with_name("holidays.yaml")
LONGEST = timedelta(days=31)  # a span of days off that is longer is a slip of the pen


class HolidayError(ValueError):
    """A file the app may not start with; the message names what is wrong."""


def read_holidays(path: Path = OWN) -> Holidays:
    """The holidays of a file. Raises HolidayError."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        return Holidays(_days(raw["closed"]), _days(raw.get("worked") or []))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise HolidayError(f"{path.name}: {error}") from error


def _days(rows: list[dict[str, Any]]) -> frozenset[date]:
    return frozenset(day for row in rows for day in _span(row))


def _span(row: dict[str, Any]) -> list[date]:
    first = row["day"] if "day" in row else row["from"]
    last = row.get("to", first)
    if type(first) is not date or type(last) is not date or not timedelta(0) <= last - first <= LONGEST:
        raise ValueError(f"{row} is no day and no span of days")
    return [first + n * DAY for n in range((last - first).days + 1)]
