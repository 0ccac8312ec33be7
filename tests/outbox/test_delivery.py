"""What the outbox of a phone is told: delivered only by 201 with its key and checksum; all else leaves the item where it is."""

import hashlib
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask

from app import clock
from app.activities.models import Activity
from app.extensions import db
from app.feedback.models import Feedback
from app.periods.calendar import period_of, previous
from app.periods.models import Declaration
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.page import PageClient

KEY = "0a1b2c3d-0000-4000-8000-000000000001"
MEETING = {"key": KEY, "held_on": "2026-11-01", "type": "hop_tdp", "luot_nguoi_du": "45"}
MEETING_AT = "/nhat-ky/ghi/hop"


class Phone:
    """A browser that sends what its outbox holds, as outbox.js does."""

    def __init__(self, app: Flask, unit: Unit, role: Role = Role.REPORTER) -> None:
        self.client, self.unit = PageClient(app).signed_in_as(factories.a_person(unit, role)), unit
        self.who = self.ask_who()

    def ask_who(self) -> dict[str, Any]:
        return dict(self.client.send("/cho-gui/ai").get_json())

    @property
    def headers(self) -> dict[str, str]:
        return {"X-CSRFToken": self.who["token"], "X-Outbox": f"{self.who['person']} {self.who['unit']}"}

    def send(self, path: str, fields: dict[str, str], *, who: str = "", token: str | None = None) -> Any:
        headers = self.headers | ({"X-Outbox": who} if who else {}) | ({} if token is None else {"X-CSRFToken": token})
        body, kind = urlencode(fields), "application/x-www-form-urlencoded"
        return self.client.send(path, method="POST", data=body, content_type=kind, headers=headers)


@pytest.fixture
def phone(app: Flask, unit: Unit) -> Phone:
    return Phone(app, unit)


def stored() -> int:
    return db.session.query(Activity).count()


def messages(answer: Any) -> str:
    return " ".join(answer.get_json()["messages"])


def test_what_is_stored_is_acknowledged_by_key_and_checksum(phone: Phone):
    answer = phone.send(MEETING_AT, MEETING)

    told = answer.get_json()
    assert answer.status_code == 201
    assert (told["key"], told["sha256"]) == (KEY, hashlib.sha256(urlencode(MEETING).encode()).hexdigest())
    assert phone.client.get(told["url"]).h1.get_text(strip=True) == "Đã lưu cuộc họp"


def test_the_same_again_is_acknowledged_again_and_stored_once(phone: Phone):
    answers = [phone.send(MEETING_AT, MEETING) for _ in range(3)]

    assert [each.status_code for each in answers] == [201] * 3
    assert len({each.get_data() for each in answers}) == 1
    assert stored() == 1


def test_other_content_under_the_key_is_refused_in_words(phone: Phone):
    phone.send(MEETING_AT, MEETING)

    answer = phone.send(MEETING_AT, MEETING | {"luot_nguoi_du": "46"})

    assert (answer.status_code, stored()) == (409, 1)
    assert "đã gửi một lần" in messages(answer)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"luot_nguoi_du": "x"}, "chỉ gồm chữ số"),
        ({"held_on": "2027-01-01"}, "không được sau hôm nay"),
        ({"type": "khong-co"}, "Chọn loại hoạt động."),
    ],
)
def test_what_is_to_be_mended_says_so(phone: Phone, change: dict[str, str], sentence: str):
    answer = phone.send(MEETING_AT, MEETING | change)

    assert (answer.status_code, stored()) == (422, 0)
    assert sentence in messages(answer)


def test_what_is_odd_is_stored_without_asking_since_nobody_is_there(phone: Phone):
    phone.send(MEETING_AT, MEETING)

    answer = phone.send(MEETING_AT, MEETING | {"key": KEY[:-1] + "2"})

    assert (answer.status_code, stored()) == (201, 2)


@pytest.mark.parametrize("who", ["1 TDP99", "999999 TDP07", "x"])
def test_nothing_goes_out_as_another_persons_or_units(phone: Phone, who: str):
    answer = phone.send(MEETING_AT, MEETING, who=who)

    assert (answer.status_code, stored()) == (403, 0)
    assert answer.is_json


