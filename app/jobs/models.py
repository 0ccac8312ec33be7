"""The table of runs."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import UtcDateTime
from app.extensions import Model


class JobRun(Model):
    """One run of a job for one of its due times; of several runners one gets it (the unique pair).

    beat_at: the last sign of life. ended_at None: it runs, or broke off.
    """

    __tablename__ = "job_runs"
    __table_args__ = (
        UniqueConstraint("job", "due_at"),
        CheckConstraint("(ended_at IS NULL) = (succeeded IS NULL)", name="ended"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    job: Mapped[str] = mapped_column(String(40))
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    beat_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    succeeded: Mapped[bool | None]
    said: Mapped[str] = mapped_column(String(300))
