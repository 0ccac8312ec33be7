"""How many queries a block sends."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from app.extensions import db


@contextmanager
def expect_queries(count: int) -> Iterator[list[str]]:
    """Fails unless the block sends exactly this many statements.

    Aside from beginning and ending transactions, and asking whether anything has changed (SQLite: a PRAGMA).
    """
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SELECT pg_current_snapshot()")):
            sent.append(" ".join(statement.split()))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert len(sent) == count, f"{len(sent)} queries, not {count}:\n" + "\n".join(sent)