def test_who_is_signed_out_is_told_so_and_not_redirected(app: Flask, phone: Phone):
    phone.client = PageClient(app)
    phone.who["token"] = phone.client.token()

    answer = phone.send(MEETING_AT, MEETING)

    assert (answer.status_code, stored()) == (401, 0)
    assert answer.is_json
    assert phone.ask_who() == {"person": None}


def test_a_token_of_yesterday_is_no_delivery(phone: Phone):
    answer = phone.send(MEETING_AT, MEETING, token="cu")

    assert (answer.status_code, stored()) == (400, 0)


def test_feedback_is_taken_even_with_a_number_in_it(phone: Phone):
    raised = {"key": KEY, "kind": "kho_khan", "category": "mang", "text": "Gọi 0912345678 không được"}
    answer = phone.send("/phan-anh/gui", raised)

    assert answer.status_code == 201, answer.get_data(as_text=True)
    assert db.session.query(Feedback).count() == 1


def test_what_a_restored_server_lost_is_named(phone: Phone):
    phone.send(MEETING_AT, MEETING)
    lost = KEY[:-1] + "9"

    answer = phone.client.send(
        "/cho-gui/phieu", method="POST", data={"key": [KEY, lost, "'; --"]}, headers=phone.headers
    )

    assert answer.get_json() == {"missing": [lost], "entries": {}, "drafts": []}


def nothing_happened() -> str:
    month = previous(period_of(clock.today()))
    return f"/don-vi/TDP07/bao-ky/khong-phat-sinh?ky={month.id if month else ''}"


def test_nothing_happened_is_taken_once_and_acknowledged_again(phone: Phone):
    answers = [phone.send(nothing_happened(), {"key": KEY}) for _ in range(2)]

    assert [each.status_code for each in answers] == [201, 201]
    assert db.session.query(Declaration).count() == 1


def test_what_was_said_and_taken_back_is_not_said_again_by_a_phone(phone: Phone):
    phone.send(nothing_happened(), {"key": KEY})
    phone.client.post(nothing_happened().replace("khong-phat-sinh", "mo-lai"), {}, status=303)

    assert phone.send(nothing_happened(), {"key": KEY}).status_code == 201

    assert db.session.query(Declaration).filter_by(undone_at=None).count() == 0
    answer = phone.client.send("/cho-gui/phieu", method="POST", data={"key": [KEY]}, headers=phone.headers)
    assert answer.get_json()["missing"] == []


def test_an_exemplar_is_taken_even_with_a_number_in_it(phone: Phone):
    story = {"title": "Cụ bà học gọi video", "story": "Gọi cụ: 0912345678.", "field": "doi_song", "kind": "ca_nhan"}

    answer = phone.send("/guong/moi", story | {"consent": "co", "key": KEY})

    assert answer.status_code == 201, answer.get_data(as_text=True)


def test_photos_are_told_which_entry_their_text_became(phone: Phone, app: Flask, ward: Unit):
    phone.send(MEETING_AT, MEETING)
    other = Phone(app, factories.a_unit(ward, code="TDP08", name="Tổ dân phố số 8"))
    other.send(MEETING_AT, MEETING | {"key": KEY[:-1] + "8"})
    asked = {"entry": [KEY, KEY[:-1] + "8", KEY[:-1] + "9", "'; --"]}

    answer = phone.client.send("/cho-gui/phieu", method="POST", data=asked, headers=phone.headers)

    entry = db.session.query(Activity).filter_by(unit_id=phone.unit.id).one()
    assert answer.get_json() == {"missing": [], "entries": {KEY: entry.id}, "drafts": []}


def test_what_another_unit_sent_under_a_key_is_not_this_ones(phone: Phone, app: Flask, ward: Unit):
    Phone(app, factories.a_unit(ward, code="TDP08", name="Tổ dân phố số 8")).send(MEETING_AT, MEETING)

    answer = phone.client.send("/cho-gui/phieu", method="POST", data={"key": [KEY]}, headers=phone.headers)

    assert answer.get_json()["missing"] == [KEY]
