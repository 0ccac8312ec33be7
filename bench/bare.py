"""What the app is measured against, under the same gunicorn: a bare hello, a bare page, a bare durable INSERT."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from flask import Flask, render_template, request
from sqlalchemy import BigInteger, Column, DateTime, Engine, Integer, MetaData, Table, insert

from app.engines import WRITING
from bench.databases import engine_for

received = Table(
    "received",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("value", BigInteger, nullable=False),
    Column("received_at", DateTime(timezone=True), nullable=False),
)


@dataclass(frozen=True)
class Line:
    """A line of the bare page's table."""

    code: str
    name: str
    people: int
    last_on: date


FIRST = date(2026, 11, 1)
LINES = [
    Line(f"U{n:02d}", f"Đơn vị “bare” & số {n}", 1000 + 37 * n if n % 7 else 0, FIRST - timedelta(days=n))
    for n in range(1, 65)
]


def grouped(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def create_app(url: str) -> Flask:
    """An app of three views and nothing else; the INSERT goes into the database of the address."""
    app = Flask(__name__)
    app.add_template_filter(grouped)
    engine = engine_for(url)

    @app.get("/hello")
    def hello() -> str:
        return "hello"

    @app.get("/page")
    def page() -> str:
        return render_template("page.html", title="Bảng của 64 đơn vị", lines=LINES, today=FIRST)

    @app.post("/insert")
    def put() -> tuple[str, int]:
        put_row(engine, int(request.form["value"]))
        return "", 204

    return app


def put_row(engine: Engine, value: int) -> None:
    """One durable INSERT, as the app's commands write: the lock first, one commit."""
    with engine.connect().execution_options(**{WRITING: True}) as connection:
        connection.execute(insert(received), {"value": value, "received_at": datetime.now(UTC)})
        connection.commit()
