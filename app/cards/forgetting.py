"""Sign-ins nobody needs any more: over for long, and no card's line names the browser they were on."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, exists, or_, select

from app.accounts.models import SignIn
from app.cards.models import Card
from app.database import writing
from app.throttle.commands import forget_failures

KEPT_FOR = timedelta(days=90)  # after the end
AT_A_TIME = 1000  # rows, so that nobody who writes waits long

_over = or_(SignIn.ended_at < bindparam("before"), SignIn.expires_at < bindparam("before"))
_named = exists().where(Card.sign_in_id == SignIn.id)
_OLD = select(SignIn.id).where(_over, ~_named).limit(bindparam("most"))
_FORGET = delete(SignIn).where(SignIn.id.in_(_OLD)).execution_options(synchronize_session=False)


def forget_sign_ins(now: datetime) -> str:
    """Takes out old sign-ins and the counters of failures that count no more; says how many."""
    gone = 0
    while found := _forget_some(now - KEPT_FOR):
        gone += found
    return f"Đã xóa {gone} phiên đăng nhập và {forget_failures(now)} bộ đếm nhập sai."


def _forget_some(before: datetime) -> int:
    session = writing()
    done: Any = session.execute(_FORGET, {"before": before, "most": AT_A_TIME})
    session.commit()
    return int(done.rowcount)
