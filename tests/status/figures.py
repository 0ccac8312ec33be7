"""Figures as pages print them, and the sums of the lists behind them."""

import re
from collections.abc import Iterable

from bs4 import BeautifulSoup, Tag

from tests.page import PageClient

LEADING_NUMBER = re.compile(r"\s*(\d{1,3}(?:\.\d{3})*)(?!\d)")


def number(text: str) -> int:
    """The number a text begins with."""
    found = LEADING_NUMBER.match(text)
    assert found, f"no number: {text!r}"
    return int(found.group(1).replace(".", ""))


def printed(page: BeautifulSoup, attribute: str) -> dict[str, int]:
    """Measure → figure of a status page; attribute: data-measure (the period's) or data-running."""
    return {tag[attribute]: number(tag.get_text()) for tag in page.find_all(attrs={attribute: True})}


def figure_links(page: BeautifulSoup) -> list[Tag]:
    """Every link of a page whose words begin with a figure."""
    links = page.main.select('a[href*="/nhat-ky"]')
    return [link for link in links if "?" in link["href"] and LEADING_NUMBER.match(link.get_text())]


def behind(client: PageClient, href: str) -> int:
    """What the entries of a list add up to: their figures of a measure, or their number."""
    page = client.get(href)
    assert "sau=" not in str(page.main), f"{href} goes on"
    measure = re.search(r"so-lieu=([a-z_]+)", href)
    rows = page.select(".rows li")
    if measure is None or measure.group(1) == "so_hoat_dong":
        return len(rows)
    return sum(number(row.find("b", class_="nowrap").get_text()) for row in rows)


def added(figures: Iterable[dict[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in figures:
        for measure, value in each.items():
            found[measure] = found.get(measure, 0) + value
    return found
