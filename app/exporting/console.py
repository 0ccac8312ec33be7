"""flask export: a period's workbook, or its entries as CSV, into a file; flask exports work: the process behind one."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from app import clock
from app.exporting.files import Asked, write_export
from app.exporting.wanted import Bounds, Form, Wanted
from app.exporting.working import work
from app.periods.current import cut_off
from app.plan import current_plan
from app.reporting.console import period_named, ward_named
from app.status.current import expected_in

exports = AppGroup("exports", help="Files of figures that are written outside a request.")
FORMS = {".xlsx": Form.PERIOD, ".csv": Form.CSV}


@click.command("export")
@click.option("--period", "named", required=True, help="2026-11, 2026-Q4, 2026-H2, 2026, 2026-10-01..2026-10-31")
@click.option("--out", required=True, type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--ward", help="The ward's code; needed only where there are several.")
def export(named: str, out: Path, ward: str | None) -> None:
    """Writes a period's annexes and entries into FILE.xlsx, or its entries alone into FILE.csv."""
    form = FORMS.get(out.suffix.lower())
    if form is None:
        raise click.ClickException("--out must end in .xlsx or .csv")
    of, found = period_named(named), ward_named(ward)
    expected = expected_in(found.id, of, clock.today())
    wanted = Wanted(of, form=form)
    asked = Asked(Bounds(found.id), wanted, found.name, expected, current_plan(), cut_off(), clock.now())
    click.echo(f"{_written(out, asked)} entries in {out}")


def _written(out: Path, asked: Asked) -> int:
    """Whole or not at all."""
    fresh = out.with_name(f".{out.name}.new")
    try:
        with fresh.open("wb") as file:
            total = write_export(file, asked)
        fresh.replace(out)
    except OSError as error:
        raise click.ClickException(str(error)) from error
    finally:
        fresh.unlink(missing_ok=True)
    return total


@exports.command("work")
@click.argument("number", type=int)
@click.argument("attempt", type=int)
def work_on(number: int, attempt: int) -> None:
    """Writes a file somebody asked for; started by the site itself."""
    work(current_app._get_current_object(), number, attempt)  # type: ignore[attr-defined]
