"""Changing a ward's settings."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import column, delete, insert, select, table

from app.audit.commands import Act, record
from app.audit.models import Event
from app.database import writing
from app.scope import Actor
from app.settings.models import Setting
from app.settings.queries import Settings, settings_of

_WARDS = table("units", column("id"))  # the room of units lies above this one


def change_settings(ward_id: int, wanted: Settings, *, by: Actor, now: datetime) -> None:
    """Keeps what a ward decided, all of it, one admin after the other: hours of two would not follow each other.

    Nothing is written when nothing changes.
    """
    session = writing()
    session.execute(select(_WARDS.c.id).where(_WARDS.c.id == ward_id).with_for_update(key_share=True))
    before, after = asdict(settings_of(ward_id)), asdict(wanted)
    changed = {name for name in after if before[name] != after[name]}
    if not changed:
        return
    session.execute(delete(Setting).where(Setting.ward_id == ward_id, Setting.name.in_(changed)))
    session.execute(insert(Setting), [{"ward_id": ward_id, "name": name, "value": after[name]} for name in changed])
    old, new = ({name: facts[name] for name in sorted(changed)} for facts in (before, after))
    record(session, Act(Event.SETTINGS_CHANGED, before=old, after=new), by=by, at=now)
    session.commit()
