"""What the bench ran on."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from app.engines import durable_pragmas, sqlite


def describe(server: str | None) -> list[str]:
    """Lines about machine, Python, libraries and databases."""
    journal, synchronous = durable_pragmas()
    names = [line.partition(":")[2].strip() for line in _cpu_lines() if line.startswith("model name")]
    database = (
        f"PostgreSQL {_version(server)}" if server else f"SQLite {sqlite.sqlite_version}, {journal}, {synchronous}"
    )
    return [
        f"{os.cpu_count()} cores ({names[0] if names else platform.machine()}), load {os.getloadavg()[0]:.1f} at the start",
        f"Python {platform.python_version()}, Flask {version('flask')}, SQLAlchemy {version('sqlalchemy')}, "
        f"gunicorn {version('gunicorn')} with the project's gunicorn.conf.py, workers never recycled",
        database,
    ]


def _version(server: str) -> str:
    engine = create_engine(make_url(server).set(drivername="postgresql+psycopg"))
    with engine.connect() as connection:
        told = connection.exec_driver_sql("SHOW server_version").scalar_one()
    engine.dispose()
    return str(told)


def _cpu_lines() -> list[str]:
    told = Path("/proc/cpuinfo")
    return told.read_text(encoding="utf-8").splitlines() if told.exists() else []
