"""The table of units."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import SortKey
from app.extensions import Model

WARD = "phuong"  # the kind of the root: it has no duties of its own and logs nothing


class Unit(Model):
    """Đơn vị. ward_id is the root of its tree (its own id for the ward itself)."""

    __tablename__ = "units"
    __table_args__ = (
        CheckConstraint("closed_on IS NULL OR opened_on IS NULL OR closed_on >= opened_on", name="dates"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    ward_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    households: Mapped[int | None]
    opened_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    search: Mapped[str] = mapped_column(String(240))
    sort_key: Mapped[str] = mapped_column(SortKey)
