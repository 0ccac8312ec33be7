"""flask imports work: the process behind an import."""

import click
from flask.cli import AppGroup

from app import clock
from app.imports.working import work
from app.plan import current_plan

imports = AppGroup("imports", help="Imports from workbooks.")


@imports.command("work")
@click.argument("number", type=int)
@click.argument("attempt", type=int)
def work_on(number: int, attempt: int) -> None:
    """Takes an import one step on; started by the site itself."""
    work(number, attempt, current_plan(), now=clock.now, today=clock.today)
