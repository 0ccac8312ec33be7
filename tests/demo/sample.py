"""The demonstration's own file, read plainly: what it says is what the app is measured by."""

from functools import cache
from typing import Any

import yaml

from app.demo.reading import OWN


@cache
def sample() -> dict[str, Any]:
    return yaml.safe_load(OWN.read_text(encoding="utf-8"))


def kinds() -> dict[str, str]:
    """Unit code → kind."""
    return {unit["code"]: unit["kind"] for unit in sample()["units"]}


def invalid_case(name: str) -> dict[str, Any]:
    return next(case for case in sample()["invalid_cases"] if case["case"] == name)
