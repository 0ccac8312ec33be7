"""Which unit logs on which day: every unit at its own pace, the measured one always the same."""

from array import array
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from app.plan import Plan
from app.units.loading import NewUnit
from bench.entries import Diary, Entry
from bench.wards import A_MONTH, MEASURED, MEASURED_ENTRIES, MONTHS, Town

SEED = 57
DAYS_A_MONTH = 30.4


def schedule(size: int, town: Town, plan: Plan, today: date) -> Iterator[tuple[str, Entry]]:
    """(unit's code, entry) in the order they were logged, so that a unit's entries lie apart as they would."""
    random = Random(SEED)
    diaries = {kind: Diary(kind, plan) for kind in plan.unit_kinds}
    kinds = {unit.code: unit.kind for unit in town.loggers}
    measured = _measured(diaries["tdp"], today)
    codes = sorted(kinds)
    plans = _plans(size, town, codes, measured, today, random)
    own = iter(measured)
    for days_ago in range(len(plans) - 1, -1, -1):
        for place in sorted(plans[days_ago], reverse=True):
            code = codes[place]
            if code == MEASURED:
                yield code, next(own)
            else:
                yield code, diaries[kinds[code]].entry(random, today - timedelta(days=days_ago))


def _plans(
    size: int, town: Town, codes: list[str], measured: list[Entry], today: date, random: Random
) -> list["array[int]"]:
    """For each day ago, which units log (places among the codes): two bytes an entry, so that a city's stay small."""
    places = {code: place for place, code in enumerate(codes)}
    days = int(town.months * DAYS_A_MONTH)
    plans = [array("H") for _ in range(max(days, int(MONTHS * DAYS_A_MONTH) + 1))]
    for code in _turns(size - len(measured), town.loggers, random):
        plans[int(days * random.random())].append(places[code])
    for entry in measured:
        plans[(today - entry.held_on).days].append(places[MEASURED])
    return plans


def _measured(diary: Diary, today: date) -> list[Entry]:
    """The measured unit's entries, oldest first: evenly over 24 months, from a seed of their own."""
    random = Random(SEED)
    apart = MONTHS * DAYS_A_MONTH / MEASURED_ENTRIES
    ages = [int((MEASURED_ENTRIES - number - random.random()) * apart) for number in range(MEASURED_ENTRIES)]
    return [diary.entry(random, today - timedelta(days=age)) for age in sorted(ages, reverse=True)]


def _turns(count: int, units: list[NewUnit], random: Random) -> Iterator[str]:
    """Exactly `count` codes of the other units, each as often as its pace says."""
    others = [unit.code for unit in units if unit.code != MEASURED]
    paces = [random.uniform(*A_MONTH) for _ in others]
    whole, given = sum(paces), 0
    for code, up_to in zip(others, _running(paces), strict=True):
        until = round(count * up_to / whole)
        yield from (code for _ in range(until - given))
        given = until


def _running(paces: list[float]) -> Iterator[float]:
    total = 0.0
    for pace in paces:
        total += pace
        yield total
