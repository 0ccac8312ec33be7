"""The ward's list of units: found without diacritics, in Vietnamese order, each with its last entry."""

from datetime import date, datetime

import pytest

from app import memory
from app.clock import HANOI
from app.plan import Plan
from app.units.models import Unit
from tests import factories
from tests.counting import expect_queries
from tests.page import PageClient

NAMES = ("Tổ dân phố số 1", "Tổ dân phố số 2", "Tổ dân phố số 10", "Tổ dân phố Đa Sỹ", "Tổ dân phố Hà Trì")


@pytest.fixture(autouse=True)
def _in_november(at) -> None:
    at(datetime(2026, 11, 10, 9, 0, tzinfo=HANOI))


def units_of(ward: Unit, *names: str, kind: str = "tdp") -> None:
    for place, name in enumerate(reversed(names)):
        factories.a_unit(ward, code=f"{kind[:2]}-{place}", name=name, kind=kind)


def listed(client: PageClient, **wanted: str) -> list[str]:
    return [link.get_text() for link in client.get("status.show_units", **wanted).select("tbody th a")]


def test_units_stand_by_kind_as_the_plan_lists_them_and_then_by_name(observer: PageClient, ward: Unit):
    units_of(ward, "Ủy ban MTTQ", kind="mttq")
    units_of(ward, "Trường Tiểu học Ánh Dương", "Trường Tiểu học Ăn", kind="truong")
    units_of(ward, *NAMES)

    found = listed(observer)

    assert found[:5] == [*NAMES[3:], *NAMES[:3]]
    assert found[5:] == ["Trường Tiểu học Ánh Dương", "Trường Tiểu học Ăn", "Ủy ban MTTQ"]


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("ha tri", 1),
        ("HÀ TRÌ", 1),
        ("Ha\u0300 Tri\u0300", 1),
        ("da sy", 1),
        ("dan pho so", 3),
        ("so 1", 2),
        ("to  10", 1),
        ("td-0", 1),
        ("khong co", 0),
        ("%", 0),
        ("_", 0),
        ("số_1", 0),
        ("\\", 0),
        ("%' OR 1=1 --", 0),
        ("", 5),
        ("   ", 5),
    ],
)
def test_a_unit_is_found_by_words_of_its_name_or_code_as_they_are_typed(
    observer: PageClient, ward: Unit, sought: str, found: int
):
    units_of(ward, *NAMES)

    assert len(listed(observer, q=sought)) == found


def test_wildcards_stand_for_themselves(observer: PageClient, ward: Unit):
    units_of(ward, "Tổ 100% số", "Tổ 100 số", "Tổ_dự_bị", "Tổ dự bị", "Tổ \\ chéo")

    assert listed(observer, q="100%") == ["Tổ 100% số"]
    assert listed(observer, q="to_du") == ["Tổ_dự_bị"]
    assert listed(observer, q="\\") == ["Tổ \\ chéo"]


def test_words_are_sought_in_their_order(observer: PageClient, ward: Unit):
    units_of(ward, *NAMES)

    assert listed(observer, q="to 10") == ["Tổ dân phố số 10"]


def test_one_kind_may_be_chosen(observer: PageClient, ward: Unit):
    units_of(ward, *NAMES)
    units_of(ward, "Trường Tiểu học 1", kind="truong")

    assert listed(observer, loai="truong") == ["Trường Tiểu học 1"]
    assert listed(observer, loai="khong-co") == []


def test_the_search_answers_htmx_with_the_table_alone(observer: PageClient, ward: Unit):
    units_of(ward, *NAMES)

    part = observer.get("status.show_units", q="ha tri", htmx=True)

    assert part.find("html") is None
    assert [link.get_text() for link in part.select("tbody th a")] == ["Tổ dân phố Hà Trì"]


def test_a_closed_unit_is_listed_as_long_as_the_period_began_before_it_closed(observer: PageClient, ward: Unit):
    factories.a_unit(ward, name="Tổ đã giải thể", closed_on=date(2026, 10, 20))

    assert listed(observer, ky="2026-11") == ["Tổ đã giải thể"]
    assert listed(observer, ky="2026-12") == []


