"""The icons a phone puts on its home screen."""

import json
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from app.assets import DIST
from tests.page import PageClient


def picture(address: str) -> Image.Image:
    return Image.open(BytesIO((DIST / address.removeprefix("/static/")).read_bytes())).convert("RGBA")


def test_the_manifest_names_pictures_of_the_sizes_it_says(signed_out: PageClient):
    named = json.loads(signed_out.send("/manifest.webmanifest").get_data())["icons"]

    drawn = [each for each in named if each["type"] == "image/png"]
    assert {(each["sizes"], each["purpose"]) for each in drawn} == {
        ("192x192", "any"), ("512x512", "any"), ("512x512", "maskable"),
    }  # fmt: skip
    for each in drawn:
        assert "{}x{}".format(*picture(each["src"]).size) == each["sizes"]


@pytest.mark.parametrize(("name", "corner"), [("icon-512", 0), ("icon-maskable", 255), ("icon-touch", 255)])
def test_what_a_phone_cuts_itself_goes_to_the_edge(name: str, corner: int):
    names = json.loads((DIST / "manifest.json").read_text(encoding="utf-8"))

    image = picture(names[f"{name}.png"])

    assert image.getpixel((0, 0))[3] == corner
    assert image.getpixel((image.width // 3, image.height // 3)) == (255, 255, 255, 255)


def test_pages_of_a_phone_name_the_icon_an_iphone_looks_for(signed_out: PageClient):
    page: BeautifulSoup = signed_out.get("/tro-giup")

    assert page.find("link", rel="apple-touch-icon")["href"].startswith("/static/icon-touch.")
