"""What units of a demonstration file say of their months: read with its line, stored once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from app.activities.models import Measurement
from app.clock import HANOI
from app.config import CutOff
from app.database import AnySession
from app.demo.fields import day
from app.periods.calendar import Kind, NoSuchPeriod, Period, period, period_of
from app.periods.models import Declaration, Said
from app.plan import PlanError
from app.plan.checks import LINE

WORDS = {"khong_phat_sinh": Said.NOTHING, "da_du": Said.COMPLETE}
SAID_AT = time(19, 30)


@dataclass(frozen=True)
class DemoWord:
    """What a unit says of a month, and on which day."""

    unit: str
    month: Period
    said: Said
    said_as: str
    said_on: date


def read_words(rows: list[dict[str, Any]], units: set[str], titles: Mapping[str, str]) -> list[DemoWord]:
    """The words of a file. Raises PlanError with the line of what may not be stored."""
    return [_word(row, units, titles) for row in rows]


def _word(row: Mapping[str, Any], units: set[str], titles: Mapping[str, str]) -> DemoWord:
    line, unit, by = row[LINE], str(row.get("unit")), str(row.get("by") or "")
    if unit not in units:
        raise PlanError(f"line {line}: there is no unit “{unit}”")
    if row.get("value") not in WORDS:
        raise PlanError(f"line {line}: “{row.get('value')}” is nothing a unit says of a month")
    try:
        month = period(str(row.get("period_month")))
    except NoSuchPeriod as error:
        raise PlanError(f"line {line}: there is no period “{error}”") from error
    if month.kind is not Kind.MONTH:
        raise PlanError(f"line {line}: “{month.id}” is no month")
    return DemoWord(unit, month, WORDS[row["value"]], titles.get(by, by)[:80], day(row.get("date"), line))


def load_words(
    session: AnySession, words: list[DemoWord], by: timedelta, cut_off: CutOff, units: Mapping[str, int]
) -> None:
    """Stores the words that are not there, every day moved by `by`. Does not commit.

    A moved month is the one around its middle; what its entries then contradict is left out.
    """
    for each in words:
        middle = each.month.first_on + (each.month.last_on - each.month.first_on) / 2
        month, unit = period_of(middle + by, cut_off), units[each.unit]
        known = select(Declaration.id).where(Declaration.unit_id == unit, Declaration.period == month.id)
        if session.scalars(known).first() is None and _has_entries(session, unit, month) is (
            each.said is Said.COMPLETE
        ):
            row = Declaration(unit_id=unit, period=month.id, first_on=month.first_on, last_on=month.last_on)
            row.said, row.said_as = each.said, each.said_as
            row.said_at = datetime.combine(each.said_on + by, SAID_AT, HANOI)
            session.add(row)


def _has_entries(session: AnySession, unit_id: int, month: Period) -> bool:
    held = Measurement.held_on.between(month.first_on, month.last_on)
    found = select(Measurement.activity_id).where(Measurement.unit_id == unit_id, held, Measurement.counts).limit(1)
    return session.scalars(found).first() is not None
