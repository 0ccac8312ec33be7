"""The inbox page by page: nothing lost or doubled, filters that stay in every address, words nobody knows."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from app import clock
from app.feedback.workflow import Step
from app.scope import Scope
from app.units.models import Unit
from tests.factories import a_feedback, a_scope, a_step
from tests.page import PageClient

FILTERS = "q=mang&nhom=mang&noi-xu-ly=phong&muc-do=thuong"


def links_of(page: BeautifulSoup) -> list[str]:
    return [str(each["href"]) for each in page.select(".inbox__list a")]


def code_in(address: str) -> str:
    return address.split("?")[0].split("#")[0].rpartition("/")[2]


@pytest.fixture
def many(unit: Unit) -> list[str]:
    """Forty-five threads, most of them raised at the same instant; their codes in the order of the list."""
    by, now = a_scope(unit), clock.now() - timedelta(days=1)
    return [a_feedback(unit, by=by, at=now + timedelta(minutes=place // 20)) for place in range(45)]


def walked(client: PageClient, address: str) -> list[list[str]]:
    """The codes of every page, following the link to the next."""
    pages = []
    while address:
        page = client.get(address)
        pages.append([code_in(each) for each in links_of(page)])
        following = [str(each["href"]) for each in page.select(".periods__step a") if "Trang sau" in each.text]
        address = following[0] if following else ""
    return pages


@pytest.mark.parametrize("asked", ["", "?muc=tat-ca", f"?{FILTERS}&muc=cho-tra-loi", f"?{FILTERS}"])
def test_paging_loses_and_doubles_nothing(reviewer: PageClient, many: list[str], asked: str):
    pages = walked(reviewer, f"/phan-anh{asked}")

    assert [len(page) for page in pages] == [20, 20, 5]
    assert sorted(sum(pages, [])) == many


def test_what_is_due_first_comes_first_and_then_what_was_raised_first(reviewer: PageClient, many: list[str]):
    assert sum(walked(reviewer, "/phan-anh"), []) == many


def test_a_page_after_the_last_and_no_page_at_all_are_pages_too(reviewer: PageClient, many: list[str]):
    assert links_of(reviewer.get("/phan-anh?trang=9999")) == []
    for nonsense in ("0", "-1", "x", "1e3", "99999", "²"):
        assert len(links_of(reviewer.get(f"/phan-anh?trang={nonsense}"))) == 20, nonsense


@pytest.mark.parametrize("name", ["muc", "han", "muc-do", "cach", "ket-qua"])
@pytest.mark.parametrize("word", ["zzz", "%00", "'", "1;2"])
def test_a_word_nobody_knows_filters_nothing(reviewer: PageClient, unit: Unit, name: str, word: str):
    a_feedback(unit)

    assert len(links_of(reviewer.get(f"/phan-anh?{name}={word}"))) == 1


@pytest.mark.parametrize("name", ["q", "don-vi", "loai", "nhom", "noi-xu-ly", "ky"])
@pytest.mark.parametrize("word", ["zzz", "%00", "'", "x" * 500, "%25", "_", "99999999999999999999"])
def test_no_word_breaks_the_inbox(reviewer: PageClient, unit: Unit, name: str, word: str):
    a_feedback(unit)

    answer = reviewer.send(f"/phan-anh?{name}={word}")

    assert answer.status_code in {200, 404}


def test_every_address_that_leads_on_keeps_the_filters(reviewer: PageClient, many: list[str]):
    page = reviewer.get(f"/phan-anh?{FILTERS}&muc=tat-ca&ky=2026")

    leading = [*links_of(page), *(str(each["href"]) for each in page.select(".tabs a, .periods__step a"))]
    assert len(leading) == 20 + 6 + 1
    for address in leading:
        assert all(each in address for each in (*FILTERS.split("&"), "ky=2026", "muc=")), address


def test_a_thread_stands_beside_its_list_with_its_row_marked(reviewer: PageClient, many: list[str]):
    page = reviewer.get(f"/phan-anh/{many[3]}?{FILTERS}&muc=cho-tra-loi")

    rows = links_of(page)
    assert [code_in(each) for each in rows] == many[:20]
    marked = page.select('.inbox__list a[aria-current="true"]')
    assert [code_in(str(each["href"])) for each in marked] == [many[3]]
    assert page.select_one("#thread h1")
    assert FILTERS.split("&")[0] in str(page.select_one(".back a")["href"])


def test_htmx_is_given_the_list_alone(reviewer: PageClient, many: list[str]):
    part = reviewer.get("/phan-anh?q=mang", htmx=True)

    assert part.find("html") is None
    assert part.find(id="inbox-list")
    assert len(links_of(part)) == 20


def test_receive_and_answer_are_one_button_each(reviewer: PageClient, officer: Scope, unit: Unit):
    code = a_feedback(unit)
    first = reviewer.get("feedback.show_feedback", code=code)
    assert [each.text.strip() for each in first.select("#next form button")] == ["Tiếp nhận"]

    a_step(code, officer, Step.RECEIVE)

    page = reviewer.get("feedback.show_feedback", code=code)
    assert page.select_one("#step-form textarea") is not None
    assert page.select_one("#step-form .button--main").text.strip() == "Gửi trả lời"
