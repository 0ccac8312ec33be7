"""The url map is pinned: a route, a method or an access mark never changes unnoticed."""

from pathlib import Path

import pytest
from flask import Flask

import app
from app import access
from app.access import UndeclaredAccess, public
from tests.house.world import mark

PINNED = Path(__file__).with_name("routes.txt")


def test_the_url_map_is_the_one_checked_in(migrated_app: Flask):
    assert access.table(migrated_app) == PINNED.read_text(encoding="utf-8").splitlines()


def test_every_route_has_a_mark(migrated_app: Flask):
    assert {mark(migrated_app, rule) for rule in migrated_app.url_map.iter_rules()}.isdisjoint({"None", ""})


def test_an_undeclared_route_stops_the_start():
    bare = Flask("undeclared", static_folder=None)
    bare.add_url_rule("/quen", "forgotten", lambda: "quên")

    with pytest.raises(UndeclaredAccess, match="forgotten"):
        access.check(bare)


def test_a_declared_route_does_not():
    bare = Flask("declared", static_folder=None)
    bare.add_url_rule("/mo", "open", public(lambda: "mở"))

    access.check(bare)


def test_no_part_of_an_address_is_untyped(migrated_app: Flask):
    for rule in migrated_app.url_map.iter_rules():
        kinds = {type(converter).__name__ for converter in rule._converters.values()}
        assert kinds <= {
            "NumberConverter",
            "SlugConverter",
            "CodeConverter",
            "FeedbackConverter",
            "PeriodConverter",
            "PhotoConverter",
        }, rule.rule


def test_create_app_makes_that_check(migrated_app: Flask, monkeypatch: pytest.MonkeyPatch):
    register = app.register_features

    def with_one_more(target: Flask) -> None:
        register(target)
        target.add_url_rule("/quen", "forgotten", lambda: "quên")

    monkeypatch.setattr(app, "register_features", with_one_more)
    with pytest.raises(UndeclaredAccess, match="forgotten"):
        app.create_app(migrated_app.extensions["settings"])
