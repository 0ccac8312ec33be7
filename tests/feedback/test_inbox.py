"""The inbox: what each tab and each filter holds, in which order, and that a ward sees its own threads only."""

from datetime import datetime

import pytest
from flask import Flask

from app.clock import HANOI
from app.feedback import finding, inbox, tabs, words
from app.feedback.choices import Severity
from app.feedback.handlers import Handler
from app.feedback.workflow import Step
from app.permissions import Role
from app.scope import Scope
from app.units.models import Unit
from tests.factories import a_feedback, a_person, a_scope, a_step, a_unit, a_ward
from tests.page import PageClient


def on(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=HANOI)


def raised(by: Unit, day: int, hour: int = 9, **more: object) -> str:
    return a_feedback(by, by=a_scope(by), at=on(day, hour), **more)


@pytest.fixture
def threads(at, ward: Unit, unit: Unit, leader: Scope, officer: Scope) -> dict[str, str]:
    """Name → code of a dozen threads, looked at on Monday 30 November 2026 at 9:00; the month ended on the 14th."""
    at(on(30))
    school = a_unit(ward, code="TH01", name="Trường Tiểu học Hoa Sen", kind="truong")
    office, asked = a_unit(ward, kind="tt_vhtttt"), a_unit(ward, kind="mttq")
    found = {
        "late": raised(unit, 2),  # 8 working hours to receive: until the 3rd
        "today": raised(school, 27, 14, text="Cài chữ ký số", category="tai_khoan"),  # until today, 14:30
        "urgent": raised(unit, 30, 8, severity=Severity.URGENT, category="lua_dao"),  # until today, 14:00
        "received": raised(school, 26),
        "returned": raised(unit, 3),
        "office": raised(unit, 24),
        "asked": raised(unit, 4),
        "outside": raised(unit, 25),
        "escalated": raised(unit, 23),
        "answered": raised(unit, 20),
        "silent": raised(unit, 5),
        "confirmed": raised(unit, 6),
        "closed": raised(unit, 10),
        "reopened": raised(unit, 12),
    }
    for name in [*found][3:]:
        a_step(found[name], officer, Step.RECEIVE, at=on(26, 10))
    a_step(found["returned"], officer, Step.RETURN, at=on(26, 11))
    handlers = {"office": Handler(office.id), "asked": Handler(asked.id), "outside": Handler(None, "ext:cong_an")}
    for name, handler in handlers.items():
        a_step(found[name], officer, Step.FORWARD, at=on(26, 11), handler=handler)
    a_step(found["escalated"], officer, Step.ESCALATE, at=on(27))
    end(found, leader, officer)
    return found


def end(found: dict[str, str], leader: Scope, officer: Scope) -> None:
    """Answers what was answered; the clock speaks for who was silent 14 days."""
    for name, day in {"answered": 27, "silent": 26, "confirmed": 26, "closed": 26, "reopened": 26}.items():
        a_step(found[name], officer, Step.ANSWER, at=on(day, 14))
    a_step(found["confirmed"], leader, Step.CONFIRM, at=on(27))
    a_step(found["closed"], officer, Step.CLOSE, at=on(27, 10))
    a_step(found["reopened"], leader, Step.REOPEN, at=on(27, 11))


def listed(client: PageClient, address: str, threads: dict[str, str]) -> list[str]:
    """The names of the threads a page lists, in its order."""
    names = {code: name for name, code in threads.items()}
    rows = client.get(address).select(".inbox__list a")
    return [names[row["href"].split("?")[0].split("#")[0].rpartition("/")[2]] for row in rows]


WAITING = ["late", "urgent", "today", "received", "reopened"]  # what is due first on top
WITH_OTHERS = ["asked", "escalated", "office", "outside"]
TABS = {
    "": WAITING,
    "muc=cho-tra-loi": WAITING,
    "muc=dang-xu-ly": WITH_OTHERS,
    "muc=tra-lai": ["returned"],
    "muc=da-tra-loi": ["answered", "silent"],
    "muc=da-giai-quyet": ["closed", "confirmed"],  # what was touched last on top
}


@pytest.mark.parametrize("asked", TABS)
def test_each_tab_holds_its_states_in_its_order(reviewer: PageClient, threads: dict[str, str], asked: str):
    assert listed(reviewer, f"/phan-anh?{asked}", threads) == TABS[asked]


