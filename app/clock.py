"""The only reader of the clock; the ward lives in Asia/Ho_Chi_Minh."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Today's date in Hà Nội."""
    return now().astimezone(HANOI).date()


def local(instant: datetime) -> datetime:
    """An instant as Hà Nội's clocks show it."""
    return instant.astimezone(HANOI)
