"""A draft is the unit's: any colleague finishes it, sending ends it, and no other unit knows of it."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from flask import Flask

from app import clock
from app.activities.commands import log_activities
from app.activities.entry import Entry
from app.activities.models import Activity
from app.drafts.commands import MOST, AlreadySent, TooMany, Typed, keep_draft
from app.drafts.models import Draft
from app.drafts.queries import open_drafts
from app.extensions import db
from app.permissions import Role
from app.scope import Scope
from app.units.models import Unit
from tests import factories
from tests.page import PageClient


def a_colleague(app: Flask, unit: Unit) -> PageClient:
    return PageClient(app).signed_in_as(factories.a_person(unit, Role.REPORTER))


def boxes_of(client: PageClient, number: int) -> dict[str, str]:
    """What the page of a draft would send."""
    page = client.get("activities.open_draft", number=number)
    sent = {box["name"]: box.get("value", "") for box in page.select("#activity-form input:not([type])")}
    sent |= {box["name"]: box["value"] for box in page.select("#activity-form input[checked]")}
    return sent | {"key": page.find(id="key")["value"]}


@pytest.fixture
def number(unit: Unit) -> int:
    return factories.a_draft(unit, key="k" * 36, held_on=clock.today().isoformat(), luot_nguoi_du="45")


def test_a_colleague_opens_it_and_sends_it_which_ends_it(app: Flask, unit: Unit, number: int):
    colleague = a_colleague(app, unit)

    colleague.post("activities.log_activity", boxes_of(colleague, number), slug="hop")

    assert colleague.location.startswith("/nhat-ky/phieu/")
    assert db.session.query(Draft).count() == 0
    assert db.session.query(Activity).one().submission_id == int(colleague.location.split("/")[-1].split("?")[0])


def test_two_who_send_the_same_draft_with_other_content_are_told(app: Flask, unit: Unit, number: int):
    first, second = a_colleague(app, unit), a_colleague(app, unit)
    sent = boxes_of(first, number)
    first.post("activities.log_activity", sent, slug="hop")

    page = second.post(
        "activities.log_activity", sent | {"luot_nguoi_du": "46", "note": "Thêm"}, slug="hop", status=409
    )

    assert "đã lưu một lần với nội dung khác" in page.get_text()
    assert page.find(id="luot_nguoi_du")["value"] == "46"
    assert page.find(id="note").get_text() == "Thêm"
    assert db.session.query(Activity).count() == 1


def test_what_comes_after_it_was_sent_is_kept_no_more(app: Flask, unit: Unit, number: int):
    slow = a_colleague(app, unit)
    sent = boxes_of(slow, number)
    slow.post("activities.log_activity", sent, slug="hop")

    line = slow.post("activities.keep_draft", sent, slug="hop", status=409, htmx=True)

    assert "đã lưu rồi" in line.get_text()
    assert db.session.query(Draft).count() == 0


def test_a_draft_that_outlived_its_sending_is_shown_to_nobody(app: Flask, unit: Unit, number: int):
    """On PostgreSQL the one may be kept while the other is being sent."""
    by = factories.a_scope(unit)
    log_activities([Entry("hop_tdp", clock.today(), {"luot_nguoi_du": 45})], key="s" * 36, by=by, now=clock.now())
    db.session.get_one(Draft, number).key = "s" * 36
    db.session.commit()

    client = a_colleague(app, unit)

    assert client.get("/").find(id="drafts") is None
    client.get("activities.open_draft", number=number, status=404)


def test_it_is_thrown_away_on_purpose_only(app: Flask, unit: Unit, number: int):
    colleague = a_colleague(app, unit)

    asked = colleague.get("activities.discard_draft", number=number)
    still = db.session.query(Draft).count()
    colleague.post("activities.discard_draft", number=number)

    assert "Bỏ rồi không lấy lại được" in asked.get_text()
    assert (still, db.session.query(Draft).count()) == (1, 0)
    colleague.get("activities.open_draft", number=number, status=404)


@pytest.mark.parametrize("elsewhere", ["the unit beside", "another ward"])
def test_another_unit_neither_sees_nor_ends_it(app: Flask, ward: Unit, number: int, elsewhere: str):
    other = factories.a_unit(ward if elsewhere == "the unit beside" else factories.a_ward("00002"))
    stranger = a_colleague(app, other)

    stranger.get("activities.open_draft", number=number, status=404)
    stranger.post("activities.discard_draft", number=number, status=404)
    sent = {"key": "k" * 36, "luot_nguoi_du": "99"}
    stranger.post("activities.keep_draft", sent, slug="hop", status=200, htmx=True)

    assert stranger.get("/").find(id="drafts")
    assert db.session.query(Draft).filter_by(id=number).one().fields.count("45") == 1


def test_a_draft_outlives_who_began_it(app: Flask, unit: Unit, number: int):
    begun_by = db.session.query(Draft).one().person_id
    member = db.session.get(factories.Person, begun_by)
    member.disabled_at = clock.now()
    db.session.commit()

    assert a_colleague(app, unit).get("/").find(id="drafts")


def typed(key: str, figure: int) -> Typed:
    return Typed(key, "hop", "hop_tdp", f'{{"luot_nguoi_du": ["{figure}"]}}')


class Keeping:
    """Keeps a draft in a thread of its own; even turns send the form instead where asked."""

    def __init__(self, app: Flask, by: Scope, keys: list[str], *, sending: bool = False) -> None:
        self.app, self.by, self.keys, self.sending = app, by, keys, sending

    def all_at_once(self, count: int) -> list[object]:
        """What each of some threads got."""
        db.session.rollback()
        with ThreadPoolExecutor(count) as pool:
            return list(pool.map(self.one, range(count)))

    def one(self, turn: int) -> object:
        with self.app.app_context():
            return self.try_to(turn)

    def try_to(self, turn: int) -> object:
        key = self.keys[turn % len(self.keys)]
        try:
            if self.sending and turn % 2:
                entry = Entry("hop_tdp", clock.today(), {"luot_nguoi_du": 45})
                return log_activities([entry], key=key, by=self.by, now=clock.now()).number
            return keep_draft(typed(key, turn), by=self.by, now=clock.now())
        except (AlreadySent, TooMany) as refused:
            return type(refused)


def test_two_saves_at_once_keep_one_draft(app: Flask, unit: Unit):
    got = Keeping(app, factories.a_scope(unit), [str(uuid4())]).all_at_once(8)

    assert len(set(got)) == 1
    assert db.session.query(Draft).count() == 1


def test_sending_while_it_is_kept_leaves_no_draft(app: Flask, unit: Unit):
    by = factories.a_scope(unit)
    for _ in range(5):
        Keeping(app, by, [str(uuid4())], sending=True).all_at_once(8)

    db.session.rollback()
    with app.test_request_context():
        assert open_drafts(by) == []
    assert db.session.query(Activity).count() == 5


def test_eight_at_once_never_make_more_drafts_than_there_may_be(app: Flask, unit: Unit):
    by = factories.a_scope(unit)
    for _ in range(MOST - 3):
        factories.a_draft(unit, by=by)

    got = Keeping(app, by, [str(uuid4()) for _ in range(8)]).all_at_once(8)

    assert got.count(TooMany) == 5
    assert db.session.query(Draft).count() == MOST
