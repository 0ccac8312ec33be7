"""The frame of every act on the directory: one at a time in a ward, all or nothing, and an admin stays."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts.admins import LASTING_ADMINS
from app.database import AnySession, writing
from app.scope import Actor
from app.units.models import Unit

LAST_ADMIN = "Đây là người quản trị cuối cùng của phường. Giao quyền quản trị cho người khác trước."
PHONE_TAKEN = ("phone", "Số điện thoại này đang là của người khác.")
CODE_TAKEN = ("unit_code", "Mã này đã có đơn vị dùng. Chọn mã khác.")


@dataclass(frozen=True)
class Doing:
    """In which ward, by whom and when."""

    ward_id: int
    by: Actor
    now: datetime
    today: date


class Refused(Exception):
    """A rule says no. box: what to mend, where it is something that was typed."""

    def __init__(self, sentence: str, box: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.box = sentence, box


@contextmanager
def changing(doing: Doing, taken: tuple[str, str] = PHONE_TAKEN) -> Iterator[AnySession]:
    """The transaction of an act; committed at its end. taken: box and sentence for a name somebody else has.

    Raises Refused, also where the ward had an admin and would be left without one.
    """
    session = writing()
    session.execute(select(Unit.id).where(Unit.id == doing.ward_id).with_for_update(key_share=True))
    had_admin = _has_admin(session, doing)
    try:
        yield session
        session.flush()
        if had_admin and not _has_admin(session, doing):
            raise Refused(LAST_ADMIN)
        session.commit()
    except IntegrityError as error:
        session.rollback()
        raise Refused(taken[1], taken[0]) from error
    except BaseException:
        session.rollback()
        raise


def _has_admin(session: AnySession, doing: Doing) -> bool:
    values = {"ward": doing.ward_id, "today": doing.today}
    return session.execute(LASTING_ADMINS, values).first() is not None
