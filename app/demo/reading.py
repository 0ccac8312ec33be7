"""Reads a file of entries in the form of entries.yaml; unknown keys are ignored, unknown ids refused with their line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.activities.entry import Entry
from app.activities.workflow import Status
from app.demo.declarations import DemoWord, read_words
from app.demo.fields import day, known, mapping, one_of, text_of
from app.demo.reading_exemplars import DemoExemplar, read_exemplars
from app.demo.reading_feedback import DemoThread, read_threads
from app.plan import Plan, PlanError
from app.plan.checks import LINE
from app.plan.reading import parse, rows_of
from app.units.loading import NewUnit, units_of
from app.vietnamese import GREATEST

OWN = Path(__file__).with_name("entries.yaml")
WEEK = 7
LONGEST_ID = 59  # what a submission's key has room for


@dataclass(frozen=True)
class DemoEntry:
    """An entry of a file: its id there, and what it becomes."""

    id: str
    line: int
    unit: str
    entry: Entry
    status: Status
    logged_as: str
    logged_on: date
    duplicate_of: str | None
    review_note: str


@dataclass(frozen=True)
class DemoFile:
    anchor_on: date
    units: list[NewUnit]
    entries: list[DemoEntry]
    threads: list[DemoThread]
    exemplars: list[DemoExemplar]
    words: list[DemoWord]


def read_file(path: Path, plan: Plan, known_units: Iterable[str] = ()) -> DemoFile:
    """The units and entries of a file. Raises PlanError with the line of what may not be stored."""
    raw = parse(path.read_text(encoding="utf-8"))
    rows = rows_of(raw, "units")
    units = units_of(rows, plan) if rows else []
    codes = {unit.code for unit in units} | set(known_units)
    titles = {str(row.get("id")): str(row.get("label")) for row in rows_of(raw, "roles")}
    entries = [_demo_entry(row, plan, codes, titles) for row in rows_of(raw, "entries")]
    _check_duplicates(entries)
    anchor = mapping(raw, "meta").get("anchor_date")
    latest = max((each.entry.held_on for each in entries), default=date.min)
    threads = read_threads(rows_of(raw, "feedback"), plan, codes)
    exemplars = read_exemplars(rows_of(raw, "exemplars"), plan, codes, titles)
    words = read_words(rows_of(raw, "period_confirmations"), codes, titles)
    return DemoFile(day(anchor, 1) if anchor else latest, units, entries, threads, exemplars, words)


def shift(file: DemoFile, today: date) -> timedelta:
    """By how much every date moves so that the file's anchor is today, in whole weeks, never into the future."""
    return timedelta(days=(today - file.anchor_on).days // WEEK * WEEK)


def _demo_entry(row: Mapping[str, Any], plan: Plan, units: set[str], titles: Mapping[str, str]) -> DemoEntry:
    line = row[LINE]
    unit = str(row.get("unit"))
    if unit not in units:
        raise PlanError(f"line {line}: there is no unit “{unit}”")
    held_on = day(row.get("date"), line)
    by = str(row.get("by") or "")
    repeats = row.get("duplicate_of") or row.get("expect_duplicate_of")
    return DemoEntry(
        _id(row),
        line,
        unit,
        _entry(row, held_on, plan),
        one_of(Status, row.get("status") or Status.SENT, "status", line),
        titles.get(by, by)[:80],
        day(row.get("submitted_date") or held_on, line),
        str(repeats) if repeats else None,
        text_of(row.get("review_note"), line),
    )


def _id(row: Mapping[str, Any]) -> str:
    found = str(row.get("id") or f"line-{row[LINE]}")
    if len(found) > LONGEST_ID:
        raise PlanError(f"line {row[LINE]}: an id has at most {LONGEST_ID} letters")
    return found


def _entry(row: Mapping[str, Any], held_on: date, plan: Plan) -> Entry:
    line, difficulty = row[LINE], mapping(row, "difficulty")
    category = difficulty.get("category")
    if category is not None:
        known([category], plan.difficulty_categories, "difficulty category", line)
    return Entry(
        known([row.get("type")], plan.activity_types, "activity type", line)[0],
        held_on,
        _figures(mapping(row, "measures"), plan, line),
        topics=known(row.get("quick_topics"), plan.quick_topics, "quick topic", line),
        audiences=known(row.get("audiences"), plan.audiences, "audience", line),
        channels=known(row.get("platforms") or row.get("channels"), plan.channels, "channel", line),
        note=text_of(row.get("text"), line),
        difficulty=text_of(difficulty.get("text"), line),
        difficulty_category=category,
    )


def _figures(measures: Mapping[str, Any], plan: Plan, line: int) -> dict[str, int]:
    figures = {name: value for name, value in measures.items() if name != LINE and value is not None}
    known(figures, plan.measures, "measure", line)
    for name, value in figures.items():
        if type(value) is not int or not 0 <= value <= GREATEST:
            raise PlanError(f"line {measures.get(LINE, line)}: {name} must be a whole number from 0 to {GREATEST}")
    return figures


def _check_duplicates(entries: list[DemoEntry]) -> None:
    units: dict[str, str] = {}
    for each in entries:
        if each.id in units:
            raise PlanError(f"line {each.line}: the id “{each.id}” stands twice")
        units[each.id] = each.unit
    for each in entries:
        if each.duplicate_of is not None and (
            units.get(each.duplicate_of) != each.unit or each.duplicate_of == each.id
        ):
            raise PlanError(f"line {each.line}: “{each.duplicate_of}” is no other entry of the same unit")
