"""python -m bench 1000 100000: fills databases of these sizes, loads every page, prints what it measured."""

import argparse
import os
import secrets
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from app import clock
from app.periods.calendar import period_of, previous
from bench.browser import Browser, Visit, visit
from bench.databases import fresh
from bench.filling import Filled, fill
from bench.machine import describe
from bench.measuring import Stage, measure
from bench.report import print_measured, print_visits
from bench.targets import Person, Target, app_targets
from bench.wards import MEASURED

CLASSES = ("gthread", "sync")


def main() -> None:
    asked = _arguments()
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is missing. On Debian: apt-get install wrk")
    bench(asked, None)
    if server := os.environ.get("BENCH_DATABASE_URL"):
        bench(asked, server)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("sizes", type=int, nargs="+", help="entries; BENCH_DATABASE_URL adds a run on PostgreSQL")
    parser.add_argument("--worker-class", choices=CLASSES, action="append", help="default: both")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=4, help="of each run of wrk")
    asked = parser.parse_args()
    if min(asked.sizes) < 1000 or max(asked.sizes) > 5_000_000 or min(asked.rounds, asked.seconds) < 1:
        parser.error("sizes lie between 1000 and 5000000; rounds and seconds are 1 or more")
    return asked


def bench(asked: argparse.Namespace, server: str | None) -> None:
    """Everything on one kind of database."""
    month = previous(period_of(clock.today()))
    targets = app_targets(MEASURED, month.id if month else "")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sotayso-bench-")))
        print("\n".join(describe(server)), flush=True)
        filled = []
        for size in sorted(set(asked.sizes)):
            print(f"{size:,} entries …", flush=True)
            filled.append(fill(stack.enter_context(fresh(folder, f"bench-{size}", server)), size, folder))
            print(f"  {len(filled[-1].town.loggers):,} units, {filled[-1].town.months} months")
        stage = Stage(folder, filled, stack.enter_context(fresh(folder, "bare", server)), secrets.token_urlsafe(48))
        for worker_class in asked.worker_class or CLASSES:
            told = measure(stage, worker_class, targets, rounds=asked.rounds, seconds=asked.seconds)
            print_measured(told, [each.size for each in filled], targets)
        print_visits(_visits(stage, filled[-1], targets), filled[-1].size)


def _visits(stage: Stage, filled: Filled, targets: Sequence[Target]) -> dict[str, Visit]:
    """The bytes of each page that is read."""
    with ExitStack() as stack:
        running = stage.servers(stack, CLASSES[0])
        found = {}
        for target in targets:
            if target.posts or target.brotli:
                continue
            browser = Browser(running[filled.size].port)
            if target.person is not Person.NOBODY:
                name, _, value = stage.present[filled.size].cookies[target.person].partition("=")
                browser.cookies[name] = value
            found[target.name] = visit(browser, target.path)
        return found


if __name__ == "__main__":
    main()
