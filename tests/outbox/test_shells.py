"""What a phone keeps for when there is no network is nobody's, and holds all it needs."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from app.outbox.views import _made_of
from app.plan import read_plan
from app.plan.reading import OWN
from app.units.models import Unit
from tests import factories
from tests.page import PageClient

SHELLS = [(kind, tile.slug) for kind, tiles in read_plan().tiles.items() for tile in tiles]


@pytest.mark.parametrize(("kind", "slug"), SHELLS)
def test_a_kept_form_has_no_token_key_or_unit(signed_out: PageClient, kind: str, slug: str):
    page = signed_out.get(f"/ngoai-mang/{kind}/{slug}")

    form = page.find("form", attrs={"data-shell": True})
    assert form
    assert form["action"] == f"/nhat-ky/ghi/{slug}"
    assert not page.find_all(attrs={"name": "csrf_token"})
    assert {box["name"]: box["value"] for box in form.find_all("input", type="hidden")}["key"] == ""
    assert "Set-Cookie" not in signed_out.answer.headers


@pytest.mark.parametrize("kind", ["truong"])
def test_a_kept_sheet_has_every_day_and_nothing_of_anybody(signed_out: PageClient, kind: str):
    page = signed_out.get(f"/ngoai-mang/{kind}/tuan")

    form = page.find("form", attrs={"data-shell": True})
    assert form
    assert form["action"] == "/nhat-ky/tuan"
    assert not page.find_all(attrs={"name": "csrf_token"})
    assert {box["name"]: box["value"] for box in form.find_all("input", type="hidden")} == {"key": "", "unit": ""}
    assert len({line["data-day"] for line in form.find_all("tr", attrs={"data-day": True})}) >= 4
    assert len(form.select("#them-1-ngay option")) == 8


def test_no_sheet_for_who_does_not_log_by_the_week(signed_out: PageClient):
    signed_out.get("/ngoai-mang/tdp/tuan", status=404)


@pytest.mark.parametrize("path", ["/cho-gui", "/ngoai-mang", "/ngoai-mang/tdp", "/ngoai-mang/tdp/hop", "/sw.js"])
def test_what_is_kept_is_the_same_for_everybody(app: Flask, unit: Unit, signed_out: PageClient, path: str):
    answer = signed_out.send(path)

    assert answer.get_data() == PageClient(app).send(path).get_data()
    assert unit.name not in answer.get_data(as_text=True)
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/ngoai-mang/khong-co", "/ngoai-mang/tdp/khong-co", "/ngoai-mang/ban_xdd/hop2"])
def test_no_shell_of_what_nobody_logs(signed_out: PageClient, path: str):
    signed_out.get(path, status=404)


def test_the_worker_keeps_only_what_exists_and_is_public(signed_out: PageClient):
    script = signed_out.send("/sw.js").get_data(as_text=True)
    files = re.search(r"FILES = \[(.*)\]", script)
    assert files

    for path in re.findall(r'"([^"]+)"', files[1]):
        assert signed_out.send(path).status_code == 200, path


def test_the_worker_is_another_when_a_file_is(signed_out: PageClient, app: Flask, monkeypatch: pytest.MonkeyPatch):
    before = signed_out.send("/sw.js").get_data(as_text=True)
    monkeypatch.setitem(app.jinja_env.globals, "asset", lambda name: f"/static/2.{name}")

    after = signed_out.send("/sw.js").get_data(as_text=True)

    assert before.splitlines()[0].startswith('const VERSION = "')
    assert before.splitlines()[0] != after.splitlines()[0]


def test_the_worker_is_another_when_a_template_or_the_plan_is(signed_out: PageClient, monkeypatch: pytest.MonkeyPatch):
    before = signed_out.send("/sw.js").get_data(as_text=True)
    assert signed_out.send("/sw.js").get_data(as_text=True) == before
    monkeypatch.setattr("app.outbox.views._made_of", lambda catalogue: "other")

    assert signed_out.send("/sw.js").get_data(as_text=True).splitlines()[0] != before.splitlines()[0]


def test_the_outbox_and_the_worker_come_in_four_kilobytes(signed_out: PageClient):
    page = signed_out.get("/cho-gui")
    outbox = page.find("script", src=re.compile("outbox"))["src"]
    sizes = [len(signed_out.send(at, headers={"Accept-Encoding": "br"}).get_data()) for at in (outbox, "/sw.js")]

    assert all(size > 500 for size in sizes)
    assert sum(sizes) <= 4 * 1024


def test_what_shells_are_made_of_changes_with_the_plan(tmp_path: Path):
    (other := tmp_path / "plan.yaml").write_bytes(OWN.read_bytes() + b"\n")

    assert _made_of(other) != _made_of(OWN)


def test_the_outbox_says_in_words_what_works_without_scripts(signed_out: PageClient):
    page: BeautifulSoup = signed_out.get("/cho-gui")

    assert "không giữ được nội dung khi mất mạng" in page.select_one(".without-js").get_text()


def test_a_page_with_a_script_of_its_own_has_the_outbox_too(reporter: PageClient, unit: Unit):
    page = reporter.get(f"/nhat-ky/{factories.an_activity(unit).id}")

    loaded = " ".join(script["src"] for script in page.find_all("script"))
    assert "outbox." in loaded
    assert "photos." in loaded
    assert page.find("meta", attrs={"name": "who"})
