"""The big buttons of a unit kind's home, frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Layout(StrEnum):
    """One type chosen on the page, or a row for each."""

    ONE = "one"
    ROWS = "rows"


@dataclass(frozen=True, eq=False)
class Tile:
    """A big button of a unit kind's home, and the page behind it. labels: types by a shorter name than their own."""

    slug: str
    label: str
    icon: str
    tone: str
    layout: Layout
    when: str
    what: str
    save: str
    saved: str
    types: tuple[str, ...]
    topics: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
