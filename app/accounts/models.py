"""People, their memberships, sign-ins, known devices and recovery codes."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import SortKey, UtcDateTime
from app.extensions import Model
from app.permissions import Role


class Step(StrEnum):
    """What a sign-in still waits for; until then it opens nothing."""

    CHOOSE = "choose"  # a PIN or a password of one's own, after a card or a code
    FACTOR = "factor"  # the second factor
    ENROL = "enrol"  # a second factor to be set up


class Person(Model):
    """Someone who signs in with a telephone number (ten digits, vietnamese.phone). An empty hash fits nothing."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str] = mapped_column(String(10), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    pin_hash: Mapped[str] = mapped_column(String(200), server_default=text("''"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    search: Mapped[str] = mapped_column(String(160), server_default=text("''"))
    sort_key: Mapped[str] = mapped_column(SortKey, server_default=text("''"))
    factor_nonce: Mapped[str | None] = mapped_column(String(40))
    factor_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    factor_used: Mapped[int | None]  # the last 30-second step whose code was taken (RFC 6238, 5.2)


class Membership(Model):
    """A person's role in a unit from a day on; leaders change, the unit stays. ended_on: the first day without it."""

    __tablename__ = "memberships"
    __table_args__ = (
        CheckConstraint(f"role IN ({', '.join(repr(r.value) for r in Role)})", name="role"),
        Index(None, "person_id", "unit_id", "role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(80))
    started_on: Mapped[date]
    ended_on: Mapped[date | None]


class KnownDevice(Model):
    """A browser a person signed in on and had remembered: the SHA-256 of its random mark, which says nothing of anyone."""

    __tablename__ = "known_devices"
    __table_args__ = (UniqueConstraint("mark_hash", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mark_hash: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    known_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SignIn(Model):
    """One signed-in browser. Only the SHA-256 of its random id is kept (ASVS 7.2.3); ending the row ends it.

    It ends idle_minutes after it was last used, and at ends_at in any case. unit_id: the unit acted for.
    as_official: whether it began by an official's rules; otherwise it never carries an official's rights.
    """

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    step: Mapped[str | None] = mapped_column(String(10))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    idle_minutes: Mapped[int]
    as_official: Mapped[bool]
    user_agent: Mapped[str] = mapped_column(String(200))


class RecoveryCode(Model):
    """One of the codes that stand in for a lost second factor, once each."""

    __tablename__ = "recovery_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
