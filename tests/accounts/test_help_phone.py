"""The number to call stands wherever somebody cannot go on, where the ward has named one."""

import pytest
from flask import Flask

from tests.page import PageClient

PAGES = ("/tro-giup", "/dang-nhap", "/the")


@pytest.mark.parametrize("path", PAGES)
def test_the_number_is_one_tap_away(app: Flask, signed_out: PageClient, monkeypatch: pytest.MonkeyPatch, path: str):
    monkeypatch.setitem(app.jinja_env.globals, "help_phone", "024 3333 4444")

    links = signed_out.get(path).select("[href^=tel]")

    assert {link["href"] for link in links} == {"tel:02433334444"}
    assert {link.get_text() for link in links} == {"024 3333 4444"}


@pytest.mark.parametrize("path", PAGES)
def test_without_one_nothing_is_promised(signed_out: PageClient, path: str):
    page = signed_out.get(path)

    assert page.select("[href^=tel]") == []
    assert "Xã hội, số" not in page.main.get_text()
