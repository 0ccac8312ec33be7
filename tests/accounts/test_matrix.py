"""Who may do what: every route × every actor × own and foreign rows, against the table that was read and checked in.

o: the view did its work (a page, a refused form, a redirect of its own); -: sent to sign in; x: 403; .: 404.
A new route makes this fail until its lines stand in matrix.txt.
"""

from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

from tests.accounts.actors import ACTORS, World, a_world, cells
from tests.house.world import everything
from tests.page import PageClient

PINNED = Path(__file__).with_name("matrix.txt")


def outcome(client: PageClient, method: str, path: str, named: dict[str, int]) -> str:
    """One letter for how a request ended."""
    posts = method == "POST"
    more = {"data": named | {"csrf_token": client.token()}} if posts else {"query_string": {"viec": named["viec"]}}
    answer = client.send(path, method=method, **more)
    location = answer.headers.get("Location", "")
    to_sign_in = answer.status_code == 401 or "/dang-nhap?next=" in location
    assert answer.status_code < 500, f"{method} {path}: {answer.status_code}"
    asks_again = answer.status_code == 403 and "Nhập lại mật khẩu" in answer.get_data(as_text=True)
    assert not asks_again, f"{method} {path}: the test's sign-ins are fresh"
    return "-" if to_sign_in else {403: "x", 404: "."}.get(answer.status_code, "o")


def row(app: Flask, world: World, rule: Rule, method: str, actor: str) -> str:
    """The outcome for rows of the own ward, then for another's where the address or the form names one."""
    own, foreign = world.rows(actor)
    names_rows = rule.arguments - {"slug", "name"} or "/quan-tri/the/" in rule.rule
    tries = [own, foreign] if names_rows else [own]
    return "".join(outcome(world.client(app, actor), method, rows.address(app, rule), rows.named) for rows in tries)


def table(app: Flask, actor: str) -> dict[str, str]:
    world = a_world()
    return {f"{method:4} {rule.rule}": row(app, world, rule, method, actor) for rule, method in cells(app)}


def pinned() -> dict[str, dict[str, str]]:
    """route → actor → outcome, as checked in."""
    lines = [line.rsplit("  ", 1) for line in PINNED.read_text(encoding="utf-8").splitlines() if line]
    return {route: dict(each.split("=") for each in found.split(" ")) for route, found in lines}


@pytest.mark.parametrize("actor", ACTORS)
def test_every_route_answers_every_actor_as_the_table_says(app: Flask, actor: str):
    expected = {route: actors[actor] for route, actors in pinned().items()}

    assert table(app, actor) == expected


@pytest.mark.parametrize("actor", ["signed-out", "disabled"])
def test_nobody_and_the_disabled_change_nothing(app: Flask, actor: str):
    world = a_world()
    client = world.client(app, actor)
    before = everything()

    for rule, method in cells(app):
        for rows in (world.own, world.foreign):
            assert outcome(client, method, rows.address(app, rule), rows.named) == "-"

    assert everything() == before


def test_the_table_names_every_guarded_route_and_no_other(app: Flask):
    assert set(pinned()) == {f"{method:4} {rule.rule}" for rule, method in cells(app)}
