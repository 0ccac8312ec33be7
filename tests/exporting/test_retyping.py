"""Figures in the order of somebody else's form: as the ward set its lines, each to be copied as it is."""

from datetime import date
from functools import partial

import pytest
from flask import Flask

from app.database import let_go
from app.exporting.models import RetypeLine
from app.exporting.retyping import Changed, Line, keep_lines, mark_of, own_lines
from app.extensions import db
from app.units.models import Unit
from tests import factories
from tests.page import PageClient
from tests.together import at_once

FIELDS = ("order", "label", "measure", "kind")
TWO = [("2", "Tổng lượt dự", "luot_nguoi_du", ""), ("1", "Số cuộc ở tổ", "so_hoat_dong", "tdp"), ("", "", "", "")]


def sent(client: PageClient, rows: list[tuple[str, ...]]) -> dict[str, object]:
    page = client.get("/nhap-lai/dong")
    columns = dict(zip(FIELDS, map(list, zip(*rows, strict=True)), strict=True))
    return columns | {"seen": page.find(attrs={"name": "seen"})["value"]}


def shown(client: PageClient) -> list[tuple[str, str]]:
    rows = client.get("/nhap-lai?ky=2026-11").select("tbody tr")
    return [
        (row.th.find(string=True), (row.find(class_="retype__figure") or row.td).get_text(strip=True)) for row in rows
    ]


@pytest.fixture
def figures(ward: Unit, unit: Unit) -> None:
    factories.an_activity(unit, held_on=date(2026, 11, 14), figures={"luot_nguoi_du": 1250})
    office = factories.a_unit(ward, kind="van_phong")
    factories.an_activity(office, held_on=date(2026, 11, 14), type="hoi_nghi", figures={"luot_nguoi_du": 50})


@pytest.mark.usefixtures("figures")
def test_without_lines_of_its_own_the_plans_measures_stand_there(observer: PageClient):
    found = dict(shown(observer))

    assert (found["Số hoạt động"], found["Số lượt người dự"]) == ("2", "1300")
    assert found["Số lớp"] == "không có"


@pytest.mark.usefixtures("figures")
def test_the_lines_stand_in_the_order_the_reviewer_gives_them(reviewer: PageClient):
    reviewer.post("/nhap-lai/dong", sent(reviewer, TWO))

    assert shown(reviewer) == [("Số cuộc ở tổ", "1"), ("Tổng lượt dự", "1300")]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("1", "Không có số liệu", "", ""), "Dòng 1: chọn số liệu."),
        (("1", "x", "khong_co", ""), "Dòng 1: chọn số liệu."),
        (("1", "x", "so_buoi", "khong_co"), "Dòng 1: chọn số liệu."),
        (("x", "x", "so_buoi", ""), "Dòng 1: thứ tự là một số"),
        (("0001" + "5" * 5000, "x", "so_buoi", ""), "Dòng 1: thứ tự là một số"),
        (("00015555", "x", "so_buoi", ""), "Dòng 1: thứ tự là một số"),
        (("000", "x", "so_buoi", ""), "Dòng 1: thứ tự là một số"),
        (("0", "x", "so_buoi", ""), "Dòng 1: thứ tự là một số"),
        (("1", "a" * 201, "so_buoi", ""), "dài quá 200 chữ"),
        (("1", "a\x00b", "so_buoi", ""), "ký tự máy không đọc được"),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays_typed(reviewer: PageClient, row: tuple[str, ...], said: str):
    page = reviewer.post("/nhap-lai/dong", sent(reviewer, [row]), status=422)

    assert said in page.get_text()
    assert page.find(id="order-1")["value"] == row[0]
    assert db.session.query(RetypeLine).count() == 0


def test_nobody_overwrites_lines_he_has_not_seen(reviewer: PageClient, ward: Unit):
    old = sent(reviewer, [("1", "Cũ", "so_buoi", "")])
    reviewer.post("/nhap-lai/dong", sent(reviewer, TWO))

    page = reviewer.post("/nhap-lai/dong", old, status=409)
    assert page.find(id="label-1")["value"] == "Cũ"
    assert [line.label for line in own_lines(ward.id)] == ["Số cuộc ở tổ", "Tổng lượt dự"]

    again = old | {"seen": page.find(attrs={"name": "seen"})["value"]}
    reviewer.post("/nhap-lai/dong", again)
    let_go()
    assert [line.label for line in own_lines(ward.id)] == ["Cũ"]


def test_the_same_lines_sent_twice_are_kept_once(reviewer: PageClient, ward: Unit):
    twice = sent(reviewer, TWO)
    for _ in range(2):
        reviewer.post("/nhap-lai/dong", twice)

    let_go()
    assert len(own_lines(ward.id)) == 2


def test_two_who_send_lines_at_once_are_told_apart(app: Flask, ward: Unit):
    before, number = mark_of([]), ward.id
    lines = [[Line(f"Dòng {place}", "so_buoi")] for place in range(4)]

    done = at_once(app, [partial(keep_lines, number, each, seen=before) for each in lines], Changed)

    assert sorted(type(each).__name__ for each in done) == ["Changed"] * 3 + ["NoneType"]


def test_one_wards_lines_are_not_anothers(reviewer: PageClient):
    far = factories.a_ward("09999", "Phường Khác")
    reviewer.post("/nhap-lai/dong", sent(reviewer, TWO))

    assert own_lines(far.id) == []


def test_who_may(reporter: PageClient, observer: PageClient):
    reporter.get("/nhap-lai", status=403)
    observer.get("/nhap-lai/dong", status=403)
    assert "/nhap-lai/dong" not in str(observer.get("/nhap-lai"))
