"""What follows from a name: how it is found and where it sorts. Slow for thousands, so done before anybody waits."""

from collections.abc import Callable
from typing import Any, NamedTuple

from app.imports.comparison import Content
from app.imports.rows import Found
from app.vietnamese import fold, person_key, sort_key

Called = dict[tuple[str, str], dict[str, Any]]  # name and code, name and phone → the columns they fill


class Names(NamedTuple):
    units: Called
    people: Called


def names_in(content: Content) -> Names:
    """Of every row that is whole."""
    return Names(_called(content.units, "code", sort_key), _called(content.people, "phone", person_key))


def _called(found: Found, key: str, order: Callable[[str], str]) -> Called:
    pairs = {(row.values["name"], row.values[key]) for row in found.rows if row.values.keys() >= {"name", key}}
    return {(name, id): {"name": name, "search": fold(f"{name} {id}"), "sort_key": order(name)} for name, id in pairs}
