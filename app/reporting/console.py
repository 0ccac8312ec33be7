"""flask report write: the Word file of a period's report."""

from pathlib import Path

import click
from flask.cli import AppGroup

from app import clock
from app.periods.calendar import NoSuchPeriod, Period, period
from app.periods.current import cut_off
from app.plan import current_plan
from app.reporting.draft import draft_of
from app.reporting.gathering import Wanted
from app.reporting.letters import LETTERS
from app.reporting.word import as_word
from app.status.current import expected_in
from app.units.queries import UnitView, wards

report = AppGroup("report", help="The ward's reports.")


@report.command("write")
@click.option("--period", "named", required=True, help="2026-11, 2026-Q4, 2026-H2, 2026, 2026-10-01..2026-10-31")
@click.option("--letterhead", type=click.Choice(list(LETTERS)), default="phong", show_default=True)
@click.option("--out", required=True, type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--ward", "code", help="The ward's code; needed only where there are several.")
def write_report(named: str, letterhead: str, out: Path, code: str | None) -> None:
    """Writes a period's report as it stands into FILE.docx."""
    of, ward = period_named(named), ward_named(code)
    expected = expected_in(ward.id, of, clock.today())
    now = clock.now()
    draft = draft_of(Wanted(ward.id, ward.name, expected, now, cut_off()), letterhead, current_plan())
    try:
        out.write_bytes(as_word(draft, ward.id, now))
    except OSError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{of.label} in {out}, {len(draft.figures)} figures")


def period_named(named: str) -> Period:
    """The period of an id, or a refusal."""
    try:
        return period(named, cut_off())
    except NoSuchPeriod as error:
        raise click.ClickException(f"there is no period {error}") from error


def ward_named(code: str | None) -> UnitView:
    """The ward of a code, or the only one, or a refusal."""
    found = [each for each in wards() if code in (None, each.code)]
    if len(found) != 1:
        raise click.ClickException("there is no such ward" if code else f"there are {len(found)} wards: give --ward")
    return found[0]
