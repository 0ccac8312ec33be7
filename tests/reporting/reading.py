"""The report's page as a person reads and uses it."""

from bs4 import BeautifulSoup

from tests.page import PageClient

NOVEMBER_REPORT = "/bao-cao/2026-11"
KEEP = f"{NOVEMBER_REPORT}/luu"


def said(client: PageClient, section: str, path: str = NOVEMBER_REPORT) -> list[str]:
    part = client.get(path).find(id=f"muc-{section}")
    return [each.get_text() for each in part.select(".paper__text")]


def link(client: PageClient, section: str, words: str, place: int = 0) -> str:
    part = client.get(NOVEMBER_REPORT).find(id=f"muc-{section}")
    return [each["href"] for each in part.find_all("a") if each.get_text().startswith(words)][place]


def sent(client: PageClient, path: str, status: int = 303, act: str = "", **data: str) -> BeautifulSoup:
    """Fills in the form of an address and sends it, or the one of an act on it."""
    forms = client.get(path).find("main").find_all("form", method="post")
    form = next(each for each in forms if (f"/doan/{act}" in each["action"] if act else "/doan/" not in each["action"]))
    fields = {box["name"]: box.get("value", box.get_text()) for box in form.select("input[name], textarea[name]")}
    return client.open("POST", form["action"], status=status, data=fields | data)


def kept(client: PageClient, **data: str) -> str:
    """Keeps November's report; its address."""
    client.post(KEEP, {"mau": "phong"} | data)
    return client.location
