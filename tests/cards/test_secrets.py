"""What a card's secrets are, and where they are not."""

import logging

import pytest
from flask import Flask
from sqlalchemy import text

from app import keys
from app.accounts.models import Person
from app.cards.commands import TOKEN_BYTES
from app.extensions import db
from tests.cards.conftest import Issue
from tests.house.world import everything
from tests.page import PageClient


def test_the_qr_holds_at_least_128_random_bits(leader: Person, issue: Issue):
    made = {issue(leader).token for _ in range(50)}

    assert len(made) == 50
    assert TOKEN_BYTES * 8 >= 128
    assert {len(token) for token in made} == {27}


def test_only_hashes_are_stored(leader: Person, issue: Issue):
    card, code = issue(leader), issue(leader, code=True)

    stored = repr(everything())

    for secret in (card.token, card.code, card.code.replace("-", ""), code.code, code.code.replace("-", "")):
        assert secret not in stored


def test_a_typed_code_has_no_letter_that_looks_or_types_like_another():
    made = "".join(keys.fresh_code() for _ in range(500))

    assert not set("0O1IAEUYDW") & set(made)
    assert set(made) == set(keys.CODE_LETTERS) | {"-"}
    assert len(keys.CODE_LETTERS) ** keys.CODE_LENGTH > 2**42


def test_a_thief_of_the_database_cannot_search_for_the_code(leader: Person, issue: Issue):
    card = issue(leader)

    (kept,) = db.session.execute(text("SELECT code_hash FROM cards")).scalars()

    assert kept == keys.Keys("k" * 40).code(card.code)
    assert kept != keys.Keys("another secret key of forty characters!").code(card.code)


def test_neither_log_nor_answer_repeats_a_secret(
    app: Flask, leader: Person, issue: Issue, caplog: pytest.LogCaptureFixture
):
    card = issue(leader)
    client = PageClient(app)

    with caplog.at_level(logging.DEBUG):
        wrong = client.post("cards.use_card", {"token": card.token + "x"}, status=422)
        client.post("cards.use_card", {"token": card.token})

    assert card.token not in caplog.text + str(wrong) + repr(client.answer.headers)
    assert client.location == "/dang-nhap/dat-ma"


def test_a_stale_form_does_not_hand_a_secret_back(signed_out: PageClient, leader: Person, issue: Issue):
    card = issue(leader)

    page = signed_out.open("POST", "/the", status=400, data={"token": card.token, "code": card.code})

    assert card.token not in str(page)
    assert card.code not in str(page)
