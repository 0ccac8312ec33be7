"""Files that are written outside the request: by whom, how far, found again, made anew, forgotten."""

import io
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from flask import Flask

from app import clock
from app.background import forget_exports
from app.database import let_go
from app.exporting import working
from app.exporting.models import Export
from app.exporting.runs import KEPT_FOR, SILENT_FOR, WORK
from app.exporting.views import download
from app.extensions import db
from app.launching import start_process
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.page import PageClient

ASKED = {"ky": "2026-11", "dang": "ky"}


@pytest.fixture
def ended(app: Flask, ward: Unit, unit: Unit, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Entries, and processes that are this one, done when the request is."""
    monkeypatch.setattr(download, "AT_ONCE", 1)
    monkeypatch.setattr(working, "EVERY", 1)
    for day in (1, 2, 3):
        factories.an_activity(unit, held_on=date(2026, 11, day))
    app.extensions["launch_export"] = carry_out
    yield []
    del app.extensions["launch_export"]


def carry_out(app: Flask, number: int, attempt: int) -> None:
    with app.app_context():
        working.work(app, number, attempt)


def asked(client: PageClient, **words: str) -> str:
    client.post("/tai-so-lieu", ASKED | words)
    return client.location


@pytest.mark.usefixtures("ended")
def test_a_large_file_is_asked_for_and_fetched(reviewer: PageClient):
    page = reviewer.get("/tai-so-lieu?ky=2026-11")
    assert [form.button.get_text() for form in page.select("main form[method=post]")] == [
        "Chuẩn bị tệp Excel",
        "Chuẩn bị tệp CSV",
        "Chuẩn bị số liệu tháng 11/2026",
    ]

    where = asked(reviewer)
    link = reviewer.get(where).select_one("main a.button--main")["href"]
    answer = reviewer.send(link)

    assert answer.headers["Content-Disposition"].startswith('attachment; filename="so-lieu-thang-11-2026-')
    assert openpyxl.load_workbook(io.BytesIO(answer.data))["Lần ghi"].max_row == 4
    assert where in str(reviewer.get("/tai-so-lieu"))


@pytest.mark.usefixtures("ended")
def test_nobody_else_finds_it(app: Flask, reviewer: PageClient, observer: PageClient, reporter: PageClient):
    where = asked(reviewer)

    for client in (observer, reporter):
        for path in (where, f"{where}/tep"):
            client.get(path, status=404)
        assert where not in str(client.get("/tai-so-lieu"))


@pytest.mark.usefixtures("ended")
def test_who_may_no_longer_take_out_the_wards_rows_finds_it_no_more(app: Flask, reviewer: PageClient, unit: Unit):
    from app.accounts.models import Membership

    where = asked(reviewer)
    db.session.query(Membership).filter_by(role=Role.REVIEWER).update({"role": Role.REPORTER})
    db.session.commit()

    reviewer.get(f"{where}/tep", status=404)


@pytest.mark.usefixtures("ended")
def test_a_reporter_gets_the_own_units_rows_and_no_annexes(reporter: PageClient, ward: Unit):
    factories.an_activity(factories.a_unit(ward, code="TDP08"), held_on=date(2026, 11, 1))
    reporter.post("/tai-so-lieu", ASKED, status=404)

    where = asked(reporter, dang="csv")

    text = reporter.send(f"{where}/tep").data.decode()
    assert (text.count("TDP07"), text.count("TDP08")) == (3, 0)


def test_while_it_is_written_its_page_says_how_far(app: Flask, ended, reviewer: PageClient, at):
    app.extensions["launch_export"] = lambda *_: None
    where = asked(reviewer)

    assert "Đã ghi 0/3" in reviewer.get(where, htmx=True).get_text()
    reviewer.get(f"{where}/tep", status=404)
    assert asked(reviewer) == where  # one at a time

    at(clock.now() + SILENT_FOR)
    assert "Bị ngắt giữa chừng" in reviewer.get(where).get_text()
    app.extensions["launch_export"] = carry_out
    reviewer.post(f"{where}/lai")
    assert "Tệp đã xong" in reviewer.get(where).get_text()


def test_an_attempt_that_was_overtaken_leaves_nothing(app: Flask, ended, reviewer: PageClient):
    app.extensions["launch_export"] = lambda *_: None
    number = int(asked(reviewer).rsplit("/", 1)[1])
    db.session.query(Export).update({"attempt": 2})
    db.session.commit()

    carry_out(app, number, 1)

    assert db.session.get_one(Export, number).state == "waiting"


@pytest.mark.usefixtures("ended")
def test_old_files_are_forgotten(app: Flask, reviewer: PageClient):
    where = asked(reviewer)
    folder = app.extensions["settings"].data_dir / "exports"
    long_ago = datetime.now(UTC) - KEPT_FOR - timedelta(hours=1)
    for file in folder.glob("*"):
        os.utime(file, (long_ago.timestamp(), long_ago.timestamp()))
    db.session.query(Export).update({"asked_at": long_ago})
    db.session.commit()

    said = forget_exports(clock.now())
    let_go()

    assert said.startswith("Đã xóa ")
    assert list(folder.glob("*")) == []
    reviewer.get(where, status=404)


def test_a_process_of_its_own_writes_it(app: Flask, ended, reviewer: PageClient):
    app.extensions["launch_export"] = lambda *_: None
    number = int(asked(reviewer).rsplit("/", 1)[1])
    let_go()

    start_process(WORK, app, number, 1).join(timeout=120)

    assert "Tệp đã xong" in reviewer.get(f"/tai-so-lieu/{number}").get_text()
