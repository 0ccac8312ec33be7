"""What an SQLite file needs once a day: a look for damage, the log put into the file, statistics of what was asked."""

from contextlib import closing
from datetime import datetime
from typing import Any

from app.extensions import db
from app.jobs.job import NotDone

PATIENCE = 1000  # milliseconds the emptying of the log may hold writers up
DAMAGED = "Tệp cơ sở dữ liệu bị hỏng ({}). Giữ nguyên tệp, báo ngay người quản trị máy chủ để khôi phục từ bản sao lưu."
MERGED = "Đã kiểm tra tệp dữ liệu, không thấy lỗi; nhật ký ghi đã gộp vào tệp."
IN_USE = "Đã kiểm tra tệp dữ liệu, không thấy lỗi; nhật ký ghi đang có người dùng, lần sau gộp tiếp."
NOT_NEEDED = "PostgreSQL tự làm việc này, không cần chạy."


def tend_database(_now: datetime) -> str:
    """Says what was done. Raises NotDone when the file is damaged; nothing is written to it then."""
    if db.engine.dialect.name != "sqlite":
        return NOT_NEEDED
    with closing(db.engine.raw_connection()) as connection:
        cursor = connection.cursor()
        if (wrong := _damage(cursor)) is not None:
            raise NotDone(DAMAGED.format(wrong))
        cursor.execute("PRAGMA optimize=0x10002")  # every table, with a limit to how many rows are looked at
        return MERGED if _empty_log(cursor) else IN_USE


def _damage(cursor: Any) -> str | None:
    """The first thing that is wrong with the file, as SQLite says it. quick_check leaves out only the indexes' contents."""
    found = str(cursor.execute("PRAGMA quick_check(1)").fetchone()[0])
    return None if found == "ok" else found


def _empty_log(cursor: Any) -> bool:
    """Whether the write-ahead log is empty now: nobody read from it. Most is moved before writers have to wait."""
    kept = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
    cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
    cursor.execute(f"PRAGMA busy_timeout={PATIENCE}")
    is_busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    cursor.execute(f"PRAGMA busy_timeout={kept}")
    return not is_busy
