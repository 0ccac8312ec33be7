"""What is read off and never summed: of each unit the latest, in the figures, in those of before, in the list behind."""

from datetime import date, datetime

import pytest

from app.clock import HANOI
from app.units.models import Unit
from tests import factories
from tests.closing.making import CLOSED_AT, a_closing
from tests.page import PageClient
from tests.status.figures import number

READING = {"ky": "2026-11", "so-lieu": "so_pm_cong_cu"}


@pytest.fixture(autouse=True)
def _offices(at, ward: Unit) -> None:
    """Two offices: 3 then 5 tools this month and 4 the month before; 7 the month before alone."""
    at(CLOSED_AT)
    first, second = (factories.a_unit(ward, kind="phong_kthtdt", name=f"Phòng {n}") for n in (1, 2))
    for unit, on, count in (
        (first, date(2026, 10, 20), 3),
        (first, date(2026, 11, 2), 5),
        (first, date(2026, 10, 3), 4),
        (second, date(2026, 10, 5), 7),
    ):
        factories.an_activity(unit, type="long_ghep_qlcm", held_on=on, figures={"so_pm_cong_cu": count})


def test_a_ward_has_the_latest_of_each_unit_in_the_period_and_in_the_one_before(observer: PageClient):
    page = observer.get("overview.show_overview", ky="2026-11")

    assert page.find(attrs={"data-measure": "so_pm_cong_cu"}).get_text() == "5"
    assert page.find(attrs={"data-before": "so_pm_cong_cu"}).get_text() == "11"


@pytest.mark.parametrize(("id", "figures"), [("2026-11", [5]), ("2026-10", [7, 4]), ("2026-Q4", [5, 7])])
def test_the_list_behind_shows_each_units_latest_alone(observer: PageClient, id: str, figures: list[int]):
    page = observer.get("activities.list_of_ward", **READING | {"ky": id})

    assert [number(each.get_text()) for each in page.select(".rows b")] == figures
    assert number(page.find(id="sum-of-entries").get_text()) == sum(figures)


@pytest.mark.parametrize("name", ["so-lieu", "noi-dung", "doi-tuong", "loai"])
def test_a_word_of_the_address_nobody_defines_is_not_found(observer: PageClient, name: str):
    observer.get("activities.list_of_ward", **{name: "khong_co"}, status=404)
    observer.get("activities.list_of_ward", **{name: ""})


def test_a_list_longer_than_a_page_is_walked_to_its_end(observer: PageClient, ward: Unit):
    unit = factories.a_unit(ward)
    for _ in range(51):
        factories.an_activity(unit, held_on=date(2026, 11, 2))

    first = observer.get("activities.list_of_ward", ky="2026-11", loai="hop_tdp")
    second = observer.get(first.find("a", string="Xem các lần trước đó")["href"])

    links = [link["href"] for page in (first, second) for link in page.select(".rows a")]
    assert (len(first.select(".rows li")), len(links), len(set(links))) == (50, 51, 51)
    assert second.find("a", string="Xem các lần trước đó") is None


def test_a_closed_period_says_so_and_how_far_the_figures_have_gone_on(at, observer: PageClient, ward: Unit):
    at(datetime(2026, 11, 18, 9, 0, tzinfo=HANOI))
    assert observer.get("overview.show_overview", ky="2026-11").find(class_="notice") is None
    a_closing(ward)

    then = observer.get("overview.show_overview", ky="2026-11").find(class_="notice").get_text()
    factories.an_activity(factories.a_unit(ward), held_on=date(2026, 11, 2), figures={"luot_nguoi_du": 9})
    now = observer.get("overview.show_overview", ky="2026-11").find(class_="notice").get_text()

    assert "Đã chốt số liệu 16/11/2026" in then
    assert "khác số đã chốt" not in then
    assert "khác số đã chốt ở 2 chỗ" in now