def test_a_unit_is_listed_from_the_period_it_opened_in_as_on_the_overview(observer: PageClient, ward: Unit):
    factories.a_unit(ward, name="Tổ mới", opened_on=date(2026, 11, 20))

    for period, names in (("2026-11", []), ("2026-12", ["Tổ mới"])):
        overview = observer.get("overview.show_overview", ky=period).select("#units tbody th a")
        assert listed(observer, ky=period) == [link.get_text() for link in overview] == names


def test_a_unit_closed_before_the_period_is_listed_where_it_reported_so_that_the_sum_is_the_wards(
    observer: PageClient, ward: Unit
):
    closed = factories.a_unit(ward, name="Tổ đã giải thể", closed_on=date(2026, 10, 1))
    factories.an_activity(closed, held_on=date(2026, 11, 2))
    factories.an_activity(factories.a_unit(ward, name="Tổ còn"), held_on=date(2026, 11, 2))

    page = observer.get("status.show_units")

    assert [link.get_text() for link in page.select("tbody th a")] == ["Tổ còn", "Tổ đã giải thể"]
    assert page.select_one("tfoot td").get_text() == "2"
    assert page.select_one("[data-group=can-cap-nhat] b").get_text() == "1"


def test_the_last_entry_is_the_latest_that_counts(observer: PageClient, ward: Unit):
    unit = factories.a_unit(ward)
    factories.an_activity(unit, held_on=date(2026, 11, 2))
    factories.an_activity(unit, held_on=date(2026, 9, 2))

    row = observer.get("status.show_units").select_one("tbody tr")

    assert row.find(attrs={"data-label": "Ghi gần nhất"}).get_text() == "02/11/2026"


def test_a_stranger_wards_units_and_figures_stay_out(observer: PageClient, ward: Unit):
    stranger = factories.a_unit(factories.a_ward(code="00001"), name="Tổ phường bạn")
    factories.an_activity(stranger, held_on=date(2026, 11, 2))
    factories.a_unit(ward, name="Tổ của phường")

    page = observer.get("status.show_units")

    assert [link.get_text() for link in page.select("tbody th a")] == ["Tổ của phường"]
    assert page.select_one("tfoot td").get_text() == "0"


def test_a_unit_without_figures_shows_empty_cells_not_zeros(observer: PageClient, ward: Unit, plan: Plan):
    factories.a_unit(ward)

    cells = observer.get("status.show_units").select("tbody td.right")

    assert [cell.get_text() for cell in cells] == ["0", "", "", "", ""]


def test_120_units_take_as_many_queries_as_one(observer: PageClient, ward: Unit):
    units_of(ward, *(f"Tổ dân phố số {n}" for n in range(1, 121)))

    with expect_queries(6):
        found = listed(observer)

    assert found == [f"Tổ dân phố số {n}" for n in range(1, 121)]


def test_what_nobody_changed_is_not_asked_again_but_another_question_is(
    observer: PageClient, ward: Unit, monkeypatch: pytest.MonkeyPatch
):
    units_of(ward, "Tổ một", "Tổ hai")
    units_of(ward, "Trường ba", kind="truong")
    listed(observer)  # by the connection that stays the used one
    monkeypatch.setattr(memory, "_state", lambda _: "unchanged")  # PostgreSQL tells of other databases' commits too
    seen = {ask: listed(observer, loai=ask) for ask in ("", "tdp", "truong")}

    with expect_queries(3 * 4):  # neither the units nor their figures
        assert {ask: listed(observer, loai=ask) for ask in seen} == seen

    groups, schools = ["Tổ hai", "Tổ một"], ["Trường ba"]
    assert seen == {"": groups + schools, "tdp": groups, "truong": schools}


def test_what_anybody_commits_is_seen_in_the_list(observer: PageClient, ward: Unit):
    units = [factories.a_unit(ward) for _ in range(3)]
    seen = []
    for unit in units:
        factories.an_activity(unit, held_on=date(2026, 11, 3))
        seen.append(observer.get("status.show_units").select_one("tfoot td").get_text())

    assert seen == ["1", "2", "3"]


def test_a_units_own_people_do_not_see_the_list(reporter: PageClient):
    reporter.get("status.show_units", status=403)
