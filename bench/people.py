"""The people of the bench: everyone reports for one unit; one reviewer of the measured ward. Nobody is real."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from app.accounts import passwords
from app.accounts.models import Membership, Person
from app.permissions import Role
from app.units.models import WARD, Unit


@dataclass(frozen=True)
class Staff:
    """Unit's code → (unit's id, its person's id); the person's telephone number is the id's."""

    ids: dict[str, tuple[int, int]]
    password: str

    def phone_of(self, code: str) -> str:
        return phone(self.ids[code][1])


def phone(person_id: int) -> str:
    """051x is assigned to no mobile network."""
    return f"051{person_id:07d}"


def hire(connection: Connection, *, reviewing: str, now: datetime, today: date) -> Staff:
    """Gives every unit but the wards one person; the password is one for all, made anew."""
    password = passwords.fresh()
    kept = passwords.hashed(password)
    units = connection.execute(select(Unit.id, Unit.code).where(Unit.kind != WARD).order_by(Unit.id)).all()
    ids = {unit.code: (unit.id, number) for number, unit in enumerate(units, 1)}
    people = [
        {"id": n, "name": f"Người ghi {n} (dữ liệu giả)", "phone": phone(n), "password_hash": kept, "created_at": now}
        for _, n in ids.values()
    ]
    members = [
        {
            "person_id": number,
            "unit_id": unit_id,
            "role": Role.REVIEWER if code == reviewing else Role.REPORTER,
            "title": "Chuyên viên phụ trách" if code == reviewing else "Tổ trưởng tổ dân phố",
            "started_on": today,
        }
        for code, (unit_id, number) in ids.items()
    ]
    connection.execute(insert(Person.__table__), people)
    connection.execute(insert(Membership.__table__), members)
    return Staff(ids, password)
