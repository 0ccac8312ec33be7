"""Where the figures of a report can be read: the addresses behind entries, units, threads and exemplars; pure."""

from app.periods.calendar import Period
from app.plan import ENTRIES
from app.reporting.sentences import Source
from app.status.updating import Group


def entries(period: Period, measure: str = ENTRIES, *, type_id: str = "", unit_kind: str = "") -> Source:
    """The entries a figure adds up."""
    values = {"ky": period.id, "so-lieu": measure, "loai": type_id, "don-vi": unit_kind}
    return Source("activities.list_of_ward", tuple((name, value) for name, value in values.items() if value))


def units(period: Period, group: Group) -> Source:
    """The units that stand like this in a period."""
    return Source("overview.show_overview", (("ky", period.id), ("trang-thai", group.value)))


def closing(period_id: str, number: int) -> Source:
    """What was frozen, and what came after it."""
    return Source("periods.show_closing", (("name", period_id), ("number", str(number))))


def threads(period: Period, **asks: str) -> Source:
    """The threads a figure counts."""
    named = tuple((name.replace("_", "-"), value) for name, value in asks.items())
    return Source("feedback.list_feedback", (("ky", period.id), ("muc", "tat-ca"), *named))


def exemplars(period: Period) -> Source:
    """The exemplars of a period."""
    return Source("exemplars.list_exemplars", (("ky", period.id),))
