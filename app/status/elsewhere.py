"""What shows a duty done though no entry does: threads of feedback and exemplars, as pieces of a unit's timeline."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from app.activities.totals import Piece
from app.exemplars.totals import proposed_by_day
from app.feedback.totals import MEASURE, RAISED, RECEIVED, Day, Whose, pieces, raised_by_day, received_by_day
from app.periods.calendar import Period
from app.plan import Plan

PROPOSED, EXEMPLARS = "guong_dien_hinh", "so_guong"


class Elsewhere(NamedTuple):
    """The evidence, and the threads a unit raised, by day."""

    pieces: list[Piece]
    threads: list[Day]

    def threads_in(self, period: Period) -> Day:
        """The unit's threads of a period, added up."""
        days = [day for day in self.threads if day.on in period]
        counts = ((day.raised, day.answered, day.closed) for day in days)
        return Day(period.last_on, *(sum(each) for each in zip((0, 0, 0), *counts, strict=True)))


def elsewhere(of: Whose, starts: Sequence[date], last: date, now: datetime, plan: Plan) -> Elsewhere:
    """What a unit raised and proposed from the first of `starts` to `last`; a query each, and one for the ward's desk."""
    threads = raised_by_day(of.unit_id, starts[0], last, now)
    found = pieces(RAISED, MEASURE, ((day.on, day.raised) for day in threads), starts)
    found += pieces(RECEIVED, MEASURE, received_by_day(of, starts[0], last, plan), starts)
    found += pieces(PROPOSED, EXEMPLARS, proposed_by_day(of.unit_id, starts[0], last), starts)
    return Elsewhere(found, threads)
