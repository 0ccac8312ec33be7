"""What stands in the boxes of a log form, as it is kept in a draft; pure."""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from app.vietnamese import has_control

GREATEST = 20_000  # bytes of what is typed; the longest two texts a form may hold fit
OTHER = "other"  # the choice beside which a day is typed

Fields = dict[str, list[str]]


class TooLong(ValueError):
    """More was typed than a draft holds."""


def as_text(fields: Mapping[str, Sequence[str]]) -> str:
    """Names of boxes with what stands in them, as JSON; cleaned as the form cleans it. Raises TooLong."""
    kept = {name: [_clean(value) for value in values] for name, values in fields.items() if values}
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True)
    if len(text.encode()) > GREATEST:
        raise TooLong(len(text))
    return text


def from_text(text: str, today: date) -> Fields:
    """What as_text() was given; a day that was "hôm nay" when it was typed is spelled out now."""
    fields: Fields = json.loads(text)
    return fields | _day(fields.get("held_on", [""])[0], today)


def _day(chosen: str, today: date) -> Fields:
    if chosen in {"", OTHER, today.isoformat(), (today - timedelta(days=1)).isoformat()}:
        return {}
    try:
        day = date.fromisoformat(chosen)
    except ValueError:
        return {}
    return {"held_on": [OTHER], "day": [str(day.day)], "month": [f"{day:%m}"], "year": [f"{day:%Y}"]}


def _clean(value: str) -> str:
    """In composed form with one kind of line end, without what a form refuses; blanks at the ends stay while one types."""
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(letter for letter in text if not has_control(letter)) if has_control(text) else text
