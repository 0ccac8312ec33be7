"""A school, its week's sheet and what a browser sends of it."""

from uuid import uuid4

from bs4 import BeautifulSoup
from flask import Flask

from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.page import PageClient

MONDAY = "2026-11-16"
FIVE = {
    "chao_co-T2-luot_hs": "931",
    "chao_co-T2-luot_gv": "40",
    "sinh_hoat_lop-T6-so_lop": "28",
    "long_ghep_mon_hoc-T3-so_tiet": "6",
    "long_ghep_mon_hoc-T4-so_tiet": "4",
    "them-1-ngay": "2026-11-19",
    "them-1-viec": "cuoc_thi_hs",
    "them-1-so": "45",
}


def a_sheet(**boxes: object) -> dict[str, object]:
    """A sheet under a key of its own; boxes by their names, "-" written as "__"."""
    return {"key": str(uuid4())} | {name.replace("__", "-"): value for name, value in boxes.items()}


def said(page: BeautifulSoup) -> list[str]:
    """The lines of the error summary."""
    return [line.get_text() for line in page.select("#error-summary li")]


def a_school(ward: Unit) -> Unit:
    return factories.a_unit(ward, code="TH01", name="Trường Tiểu học số 1", kind="truong")


def clerk_of(app: Flask, school: Unit) -> PageClient:
    return PageClient(app).signed_in_as(factories.a_person(school, Role.REPORTER))
