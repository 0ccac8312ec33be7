"""The table of cards."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import UtcDateTime
from app.extensions import Model


class Kind(StrEnum):
    """How it is handed over."""

    CARD = "card"  # on paper: a QR and a typed code
    CODE = "code"  # read out over the telephone
    SETUP = "setup"  # printed on the console, for the first admin


class Card(Model):
    """One sign-in handed to a member of a unit. Of the QR and of the typed code only hashes are kept."""

    __tablename__ = "cards"
    __table_args__ = (
        CheckConstraint(f"kind IN ({', '.join(repr(k.value) for k in Kind)})", name="kind"),
        CheckConstraint("kind = 'setup' OR membership_id IS NOT NULL", name="membership"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    membership_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"), index=True)
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    sheet_key: Mapped[str | None] = mapped_column(String(36), index=True)
    for_official: Mapped[bool]  # whether the person was an official when it was made; else it never opens an official's
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sign_in_id: Mapped[int | None] = mapped_column(ForeignKey("sign_ins.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
