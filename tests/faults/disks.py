"""Disks of a test's own: small ones that fill up, and images that are copied as a power cut would leave them. Needs root."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

SETTLES_IN = 0.15  # seconds: what was under way in the stopped processes has reached the disk, or never will


def run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True)


def need_disks() -> None:
    """Skips where nothing may be mounted."""
    if os.geteuid() != 0 or not Path("/dev/loop-control").exists() or not shutil.which("mkfs.ext4"):
        pytest.skip("needs root, loop devices and mkfs.ext4")


@contextmanager
def mounted(what: str, place: Path, *options: str) -> Iterator[Path]:
    place.mkdir(parents=True, exist_ok=True)
    try:
        run("mount", *options, what, place)
    except (subprocess.CalledProcessError, FileNotFoundError) as error:
        pytest.skip(f"cannot mount here: {error}")
    try:
        yield place
    finally:
        run("umount", "-l", place)


@contextmanager
def memory_disk(place: Path, size: str, *more: str) -> Iterator[Path]:
    """A tmpfs of a size ("2m")."""
    need_disks()
    with mounted("tmpfs", place, "-t", "tmpfs", "-o", ",".join([f"size={size}", *more])) as disk:
        yield disk


@contextmanager
def image_disk(image: Path, megabytes: int, *options: str) -> Iterator[Path]:
    """A journaling file system on an image, mounted beside it. options: of mkfs."""
    need_disks()
    with image.open("wb") as file:
        file.truncate(megabytes << 20)
    run("mkfs.ext4", "-q", "-F", *options, image)
    with mounted(str(image), image.with_suffix(".mount"), "-o", "loop") as disk:
        yield disk


@contextmanager
def power_cut(image: Path, pids: Sequence[int]) -> Iterator[Path]:
    """The disk as it is at this moment, started from again, while all processes that write to it are stopped."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        time.sleep(SETTLES_IN)
        copy = image.with_suffix(".cut")
        run("cp", "--sparse=always", image, copy)
        with mounted(str(copy), image.with_suffix(".after"), "-o", "loop") as disk:
            yield disk
        copy.unlink()
    finally:
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


def fill(folder: Path, leaving: int = 0) -> Path:
    """Fills a disk to so many bytes; the file that does."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
        if leaving:
            file.truncate(max(0, ballast.stat().st_size - leaving))
    return ballast
