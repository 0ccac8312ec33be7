"""What phones of each release send: still accepted ninety days later (B16). A release adds a file and changes none."""

import json
from base64 import b64decode
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app.clock import HANOI
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.faults.conftest import Ledger
from tests.faults.ledger import Verdict
from tests.outbox.test_delivery import Phone
from tests.photos.making import multipart

RELEASES = sorted((Path(__file__).parent / "payloads").glob("*.json"))
LATER = [timedelta(0), timedelta(days=90)]


def sent_by(phone: Phone, payload: dict[str, Any], entry: int) -> Any:
    path = payload["path"].replace("{entry}", str(entry))
    headers = {"X-Outbox": phone.headers["X-Outbox"], "X-CSRFToken": phone.headers["X-CSRFToken"]}
    if "photo" in payload:
        body = multipart(payload["fields"], [(b64decode(payload["photo"]), "anh.jpg")])
        return phone.client.send(path, method="POST", headers=headers, **body)
    kind = "application/x-www-form-urlencoded"
    return phone.client.send(path, method="POST", data=payload["body"], content_type=kind, headers=headers)


@pytest.fixture
def units(ward: Unit) -> dict[str, Unit]:
    return {kind: factories.a_unit(ward, code=f"U{kind}".upper(), name=kind, kind=kind) for kind in ("tdp", "truong")}


@pytest.fixture
def row(database_url: str, ledger: Ledger) -> Callable[[str, list[int]], Verdict]:
    def write(name: str, statuses: list[int]) -> Verdict:
        good = statuses.count(201)
        return ledger(
            Verdict(f"B16 {name}", database_url.partition(":")[0].partition("+")[0], len(statuses), good, good)
        )

    return write


@pytest.mark.fault("B16 payloads of every release")
@pytest.mark.parametrize("later", LATER, ids=["the same day", "90 days later"])
@pytest.mark.parametrize("release", RELEASES, ids=lambda file: file.stem)
def test_what_a_release_sends_is_taken(app: Flask, units: Any, at: Any, row: Any, release: Path, later: timedelta):
    at(datetime.fromisoformat(f"{release.stem}T19:40").replace(tzinfo=HANOI) + later)
    answers = []
    for payload in json.loads(release.read_text(encoding="utf-8")):
        unit = units[payload["kind"]]
        phone, entry = Phone(app, unit, Role.REPORTER), factories.an_activity(unit).id
        answers += [sent_by(phone, payload, entry) for _ in range(2)]

    statuses = [each.status_code for each in answers]
    row(f"{release.stem}, {later.days} days later", statuses)
    assert statuses == [201] * len(answers), [each.get_data(as_text=True) for each in answers]
