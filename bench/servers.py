"""gunicorn as the project configures it, started on a port and stopped again; what its workers cost."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.config import ROOT

FIRST_PORT = 8330
TICKS = os.sysconf("SC_CLK_TCK")
STARTS_WITHIN = 60  # seconds


@dataclass(frozen=True)
class Server:
    """A running gunicorn: its address and the process id of its master."""

    port: int
    pid: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def workers(self) -> list[int]:
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]

    def cpu_seconds(self) -> list[float]:
        """What each worker has used so far."""
        return [_ticks(pid) / TICKS for pid in self.workers()]

    def peak_mb(self) -> float:
        """The most memory any worker ever held (its peak resident set)."""
        return max(_peak_kb(pid) for pid in self.workers()) / 1024


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _peak_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


@contextmanager
def serving(program: str, port: int, log: Path, *, config: str = "gunicorn.conf.py", **env: str) -> Iterator[Server]:
    """Runs a WSGI program until the block ends. Recycling of workers is off: a restart is not what is measured."""
    command = [sys.executable, "-m", "gunicorn", "-c", config, "--max-requests", "0", "--log-level", "warning", program]
    with log.open("ab") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=_environment(port, env), stdout=output, stderr=output)
    try:
        server = Server(port, process.pid)
        _wait_for(server, process, log)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=STARTS_WITHIN)


def _environment(port: int, more: Mapping[str, str]) -> dict[str, str]:
    return os.environ | {"BIND": f"127.0.0.1:{port}"} | dict(more)


def _wait_for(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until a worker answers, whatever it answers."""
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        try:
            connection.request("GET", "/hello")
            connection.getresponse()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"gunicorn did not start on {server.url}:\n{log.read_text()[-3000:]}")
