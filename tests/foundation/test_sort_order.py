"""The Vietnamese order of names, the same on both databases and on PostgreSQL's own ICU."""

import unicodedata

from flask import Flask
from sqlalchemy import select, text

from app.extensions import db
from app.units.models import Unit
from app.vietnamese import sort_key
from tests import factories

# Letters decide first (đ after d, ă and â after a, ô and ơ after o), then tones: ngang huyền hỏi ngã sắc nặng.
IN_ORDER = (
    "Ban Xây dựng Đảng",
    "Dan",
    "Dàn",
    "Dản",
    "Dãn",
    "Dán",
    "Dạn",
    "Đan",
    "Mầm non 1",
    "To",
    "Tò 3",
    "Tổ",
    "Tồ 1",
    "Tổ 1",
    "Tổ dân phố số 2",
    "tổ dân phố số 10",
    "Tổ dân phố số 10A",
    "Tổ dân phố số 100",
    "Tờ 1",
    "Ủy ban",
)


def test_names_sort_by_letters_then_tones_and_numbers_by_value():
    assert tuple(sorted(reversed(IN_ORDER), key=sort_key)) == IN_ORDER


def test_a_decomposed_name_sorts_like_the_composed_one():
    assert [sort_key(unicodedata.normalize("NFD", name)) for name in IN_ORDER] == [sort_key(n) for n in IN_ORDER]


def test_a_name_sorts_before_the_same_name_with_more_behind_it():
    assert sort_key("Tổ") < sort_key("Tồ 1")


def test_the_database_gives_names_in_this_order(app: Flask):
    ward = factories.a_ward()
    for name in reversed(IN_ORDER):
        factories.a_unit(ward, name=name)

    listed = db.session.scalars(select(Unit.name).where(Unit.id != ward.id).order_by(Unit.sort_key, Unit.id))

    assert tuple(listed) == IN_ORDER


def test_postgresql_of_itself_gives_the_same_order(app: Flask):
    """vi-x-icu for letters and tones; numbers by value are ICU's kn. SQLite has no ICU and gives our order again."""
    ward = factories.a_ward()
    for name in reversed(IN_ORDER):
        factories.a_unit(ward, name=name)
    order = "sort_key"
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("CREATE COLLATION pg_temp.vi_natural (provider = icu, locale = 'vi-u-kn-true')"))
        order = "name COLLATE pg_temp.vi_natural"

    listed = db.session.scalars(text(f"SELECT name FROM units WHERE kind <> 'phuong' ORDER BY {order}, id"))

    assert tuple(listed) == IN_ORDER


def test_without_numbers_the_order_is_that_of_vi_x_icu(app: Flask):
    letters = [name for name in IN_ORDER if not any(c.isdigit() for c in name)]
    ward = factories.a_ward()
    for name in reversed(letters):
        factories.a_unit(ward, name=name)
    order = 'name COLLATE "vi-x-icu"' if db.engine.dialect.name == "postgresql" else "sort_key"

    listed = db.session.scalars(text(f"SELECT name FROM units WHERE kind <> 'phuong' ORDER BY {order}, id"))

    assert list(listed) == letters
