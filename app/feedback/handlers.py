"""Who may deal with a thread: a unit of the ward, a handler of the plan outside it, or Phòng VH-XH itself."""

from typing import NamedTuple


class Handler(NamedTuple):
    """unit_id: one of the ward's units; outside: an id of the plan's outside handlers; neither: Phòng VH-XH."""

    unit_id: int | None = None
    outside: str | None = None


OWN = Handler()
