"""Drives wrk and reads its figures."""

import subprocess
from dataclasses import dataclass

from app.config import ROOT
from bench.servers import Server

CONNECTIONS, THREADS = 8, 2
LEAST = 0.15  # of what all workers did: less than this and a worker stood aside
MARK = "FIGURES "


@dataclass(frozen=True)
class Run:
    """What one run measured. p50, p95: milliseconds. cpu: milliseconds of the workers a request.

    is_lopsided: one worker had got nearly all connections, and the others' cores stood idle.
    """

    requests: int
    rate: float
    p50: float
    p95: float
    cpu: float
    refused: int
    broken: int
    is_lopsided: bool = False


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
    used = [after - since for since, after in zip(before, server.cpu_seconds(), strict=True)]
    line = next((line for line in told.stdout.splitlines() if line.startswith(MARK)), None)
    if line is None:
        raise SystemExit(f"wrk printed no figures:\n{told.stdout}\n{told.stderr}")
    requests, micro, p50, p95, refused, broken = (int(word) for word in line.removeprefix(MARK).split())
    done = max(1, requests)
    rate, cpu, is_lopsided = 1e6 * requests / micro, 1000 * sum(used) / done, min(used) < LEAST * sum(used)
    return Run(requests, rate, p50 / 1000, p95 / 1000, cpu, refused, broken, is_lopsided)
