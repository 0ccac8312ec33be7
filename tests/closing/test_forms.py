"""What is typed about a period: its deadline, and two dates of its own; refused in words, everything kept."""

import pytest
from bs4 import BeautifulSoup

from app.extensions import db
from app.periods.models import PeriodPlan
from app.units.models import Unit
from tests.closing.making import CLOSED_AT, a_closing
from tests.page import PageClient

GOOD = {"first_on": "1/10/2026", "last_on": "31/10/2026", "due_on": "05/11/2026"}


@pytest.fixture(autouse=True)
def _two_days_after_november(at) -> None:
    at(CLOSED_AT)


def problems(page: BeautifulSoup) -> list[str]:
    return [li.get_text() for li in page.select("#error-summary li")]


def plans() -> list[tuple[str, str]]:
    return [(row.period, f"{row.due_on}") for row in db.session.query(PeriodPlan).order_by(PeriodPlan.period)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("13/11/2026", "Kỳ kết thúc ngày 14/11/2026. Hạn cập nhật phải từ ngày đó trở đi."),
        ("31/11/2026", "Ngày “31/11/2026” không có. Xem lại ngày và tháng."),
        ("mai", "Ngày “mai” không có. Xem lại ngày và tháng."),
        ("14/11/2036", "Xem lại năm: hạn cập nhật quá xa ngày cuối kỳ."),
    ],
)
def test_a_deadline_that_does_not_fit_is_refused_in_words(reviewer: PageClient, typed: str, said: str):
    page = reviewer.post("/ky/2026-11/han", {"due_on": typed}, status=422)

    assert problems(page) == [said]
    assert page.find(id="due_on")["value"] == typed
    assert plans() == []


@pytest.mark.parametrize(("typed", "kept"), [("14/11/2026", "2026-11-14"), ("20/11", "2026-11-20")])
def test_a_deadline_is_set_and_said_and_emptied_again(reviewer: PageClient, typed: str, kept: str):
    reviewer.post("/ky/2026-11/han", {"due_on": typed})
    assert plans() == [("2026-11", kept)]
    assert "Hạn của riêng kỳ này; theo cài đặt chung là 17/11/2026." in reviewer.get("/ky/2026-11").get_text()

    reviewer.post("/ky/2026-11/han", {"due_on": ""})
    assert plans() == []


def test_the_deadline_of_what_is_closed_stays_and_what_was_typed_is_shown(reviewer: PageClient, ward: Unit):
    a_closing(ward)

    page = reviewer.post("/ky/2026-11/han", {"due_on": "20/11/2026"}, status=409)

    assert "20/11/2026" in page.find(role="alert").get_text()
    assert plans() == [("2026-11", "2026-11-17")]  # kept by the closing


@pytest.mark.parametrize(
    ("change", "box"),
    [
        ({"first_on": ""}, "first_on"),
        ({"last_on": "31/9/2026"}, "last_on"),
        ({"due_on": ""}, "due_on"),
        ({"first_on": "1/11/2026"}, "last_on"),  # the wrong way round
        ({"first_on": "1/10/2006"}, "first_on"),
        ({"last_on": "31/10/2036", "due_on": "31/10/2036"}, "last_on"),
        ({"last_on": "2/10/2027", "due_on": "2/10/2027"}, "last_on"),  # longer than a year
        ({"due_on": "30/10/2026"}, "due_on"),
        ({"first_on": "1/10/2026\x00"}, "first_on"),
    ],
)
def test_two_dates_that_are_none_are_refused_at_their_box(reviewer: PageClient, change: dict[str, str], box: str):
    page = reviewer.post("/ky/them", GOOD | change, status=422)

    assert f"error-{box}" in {each["id"] for each in page.select(".field__error[id]")}
    for name, value in (GOOD | change).items():
        assert page.find(id=name)["value"].startswith(value.rstrip("\x00"))
    assert plans() == []


def test_a_period_of_two_dates_is_made_listed_and_closed(reviewer: PageClient):
    reviewer.post("/ky/them", GOOD)
    assert reviewer.location == "/ky/2026-10-01..2026-10-31"

    reviewer.post(reviewer.location + "/chot")

    assert "Số đã chốt từ 01/10/2026 đến 31/10/2026" in reviewer.get(reviewer.location).h1.get_text()
    assert "từ 01/10/2026 đến 31/10/2026" in reviewer.get("/ky").get_text()


def test_the_same_two_dates_again_lead_there_and_another_deadline_is_refused(reviewer: PageClient):
    for _ in range(2):
        reviewer.post("/ky/them", GOOD)

    page = reviewer.post("/ky/them", GOOD | {"due_on": "06/11/2026"}, status=422)

    assert problems(page)[0].startswith("Kỳ từ 01/10/2026 đến 31/10/2026 đã có")
    assert plans() == [("2026-10-01..2026-10-31", "2026-11-05")]


def test_two_dates_always_have_a_deadline(reviewer: PageClient):
    reviewer.post("/ky/them", GOOD)

    reviewer.post(reviewer.location + "/han", {"due_on": ""}, status=422)

    assert plans() == [("2026-10-01..2026-10-31", "2026-11-05")]
