"""flask jobs run: the process beside the server that does what is no request."""

import gc
import logging
import sys

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from app import clock
from app.database import SchemaError, check_schema
from app.jobs.running import Runner, log
from app.jobs.stopping import Stop

jobs = AppGroup("jobs", help="Work that is no request.")


@jobs.command("run")
@click.option("--once", is_flag=True, help="Run what is due and end; the status is 1 when something failed.")
def run_jobs(once: bool) -> None:
    """Runs every job when it is due, until SIGTERM or Ctrl-C."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")
    log.setLevel(logging.INFO)
    stop = Stop()
    stop.listen()
    try:
        check_schema(app)
    except SchemaError as error:
        raise click.ClickException(str(error)) from error
    gc.freeze()  # what is loaded stays: leaving would walk all of it for a second
    runner = Runner(app.extensions["jobs"], app.app_context, clock.now, stop)
    if once:
        sys.exit(0 if runner.run_due() else 1)
    log.info("jobs begin, %s of them", len(runner.jobs))
    runner.run_until_stopped()
    log.info("jobs end")
