"""What units do in a period of the cases: tháng 11/2026 is 15/10 to 14/11, and due on Tuesday 17/11/2026."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import uuid4

from app.activities.changing import Wish, change_activity
from app.activities.commands import log_activities
from app.activities.entry import Entry
from app.activities.models import Activity, Measurement
from app.activities.workflow import Status, Step, counts
from app.clock import HANOI
from app.extensions import db
from app.periods.calendar import period
from app.periods.models import Declaration, Said
from app.units.models import Unit
from tests import factories

Deed = Callable[[Unit], None]


def day(text: str) -> date:
    """ "14/11" of 2026, or with its year."""
    parts = [int(part) for part in text.split("/")]
    return date(parts[2] if len(parts) > 2 else 2026, parts[1], parts[0])


def moment(text: str) -> datetime:
    """ "17/11 23:59" by Hà Nội's clocks; 19:30 where no hour is said."""
    on, _, hour = text.partition(" ")
    at = [int(part) for part in (hour or "19:30").split(":")]
    return datetime(*day(on).timetuple()[:3], *at, tzinfo=HANOI)


def logged(held: str, at: str = "", status: Status = Status.SENT) -> Deed:
    """An entry of a day, logged that evening or when said, and where it stands now."""

    def do(unit: Unit) -> None:
        entry = Entry("hop_tdp", day(held), {"luot_nguoi_du": 45})
        received = log_activities([entry], key=str(uuid4()), by=factories.a_scope(unit), now=moment(at or held))
        row = db.session.query(Activity).filter_by(submission_id=received.number).one()
        row.status = status
        db.session.query(Measurement).filter_by(activity_id=row.id).update({"counts": counts(status, None)})
        db.session.commit()

    return do


def withdrawn(at: str) -> Deed:
    """The unit's people withdraw its last entry."""

    def do(unit: Unit) -> None:
        db.session.rollback()
        row = db.session.query(Activity).filter_by(unit_id=unit.id).order_by(Activity.id.desc()).first()
        change_activity(row.id, Wish(Step.WITHDRAW, row.version), by=factories.a_scope(unit), now=moment(at))

    return do


def repeated(unit: Unit) -> None:
    """Its last entry is a duplicate of one of another period."""
    logged("20/08")(unit)
    last = db.session.query(Activity.id).filter_by(unit_id=unit.id).order_by(Activity.id).all()
    factories.mark_duplicate(last[-2][0], of=last[-1][0])


def said(what: Said, at: str, of: str = "2026-11", undone: str = "") -> Deed:
    def do(unit: Unit) -> None:
        span = period(of)
        row = Declaration(unit_id=unit.id, period=of, first_on=span.first_on, last_on=span.last_on, said=what)
        row.said_at, row.said_as, row.undone_at = moment(at), "Tổ trưởng", moment(undone) if undone else None
        db.session.add(row)
        db.session.commit()

    return do
