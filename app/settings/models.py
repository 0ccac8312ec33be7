"""The table of settings: only what differs from its default is a row."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model


class Setting(Model):
    """One decision of a ward, a whole number (0 and 1 for no and yes)."""

    __tablename__ = "settings"

    ward_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[int]
