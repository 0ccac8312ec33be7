"""What a person reads on a page."""

from bs4 import BeautifulSoup


def words(page: BeautifulSoup) -> str:
    return " ".join(page.find("main").get_text(" ").split())


def rows(page: BeautifulSoup, heading: str) -> list[str]:
    """The rows of the part under a heading."""
    part = page.find(["h2", "summary"], string=lambda text: text and heading in text)
    part = part or next(each for each in page.find_all("summary") if heading in each.get_text())
    return [" ".join(li.get_text(" ").split()) for li in part.parent.find_all("li")]
