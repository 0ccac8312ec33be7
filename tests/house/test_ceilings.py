"""No file and no function outgrows its ceiling (house.md 4): what does is split, not exempted."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.config import ROOT

FOLDERS = ("app", "bench", "migrations", "tests", "tools")
FILES = [f for folder in FOLDERS for f in sorted((ROOT / folder).rglob("*.py"))] + sorted(ROOT.glob("*.py"))


def ceiling(file: Path) -> int:
    """The most lines a file may have."""
    if file.suffix == ".py":
        return 120 if file.name == "conftest.py" else 200
    if file.suffix == ".html":
        return 45 if file.name.startswith("_") or file.parent.name == "components" else 60
    return {".css": 90, ".js": 160}[file.suffix]


def held() -> list[Path]:
    own = [f for kind in ("css", "js") for f in sorted((ROOT / "static" / kind).rglob("*.*"))]
    return [*FILES, *sorted((ROOT / "templates").rglob("*.html")), *own]


@pytest.mark.parametrize("suffix", [".py", ".html", ".css", ".js"])
def test_no_file_is_longer_than_its_kind_may_be(suffix: str):
    files = [f for f in held() if f.suffix == suffix]

    long = {str(f.relative_to(ROOT)): n for f in files if (n := lines(f)) > ceiling(f)}

    assert files
    assert long == {}


def lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def functions(file: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node


def test_no_test_is_longer_than_twenty_lines():
    tests = [(f, t) for f in FILES if f.name.startswith("test_") for t in functions(f) if t.name.startswith("test_")]

    long = [f"{f.name}: {t.name}" for f, t in tests if (t.end_lineno or 0) - t.lineno + 1 > 20]

    assert tests
    assert long == []


def test_no_view_is_longer_than_twenty_five_lines():
    views = [(f, v) for f in FILES if "views" in (f.stem, f.parent.name) for v in functions(f)]

    long = [f"{f.parent.name}: {v.name}" for f, v in views if (v.end_lineno or 0) - v.lineno + 1 > 25]

    assert views
    assert long == []


def test_every_module_opens_with_one_line():
    for file in FILES:
        opening = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
        assert opening or not file.read_text(encoding="utf-8").strip(), file.relative_to(ROOT)


def test_nothing_is_exempted_wholesale():
    exempting = ("# no" + "qa\n", "# type: " + "ignore\n", "ruff: " + "noqa", "mypy: " + "ignore-errors")
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        assert not [word for word in exempting if word in text], file.relative_to(ROOT)
