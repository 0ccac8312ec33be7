"""The pages of an exemplar: consent on the phone, the desk, the publisher's copy and marks."""

import pytest
from bs4 import BeautifulSoup

from app import clock
from app.exemplars.models import Publication
from app.exemplars.queries import exemplar_of
from app.exemplars.workflow import Act, State
from app.extensions import db
from app.scope import Scope
from app.units.models import Unit
from tests.exemplars.making import a_verified_exemplar, an_act, an_exemplar, stored
from tests.page import PageClient

SHOW, ACT, LIST = "exemplars.show_exemplar", "exemplars.act_on_exemplar", "exemplars.list_exemplars"


def links(page: BeautifulSoup) -> str:
    return " ".join(tag["href"] for tag in page.select("main a[href]"))


def marked(number: int) -> dict[str, str]:
    return {"seen": "2", "place": "Fanpage phường", "held_on": clock.today().isoformat()}


def test_a_leader_gives_consent_later_and_withdraws_it_in_a_tap_and_a_confirmation(unit: Unit, reporter: PageClient):
    number = an_exemplar(unit, consent=False)
    assert "Chưa được đồng ý" in reporter.get(SHOW, number=number).text

    reporter.post(ACT, {"seen": "1"}, number=number, slug="dong-y")
    given = reporter.get(SHOW, number=number)
    asked = reporter.get(ACT, number=number, slug="rut-dong-y")
    reporter.post(ACT, {"seen": "2"}, number=number, slug="rut-dong-y")

    assert f"/guong/{number}/rut-dong-y" in links(given)
    assert asked.select_one("#act-form button").text == "Rút lại sự đồng ý"
    assert "Đã rút lại" in reporter.get(SHOW, number=number).text


def test_a_childs_consent_is_not_taken_without_the_guardians(unit: Unit, reporter: PageClient):
    number = an_exemplar(unit, consent=False, is_child=True)

    page = reporter.post(ACT, {"seen": "1"}, number=number, slug="dong-y", status=422)
    reporter.post(ACT, {"seen": "1", "guardian": "1"}, number=number, slug="dong-y")

    assert page.find(id="error-guardian") is not None
    assert stored(number).guardian_consent


def test_an_officer_verifies_with_one_button(unit: Unit, reviewer: PageClient):
    number = an_exemplar(unit)
    form = reviewer.get(SHOW, number=number).find("form", action=f"/guong/{number}/xac-minh")

    reviewer.post(form["action"], {"seen": form.find(attrs={"name": "seen"})["value"]})

    assert stored(number).state == State.VERIFIED


def test_what_an_officer_typed_stays_when_another_was_first(unit: Unit, officer: Scope, reviewer: PageClient):
    number = an_exemplar(unit)
    an_act(number, officer, Act.VERIFY)

    page = reviewer.post(ACT, {"seen": "1", "text": "Gõ dở"}, number=number, slug="ghi-chu", status=409)

    assert page.find("textarea").text.strip() == "Gõ dở"
    assert page.select_one("#act-form [name=seen]")["value"] == "2"


def test_an_observer_reads_and_is_offered_nothing(unit: Unit, observer: PageClient):
    number = an_exemplar(unit, consent=False)

    page = observer.get(SHOW, number=number)

    assert "Gần nửa khách quét mã." in page.text
    assert page.select("main form") == []
    assert f"/guong/{number}/" not in links(page)


def test_what_a_publisher_copies_hides_numbers_that_name_a_person(unit: Unit, officer: Scope, publisher: PageClient):
    words = {"title": "Chị 0510000001", "story": "Căn cước 001190000001 của chị"}
    number = a_verified_exemplar(unit, officer, **words)

    page = publisher.get(SHOW, number=number)
    listed = publisher.get(LIST)

    assert page.select_one("#share-text").text.split("\n")[0] == "Chị ••••••••01"
    assert page.select_one("[data-copy=share-text]") is not None
    for each in (page, listed):
        assert "0510000001" not in str(each)
        assert "001190000001" not in str(each)


def test_who_proposed_it_is_known_inside_only(
    unit: Unit, officer: Scope, leader: Scope, publishing: Scope, publisher: PageClient
):
    number = a_verified_exemplar(unit, officer, by=leader)

    named = {scope: exemplar_of(scope, number).proposed_by for scope in (leader, officer, publishing)}

    assert named == {leader: leader.person_name, officer: leader.person_name, publishing: None}
    assert leader.person_name not in publisher.get(SHOW, number=number).text


def test_a_publisher_marks_where_it_was_published(unit: Unit, officer: Scope, publisher: PageClient):
    number = a_verified_exemplar(unit, officer)
    waiting = publisher.get(LIST)

    sent = marked(number) | {"link": "https://example.vn/bai"}
    publisher.post(ACT, sent, number=number, slug="dang")

    assert stored(number).state == State.PUBLISHED
    assert f"/guong/{number}" in links(waiting)
    assert f"/guong/{number}" not in links(publisher.get(LIST))
    assert f"/guong/{number}" in links(publisher.get(LIST, muc="da-dang"))
    assert "https://example.vn/bai" in links(publisher.get(SHOW, number=number))


@pytest.mark.parametrize(
    ("sent", "box"),
    [
        ({"place": ""}, "place"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "example.vn"}, "link"),
        ({"held_on": "2999-01-01"}, "held_on"),
        ({"held_on": "2020-01-01"}, "held_on"),
        ({"held_on": ""}, "held_on"),
        ({"held_on": "other", "day": "31", "month": "2"}, "held_on"),
    ],
)
def test_a_mark_that_cannot_be_is_refused(
    unit: Unit, officer: Scope, publisher: PageClient, sent: dict[str, str], box: str
):
    number = a_verified_exemplar(unit, officer)

    page = publisher.post(ACT, marked(number) | sent, number=number, slug="dang", status=422)

    assert page.select_one("#error-summary a")["href"] == f"#{box}"
    assert "hoạt động" not in page.select_one("#error-summary").text
    assert db.session.query(Publication).count() == 0


def test_a_withdrawn_consent_takes_it_from_the_publisher_at_once(
    unit: Unit, officer: Scope, leader: Scope, publisher: PageClient
):
    number = a_verified_exemplar(unit, officer, title="TÊN KÍN", story="CHUYỆN KÍN")
    publisher.post(ACT, marked(number), number=number, slug="dang")
    an_act(number, leader, Act.WITHDRAW_CONSENT)

    page = publisher.get(LIST)
    publisher.get(SHOW, number=number, status=404)
    publisher.post(ACT, marked(number), number=number, slug="dang", status=404)

    assert "Người được nêu không đồng ý đăng nữa, cần gỡ bài ở: Fanpage phường" in page.text
    assert f"Gương số {number}, đăng ngày" in page.text
    assert "KÍN" not in str(page) + str(publisher.get(LIST, muc="da-dang"))
    publisher.post(page.select_one("main form")["action"])
    assert "cần gỡ" not in publisher.get(LIST).text
