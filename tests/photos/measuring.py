"""What a child process that redraws takes: seconds and megabytes, and what it says."""

import json
import subprocess
import sys
import time
from typing import Any, NamedTuple

from app.photos.decoding import SCRIPT
from app.photos.looking import MOST_PIXELS, Format

# A small process in between: of a child of a large one the kernel reports the large one's memory.
BETWEEN = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stderr=subprocess.DEVNULL)
sys.stderr.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
"""


class Taken(NamedTuple):
    """said: the line of JSON; {} where the child was killed. megabytes: its peak, the interpreter included."""

    said: dict[str, Any]
    seconds: float
    megabytes: float


def measured(content: bytes, kind: Format, most_pixels: int = MOST_PIXELS) -> Taken:
    child = [sys.executable, "-I", str(SCRIPT), kind.value, str(most_pixels)]
    command = [sys.executable, "-I", "-c", BETWEEN, *child]
    began = time.monotonic()
    ended = subprocess.run(command, input=content, capture_output=True, check=True)
    line = ended.stdout.partition(b"\n")[0]
    said = json.loads(line) if line else {}
    return Taken(said, time.monotonic() - began, int(ended.stderr) / 1024)
