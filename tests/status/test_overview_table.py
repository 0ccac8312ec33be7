"""The table of the overview: found, filtered and sorted by its address; names in Vietnamese order, nobody numbered."""

from datetime import date, datetime

import pytest
from flask import Flask

from app.clock import HANOI
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.counting import expect_queries
from tests.page import PageClient

NAMES = ("Tổ dân phố số 1", "Tổ dân phố số 2", "Tổ dân phố số 10", "Tổ dân phố Đa Sỹ")


@pytest.fixture(autouse=True)
def _in_november(at) -> None:
    at(datetime(2026, 11, 10, 9, 0, tzinfo=HANOI))


@pytest.fixture
def groups(ward: Unit) -> dict[str, Unit]:
    """Four tổ dân phố: số 1 guided 5, số 2 guided 0 and 9 attended, số 10 logged last month, Đa Sỹ never."""
    found = {name: factories.a_unit(ward, code=f"T-{'abcd'[place]}", name=name) for place, name in enumerate(NAMES)}
    guided = {"type": "huong_dan_dvc", "topics": ("dvc",)}
    factories.an_activity(found[NAMES[0]], held_on=date(2026, 11, 2), figures={"luot_nguoi_hd": 5}, **guided)
    factories.an_activity(found[NAMES[1]], held_on=date(2026, 11, 3), figures={"luot_nguoi_hd": 0}, **guided)
    factories.an_activity(found[NAMES[1]], held_on=date(2026, 11, 1), figures={"luot_nguoi_du": 9})
    factories.an_activity(found[NAMES[2]], held_on=date(2026, 10, 2), figures={"luot_nguoi_du": 7})
    factories.a_feedback(found[NAMES[2]])
    return found


def listed(client: PageClient, **wanted: str) -> list[str]:
    return [link.get_text() for link in client.get("overview.show_overview", **wanted).select("#units tbody th a")]


@pytest.mark.parametrize(
    ("order", "places"),
    [
        ("", [3, 0, 1, 2]),
        ("ten", [3, 0, 1, 2]),
        ("khong-co", [3, 0, 1, 2]),
        ("can-nhac", [3, 2, 0, 1]),
        ("gan-nhat", [1, 0, 2, 3]),
        ("du", [1, 3, 0, 2]),
        ("huong-dan", [0, 1, 3, 2]),
        ("hoc-sinh", [3, 0, 1, 2]),
        ("phan-anh", [2, 3, 0, 1]),
    ],
)
def test_rows_stand_by_name_or_as_the_address_says(observer: PageClient, groups, order: str, places: list[int]):
    assert listed(observer, xep=order) == [NAMES[place] for place in places]


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        ({"q": "da sy"}, [3]),
        ({"q": "ĐA  SỸ"}, [3]),
        ({"q": "so 1"}, [0, 2]),
        ({"q": "%"}, []),
        ({"trang-thai": "chua-cap-nhat"}, [3, 2]),
        ({"trang-thai": "da-cap-nhat"}, [0, 1]),
        ({"trang-thai": "da-cap-nhat", "q": "so 2"}, [1]),
        ({"trang-thai": "muon"}, []),
        ({"loai": "tdp"}, [3, 0, 1, 2]),
        ({"loai": "truong"}, []),
        ({"loai": "khong-co"}, []),
    ],
)
def test_rows_are_those_the_address_asks_for(observer: PageClient, groups, wanted: dict[str, str], places: list[int]):
    assert listed(observer, **wanted) == [NAMES[place] for place in places]


def test_what_was_asked_stands_in_the_form_and_goes_with_to_another_period(observer: PageClient, groups):
    asked = {"q": "so", "loai": "tdp", "trang-thai": "da-cap-nhat", "xep": "huong-dan"}

    page = observer.get("overview.show_overview", **asked)

    form = page.find("form", role="search")
    chosen = {select["name"]: select.find("option", selected=True)["value"] for select in form.find_all("select")}
    assert chosen | {"q": form.find(id="q")["value"]} == asked
    before = page.select_one("nav[aria-label='Chọn kỳ'] .periods__step a")["href"]
    assert before.startswith("/tong-quan?ky=2026-10&")
    assert all(f"&{name}={value}" in before for name, value in asked.items())


def test_a_search_leaves_cards_and_reminder_as_they_are(observer: PageClient, groups):
    page = observer.get("overview.show_overview", q="da sy")

    remind = page.find(id="remind")
    assert remind.get_text() == "2 đơn vị chưa cập nhật"
    assert len(observer.get(remind.parent.a["href"]).find_all(string=lambda text: text in NAMES)) >= 2
    assert page.find(attrs={"data-measure": "luot_nguoi_hd"}).get_text() == "5"
    assert page.select_one("#units tfoot th").get_text() == "Cộng 1 đơn vị"


