"""The console: flask units, accounts, demo, imports, jobs, report, totals, export, exports."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from app import clock, vietnamese
from app.accounts import passwords
from app.accounts.commands import NewAccount, NoSuchUnit, add_account
from app.config import Config
from app.demo.accounts import make_accounts
from app.demo.commands import load_file
from app.demo.reading import OWN, read_file, shift
from app.directory.commands.setup import HasAdmin, open_setup
from app.exporting.console import export, exports
from app.imports.console import imports
from app.jobs.console import jobs
from app.periods.calendar import NoSuchPeriod, Period, between, period
from app.periods.current import cut_off
from app.permissions import Role
from app.plan import PlanError, current_plan
from app.plan.reading import parse, rows_of
from app.reporting.console import report
from app.scope import CONSOLE
from app.status.console import Group, totals_table
from app.units.commands import load_units
from app.units.loading import units_of
from app.units.queries import all_units

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
units = AppGroup("units", help="Units of the ward.")
accounts = AppGroup("accounts", help="People and their roles.")
demo = AppGroup("demo", help="Demonstration data.")


def register(app: Flask) -> None:
    """Gives the app its commands."""
    for group in (units, accounts, demo, imports, jobs, report, exports):
        app.cli.add_command(group)
    app.cli.add_command(totals)
    app.cli.add_command(export)


def refuse(error: object) -> NoReturn:
    raise click.ClickException(str(error))


@units.command("load")
@click.argument("file", type=FILE)
def load_units_file(file: Path) -> None:
    """Loads the units of a YAML FILE (units: code, kind, name, parent, households, opened_on, closed_on)."""
    try:
        new, known = load_units(units_of(rows_of(parse(file.read_text(encoding="utf-8")), "units"), current_plan()))
    except (PlanError, UnicodeDecodeError) as error:
        refuse(f"{file}: {error}")
    click.echo(f"{new} new units, {known} known")


@accounts.command("add")
@click.option("--phone", required=True, help="Ten digits, or with +84.")
@click.option("--name", required=True)
@click.option("--unit", required=True, help="The unit's code.")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.REPORTER.value)
@click.option("--title", default="", help="What the person is called in the unit: Tổ trưởng tổ dân phố.")
@click.option("--password-file", type=click.File("r"), help="Where the password is read from, - for standard input.")
def add_person(phone: str, name: str, unit: str, role: str, title: str, password_file: Any) -> None:
    """Gives a person a role in a unit; without --password-file a random password is made and printed once."""
    number = vietnamese.phone(phone)
    if number is None:
        refuse(f"{phone} is no Vietnamese mobile number")
    password = password_file.readline().rstrip("\n") if password_file else passwords.fresh()
    if len(password) < passwords.SHORTEST:
        refuse(f"a password has at least {passwords.SHORTEST} characters")
    new = NewAccount(_words("name", name, 120, least=1), number, unit, Role(role), _words("title", title, 80))
    try:
        is_new = add_account(new, password, by=CONSOLE, now=clock.now(), today=clock.today())
    except NoSuchUnit as error:
        refuse(f"there is no unit {error}")
    given = (
        f"password {password}"
        if is_new and not password_file
        else "the password given"
        if is_new
        else "known before, password kept"
    )
    click.echo(f"{number} is {role} of {unit}: {given}")


@accounts.command("first-admin")
def first_admin() -> None:
    """Prints a code, good once and for an hour, with which the first admin is made at /thiet-lap."""
    settings: Config = current_app.extensions["settings"]
    try:
        code = open_setup(settings.keys, now=clock.now(), today=clock.today())
    except HasAdmin:
        refuse("somebody is an admin already: people are added at /quan-tri/don-vi")
    click.echo(f"{code} is the code, good for one hour. Open /thiet-lap and type it there.")


@demo.command("load")
@click.argument("file", type=FILE, default=OWN)
@click.option("--shift", "shifted", is_flag=True, help="Move every date by whole weeks, up to today.")
def load_demo(file: Path, shifted: bool) -> None:
    """Loads units, entries and threads of a FILE in the form of app/demo/entries.yaml, which is taken without one."""
    try:
        read = read_file(file, current_plan(), (unit.code for unit in all_units()))
        by = shift(read, clock.today()) if shifted else timedelta(0)
        new, known = load_file(read, now=clock.now(), by=by, cut_off=cut_off())
    except (PlanError, UnicodeDecodeError) as error:
        refuse(f"{file}: {error}")
    click.echo(f"{new} new entries, {known} known")


@demo.command("prepare")
def prepare_demo() -> None:
    """On an empty database: the demonstration, moved to today. Then prints its accounts."""
    if not all_units():
        read = read_file(OWN, current_plan())
        load_file(read, now=clock.now(), by=shift(read, clock.today()), cut_off=cut_off())
    settings: Config = current_app.extensions["settings"]
    click.echo("Demonstration accounts (telephone number, password, who, unit):")
    for account in make_accounts(settings.data_dir, now=clock.now(), today=clock.today()):
        click.echo(f"  {account.phone}  {account.password}  {account.title}, {account.unit}")


@click.command("totals")
@click.option("--period", "named", help="2026-11, 2026-Q4, 2026-H2, 2026, 2026-10-01..2026-10-31")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--unit", help="Only this unit's.")
@click.option("--by", type=click.Choice([group.value for group in Group]))
@click.option("--json", "as_json", is_flag=True)
def totals(named: str | None, as_json: bool, unit: str | None, by: str | None, **days: datetime | None) -> None:
    """The figures of a period or between two days, as the pages show them."""
    span = _span(named, days["first"], days["last"])
    if unit is not None and unit not in {each.code for each in all_units()}:
        refuse(f"there is no unit {unit}")
    table = totals_table(span, current_plan(), unit=unit, by=Group(by) if by else None)
    if as_json:
        click.echo(json.dumps(table, ensure_ascii=False))
        return
    for measure, value in table["total"].items():
        click.echo(f"{value:>15}  {measure}")


def _words(what: str, text: str, longest: int, *, least: int = 0) -> str:
    kept = vietnamese.nfc(text)
    if vietnamese.has_control(kept) or "\n" in kept or not least <= len(kept) <= longest:
        refuse(f"a {what} has {least} to {longest} letters in one line")
    return kept


def _span(named: str | None, first: datetime | None, last: datetime | None) -> Period:
    if (named is None) == (first is None or last is None):
        refuse("give either --period, or --from and --to")
    try:
        if named is not None:
            return period(named, cut_off())
        days: tuple[date, date] = (first.date(), last.date())  # type: ignore[union-attr]
        return between(*days)
    except NoSuchPeriod as error:
        refuse(f"there is no period {error}")
