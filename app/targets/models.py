"""The table of targets."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import UtcDateTime
from app.extensions import Model
from app.periods.models import NAME


class Target(Model):
    """What the ward would like of one unit, or of each unit of a kind, in a period: one measure, one figure."""

    __tablename__ = "targets"
    __table_args__ = (
        CheckConstraint("(unit_id IS NULL) <> (unit_kind IS NULL)", name="whose"),
        CheckConstraint("value > 0", name="value"),
        UniqueConstraint("unit_id", "measure", "period"),
        UniqueConstraint("ward_id", "unit_kind", "measure", "period"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ward_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    unit_kind: Mapped[str | None] = mapped_column(String(40))
    measure: Mapped[str] = mapped_column(String(40))
    period: Mapped[str] = mapped_column(NAME)
    value: Mapped[int] = mapped_column(BigInteger)
    set_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