def test_the_tabs_count_what_they_hold(reviewer: PageClient, threads: dict[str, str]):
    tabs = [" ".join(each.text.split()) for each in reviewer.get("/phan-anh?q=gi+do").select(".tabs a")]

    assert tabs == [
        "Chờ trả lời (5)",
        "Đang xử lý (4)",
        "Trả lại bổ sung (1)",
        "Đã trả lời (2)",
        "Đã giải quyết (2)",
        "Tất cả (14)",
    ]


def test_a_tab_counts_no_further_than_it_says(
    monkeypatch: pytest.MonkeyPatch, reviewer: PageClient, threads: dict[str, str]
):
    for module in (tabs, words):
        monkeypatch.setattr(module, "MOST", 4)
    monkeypatch.setattr(inbox, "_statement", inbox._statement.__wrapped__)

    said = [" ".join(each.text.split()) for each in reviewer.get("/phan-anh").select(".tabs a")]

    assert said[:3] == ["Chờ trả lời (4+)", "Đang xử lý (4)", "Trả lại bổ sung (1)"]
    assert said[-1] == "Tất cả (4+)"


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("chữ ký", ["today"]),
        ("hoa sen", ["today", "received"]),  # the unit's name
        ("hoa sen cài", ["today"]),
        ("sen zzz", []),
    ],
)
@pytest.mark.parametrize("frequent", [1, finding.FREQUENT])
def test_a_search_finds_the_same_however_frequent_its_words_are(
    monkeypatch: pytest.MonkeyPatch,
    reviewer: PageClient,
    threads: dict[str, str],
    sought: str,
    found: list[str],
    frequent: int,
):
    monkeypatch.setattr(finding, "FREQUENT", frequent)
    monkeypatch.setattr(inbox, "are_frequent", finding.are_frequent.__wrapped__)

    assert listed(reviewer, f"/phan-anh?q={sought}", threads) == found


def test_fourteen_days_of_silence_move_a_thread_from_one_tab_to_the_next(
    at, reviewer: PageClient, threads: dict[str, str]
):
    at(datetime(2026, 12, 10, 14, tzinfo=HANOI))  # the fourteenth day after the answer, to the minute

    assert listed(reviewer, "/phan-anh?muc=da-tra-loi", threads) == ["answered"]
    assert "silent" in listed(reviewer, "/phan-anh?muc=da-giai-quyet", threads)
    assert "Đã trả lời (1)" in reviewer.get("/phan-anh").text


FOUND = {
    "q=chu ky so": {"today"},
    "q=CHỮ ký": {"today"},
    "q=hoa sen": {"today", "received"},  # its unit's name
    "q=PA-2026-0003": {"urgent"},
    "q=khong co chu nao": set(),
    "don-vi=TH01": {"today", "received"},
    "loai=truong": {"today", "received"},
    "nhom=lua_dao": {"urgent"},
    "muc-do=khan": {"urgent"},
    "noi-xu-ly=tt_vhtttt": {"office"},
    "noi-xu-ly=ext:cong_an": {"outside"},
    "noi-xu-ly=phong&muc=dang-xu-ly": {"escalated"},
    "han=qua-han": {"late"},  # not what MTTQ was asked for
    "han=hom-nay": {"today", "urgent", "escalated"},
    "cach=unit": {"confirmed"},
    "cach=ward": {"closed"},
    "cach=clock": set(),
    "ky=2026-11&muc=cho-tra-loi": {"late", "reopened"},
    "ky=2026-11&han=qua-han&nhom=mang&q=mang yeu": {"late"},
}


@pytest.mark.parametrize("asked", FOUND)
def test_filters_find_what_they_say_and_combine(reviewer: PageClient, threads: dict[str, str], asked: str):
    assert set(listed(reviewer, f"/phan-anh?{asked}", threads)) == FOUND[asked]


def test_an_observer_sees_the_inbox_and_may_do_nothing_in_it(observer: PageClient, threads: dict[str, str]):
    assert listed(observer, "/phan-anh", threads) == WAITING

    page = observer.get("feedback.show_feedback", code=threads["late"])

    assert page.select("#thread")
    assert not page.select("#thread form, #thread .actions a")


def test_another_ward_sees_none_of_it(app: Flask, threads: dict[str, str]):
    desk = a_unit(a_ward("09999", "Phường khác"), kind="phong_vhxh")
    stranger = PageClient(app).signed_in_as(a_person(desk, Role.REVIEWER))

    for address in ("/phan-anh", "/phan-anh?muc=tat-ca", "/phan-anh?q=mang+yeu", "/phan-anh?don-vi=TH01"):
        assert listed(stranger, address, threads) == []
    assert "Tất cả (0)" in stranger.get("/phan-anh").text
    stranger.get("feedback.show_feedback", code=threads["late"], status=404)
