"""Drives wrk and reads its figures."""

import subprocess
from dataclasses import dataclass

from app.config import ROOT
from bench.servers import Server

CONNECTIONS, THREADS = 8, 2
MARK = "FIGURES "


@dataclass(frozen=True)
class Run:
    """What one run measured. p50, p95: milliseconds. cpu: milliseconds of the workers a request."""

    requests: int
    rate: float
    p50: float
    p95: float
    cpu: float
    refused: int
    broken: int


def drive(
    server: Server,
    path: str,
    seconds: int,
    *,
    script: str,
    headers: tuple[str, ...] = (),
    arguments: tuple[str, ...] = (),
) -> Run:
    """Loads one address for some seconds."""
    given = [part for header in headers for part in ("-H", header)]
    command = ["wrk", f"-c{CONNECTIONS}", f"-t{THREADS}", f"-d{seconds}s", "-s", f"bench/{script}", *given]
    before = server.cpu_seconds()
    told = subprocess.run(
        [*command, f"{server.url}{path}", "--", *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    used = server.cpu_seconds() - before
    line = next((line for line in told.stdout.splitlines() if line.startswith(MARK)), None)
    if line is None:
        raise SystemExit(f"wrk printed no figures:\n{told.stdout}\n{told.stderr}")
    requests, micro, p50, p95, refused, broken = (int(word) for word in line.removeprefix(MARK).split())
    done = max(1, requests)
    return Run(requests, 1e6 * requests / micro, p50 / 1000, p95 / 1000, 1000 * used / done, refused, broken)
