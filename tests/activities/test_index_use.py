"""What is asked on busy pages is read by the indexes made for it, on both databases, whatever else there is."""

from typing import Any

from flask import Flask
from sqlalchemy import event, text

from app.activities.changes import returned_to
from app.activities.review import Sought, mended_entries, waiting_count, waiting_entries
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories


def planned(ask: Any) -> str:
    """How the database means to read what is asked."""
    sent: list[Any] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
        sent.append((statement, values))

    event.listen(db.engine, "before_cursor_execute", note)
    ask()
    event.remove(db.engine, "before_cursor_execute", note)
    with db.engine.connect() as connection:
        plain = connection.dialect.name == "sqlite"
        if not plain:  # a few rows are sooner read one after the other
            connection.execute(text("SET LOCAL enable_seqscan = off"))
        return "\n".join(
            str(row)
            for statement, values in sent
            for row in connection.exec_driver_sql(f"EXPLAIN {'QUERY PLAN ' if plain else ''}{statement}", values)
        )


def test_each_has_its_index(app: Flask, unit: Unit):
    factories.an_activity(unit)
    officer, leader = factories.a_scope(unit, Role.REVIEWER), factories.a_scope(unit)

    assert "ix_activities_waiting" in planned(lambda: waiting_entries(officer, Sought()))
    assert "ix_activities_waiting" in planned(lambda: waiting_count(officer))
    assert "ix_activities_mended" in planned(lambda: mended_entries(officer, Sought()))
    assert "ix_activities_returned" in planned(lambda: returned_to(leader))