def test_htmx_is_answered_with_the_table_alone(observer: PageClient, groups):
    part = observer.get("overview.show_overview", q="da sy", htmx=True)

    assert part.find("html") is None
    assert [link.get_text() for link in part.select("tbody th a")] == [NAMES[3]]


def test_a_figure_nobody_reported_is_empty_and_a_0_is_0(observer: PageClient, groups):
    rows = observer.get("overview.show_overview", xep="ten").select("#units tbody tr")

    cells = {row.th.get_text(): [cell.get_text() for cell in row.select("td.right")] for row in rows}
    assert cells[NAMES[1]] == ["", "9", "0", "", "0"]
    assert cells[NAMES[3]] == ["", "", "", "", "0"]


def test_whom_nobody_expects_has_no_state_and_is_not_reminded(observer: PageClient, ward: Unit):
    factories.a_unit(ward, name="Ủy ban MTTQ", kind="mttq")
    factories.a_unit(ward, name="Ban Xây dựng Đảng", kind="ban_xdd")

    page = observer.get("overview.show_overview")

    assert page.select("#units .chip") == []
    assert page.find(id="remind").get_text() == "Chưa có đơn vị nào cần cập nhật theo kỳ"


def test_a_unit_closed_before_the_period_is_not_listed_unless_it_reported(observer: PageClient, ward: Unit):
    closed = {"opened_on": date(2025, 1, 1), "closed_on": date(2026, 10, 1)}
    factories.a_unit(ward, name="Tổ đã giải thể", **closed)
    late = factories.a_unit(ward, name="Tổ giải thể, còn ghi", **closed)
    factories.an_activity(late, held_on=date(2026, 11, 1))

    assert listed(observer) == ["Tổ giải thể, còn ghi"]
    assert listed(observer, ky="2026-10") == ["Tổ đã giải thể", "Tổ giải thể, còn ghi"]


def test_120_units_take_as_many_queries_as_one(observer: PageClient, ward: Unit):
    for place in range(1, 121):
        factories.a_unit(ward, code=f"N{place}", name=f"Tổ dân phố số {place}")

    with expect_queries(7):
        found = listed(observer)

    assert found == [f"Tổ dân phố số {n}" for n in range(1, 121)]


@pytest.mark.parametrize("endpoint", ["overview.show_overview", "overview.show_duty", "activities.list_of_ward"])
def test_only_who_sees_the_ward_sees_it(app: Flask, unit: Unit, endpoint: str):
    for role in (Role.REPORTER, Role.HANDLER, Role.PUBLISHER, Role.ADMIN):
        PageClient(app).signed_in_as(factories.a_person(unit, role)).get(endpoint, status=403)


def test_another_wards_units_and_figures_are_nowhere(observer: PageClient, ward: Unit):
    stranger = factories.a_unit(factories.a_ward(code="00001"), name="Tổ phường bạn")
    factories.an_activity(
        stranger, type="huong_dan_dvc", held_on=date(2026, 11, 2), figures={"luot_nguoi_hd": 77}, topics=("dvc",)
    )
    factories.a_feedback(stranger)

    pages = [observer.get("overview.show_overview"), observer.get("activities.list_of_ward")]
    pages.append(observer.get("overview.show_duty", ma="V.8.2"))

    for page in pages:
        assert "Tổ phường bạn" not in page.main.get_text()
        assert "77" not in page.main.get_text()
    assert [tag.get_text() for tag in pages[0].select("[data-threads]")] == ["0", "0", "0", "0"]


def test_an_observer_sees_what_the_reviewer_sees_and_can_send_nothing(
    observer: PageClient, reviewer: PageClient, groups
):
    seen = observer.get("overview.show_overview").main

    reviewed = reviewer.get("overview.show_overview").main
    reviewed.find(id="remind-them").extract()  # the text is sent by the officer
    assert "\n".join(str(seen).split()) == "\n".join(str(reviewed).split())
    assert seen.find("form", method="post") is None


def test_the_text_for_the_silent_is_one_click_away_and_the_same_as_where_they_are_listed(reviewer: PageClient, groups):
    text = reviewer.get("overview.show_overview").select_one("#reminder").get_text()

    assert text == reviewer.get("chase.list_silent").select_one("#group-text").get_text()
