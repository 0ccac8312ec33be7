"""Reads single fields of a demonstration file; what is no such thing raises PlanError with its line."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from app.periods.calendar import EARLIEST, LATEST
from app.plan import PlanError
from app.plan.checks import LINE
from app.vietnamese import has_control, nfc

Word = TypeVar("Word", bound=StrEnum)


def mapping(row: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = row.get(key) or {}
    if not isinstance(found, dict):
        raise PlanError(f"line {row[LINE]}: “{key}” must be a mapping")
    return found


def known(ids: Iterable[Any] | None, among: Mapping[str, Any], what: str, line: int) -> tuple[str, ...]:
    if not isinstance(ids or [], list | dict):
        raise PlanError(f"line {line}: “{ids}” is no list of ids")
    found = tuple(ids or ())
    for each in found:
        if not isinstance(each, str) or each not in among:
            raise PlanError(f"line {line}: there is no {what} “{each}”")
    return found


def text_of(value: Any, line: int) -> str:
    text = nfc(str(value or ""))
    if has_control(text):
        raise PlanError(f"line {line}: a text holds a control character")
    return text


def day(value: Any, line: int) -> date:
    try:
        found = value if type(value) is date else date.fromisoformat(str(value))
    except ValueError as error:
        raise PlanError(f"line {line}: “{value}” is no date (YYYY-MM-DD)") from error
    if not EARLIEST <= found.year <= LATEST:
        raise PlanError(f"line {line}: {found} is not between {EARLIEST} and {LATEST}")
    return found


def one_of(words: type[Word], value: Any, what: str, line: int) -> Word:
    """The word of an enum a file names."""
    try:
        return words(value)
    except ValueError as error:
        raise PlanError(f"line {line}: there is no {what} “{value}”") from error
