"""Keeping and ending drafts."""

from sqlalchemy import bindparam, delete

from app.database import AnySession
from app.drafts.models import Draft

_END = delete(Draft).where(Draft.unit_id == bindparam("unit"), Draft.key == bindparam("form_key"))


def end_draft(session: AnySession, unit_id: int, key: str) -> None:
    """What was typed under a form's key has been sent. Does not commit."""
    session.connection().execute(_END, {"unit": unit_id, "form_key": key})
