"""The project's own catalogue with one thing broken in it."""

from pathlib import Path

from app.plan.reading import OWN

TEXT = OWN.read_text(encoding="utf-8")


def broken(tmp_path: Path, old: str, new: str, *, after: str = "") -> tuple[Path, int]:
    """The file in which the first `old` behind `after` is replaced, and the line where that stands."""
    start = TEXT.index(after)
    at = TEXT.index(old, start)
    file = tmp_path / "catalogue.yaml"
    file.write_text(TEXT[:at] + new + TEXT[at + len(old) :], encoding="utf-8")
    return file, TEXT.count("\n", 0, at) + 1
