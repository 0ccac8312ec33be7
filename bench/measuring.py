"""The rounds: every target of every size in turn, so that each is compared with its neighbours in time."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select

from app.activities.models import Activity
from app.submissions.models import Submission
from bench import bare
from bench.databases import engine_for
from bench.filling import Filled
from bench.servers import FIRST_PORT, Server, serving
from bench.staff import Present, sign_everyone_in
from bench.targets import BARE, Target
from bench.wrk import CONNECTIONS, Run, drive

WARM_UP = 1  # seconds
Key = tuple[str, int]  # target's name, size (0: bare)


@dataclass
class Measured:
    """What one kind of worker showed, and how many meetings were acknowledged and stored, by size."""

    worker_class: str
    runs: dict[Key, list[Run]] = field(default_factory=dict)
    peak_mb: dict[int, float] = field(default_factory=dict)
    acknowledged: dict[int, int] = field(default_factory=dict)
    stored: dict[int, int] = field(default_factory=dict)
    cut_off: int = 0


@dataclass
class Stage:
    """Where it happens: a folder, the databases, the address of the bare one's, the settings every app shares."""

    folder: Path
    filled: Sequence[Filled]
    bare_url: str
    secret: str
    present: dict[int, Present] = field(default_factory=dict)
    posted: int = 0  # runs that posted so far

    def servers(self, stack: ExitStack, worker_class: str) -> dict[int, Server]:
        """Starts the bare app (0) and the app on each size."""
        log = self.folder / "gunicorn.log"
        program = f"bench.bare:create_app('{self.bare_url}')"
        context = serving(program, FIRST_PORT, log, config="bench/bare_gunicorn.py", WORKER_CLASS=worker_class)
        running = {0: stack.enter_context(context)}
        for place, filled in enumerate(self.filled, 1):
            env = {"DATABASE_URL": filled.url, "SECRET_KEY": self.secret, "DATA_DIR": str(self.folder)}
            context = serving("wsgi:app", FIRST_PORT + place, log, WORKER_CLASS=worker_class, **env)
            running[filled.size] = stack.enter_context(context)
        return running

    def arguments(self, size: int) -> tuple[str, str]:
        """What the posting script is told; each run has its own keys."""
        self.posted += 1
        return str(self.present[size].senders), str(self.posted)


def measure(stage: Stage, worker_class: str, targets: Sequence[Target], *, rounds: int, seconds: int) -> Measured:
    """Rounds of every target; the first, short one only warms up."""
    told = Measured(worker_class)
    bare.received.metadata.create_all(engine_for(stage.bare_url))
    with ExitStack() as stack:
        running = stage.servers(stack, worker_class)
        for filled in stage.filled:
            if filled.size not in stage.present:
                stage.present[filled.size] = sign_everyone_in(filled, running[filled.size], stage.folder)
        before = {filled.size: _stored(filled) for filled in stage.filled}
        for turn in range(rounds + 1):
            print(f"  {worker_class}: " + (f"round {turn} of {rounds}" if turn else "warming up"), file=sys.stderr)
            for target, size in _in_turn(targets, stage.filled):
                run = _run(stage, target, running, size, seconds if turn else WARM_UP)
                _keep(told, target, size, run, counts=turn > 0)
        told.peak_mb = {size: server.peak_mb() for size, server in running.items()}
        told.stored = {filled.size: _stored(filled) - before[filled.size] for filled in stage.filled}
        told.cut_off = CONNECTIONS * (rounds + 1)
    return told


def _in_turn(targets: Sequence[Target], filled: Sequence[Filled]) -> Iterator[tuple[Target, int]]:
    yield from ((target, 0) for target in BARE)
    for target in targets:
        yield from ((target, each.size) for each in filled)


def _run(stage: Stage, target: Target, running: dict[int, Server], size: int, seconds: int) -> Run:
    headers = ["Accept-Encoding: br"] if target.brotli else []
    if size and target.person in stage.present[size].cookies:
        headers.append(f"Cookie: {stage.present[size].cookies[target.person]}")
    arguments = stage.arguments(size) if target.posts else ()
    return drive(running[size], target.path, seconds, script=target.script, headers=tuple(headers), arguments=arguments)


def _keep(told: Measured, target: Target, size: int, run: Run, *, counts: bool) -> None:
    if run.refused:
        raise SystemExit(f"{target.name}, {size} entries: {run.refused} of {run.requests} requests were refused")
    if target.posts:
        told.acknowledged[size] = told.acknowledged.get(size, 0) + run.requests
    if counts:
        told.runs.setdefault((target.name, size), []).append(run)


def _stored(filled: Filled) -> int:
    """How many submissions there are, each with its one activity."""
    engine = engine_for(filled.url)
    with engine.connect() as connection:
        counted = [connection.scalar(select(func.count()).select_from(table)) for table in (Submission, Activity)]
    engine.dispose()
    if counted[0] != counted[1]:
        raise SystemExit(f"{counted[0]} submissions, but {counted[1]} activities")
    return int(counted[0] or 0)
