"""Each row against what is stored: new, changed, the same or wrong, with the reason; nothing is stored."""

from datetime import date, timedelta

import pytest

from app import clock
from app.accounts.models import Membership
from app.extensions import db
from app.permissions import Role
from app.units.models import Unit
from tests import factories
from tests.house.world import everything
from tests.imports.importing import checked, reasons, told, verdicts
from tests.imports.workbooks import a_person_row, a_unit_row, a_workbook


def test_a_dry_run_stores_nothing_but_itself(ward: Unit, unit: Unit):
    before = everything()

    checked(ward, a_workbook(units=[a_unit_row("TDP01"), a_unit_row("TDP07")], people=[a_person_row()]))

    after = everything()
    assert after.pop("imports") != before.pop("imports")
    assert after == before


def test_rows_are_new_changed_or_the_same(ward: Unit):
    factories.a_unit(ward, code="TDP01", name="Tổ dân phố TDP01", households=120, opened_on=date(2025, 7, 1))
    factories.a_unit(ward, code="TDP02", name="Tổ 2", households=90, opened_on=date(2025, 7, 1))
    rows = [a_unit_row(code, parent="") for code in ("TDP01", "TDP02", "TDP03")]

    found = {row.number: row for row in told(ward, a_workbook(units=rows))}

    assert verdicts(ward, a_workbook(units=rows[:2])) == {"changed": 1, "same": 1}
    assert found[3].notes == ["Tên đơn vị: Tổ 2 → Tổ dân phố TDP02", "Số hộ: 90 → 120"]
    assert found[4].verdict == "new"


def test_an_empty_cell_leaves_what_is_stored(ward: Unit):
    factories.a_unit(ward, code="TDP01", name="Tổ dân phố TDP01", households=120, closed_on=date(2026, 1, 1))

    assert verdicts(ward, a_workbook(units=[["TDP01", "tdp", "Tổ dân phố TDP01"]])) == {"same": 1}


def test_a_name_in_other_unicode_is_the_same(ward: Unit):
    factories.a_unit(ward, code="TDP01", name="Tổ dân phố TDP01")

    assert verdicts(ward, a_workbook(units=[["TDP01", "tdp", "Tổ  dân phố TDP01"]])) == {"same": 1}


def test_a_code_twice_is_wrong_the_second_time_whatever_its_case(ward: Unit):
    content = a_workbook(units=[a_unit_row("TDP01"), a_unit_row("TDP02"), a_unit_row("tdp01")])

    assert reasons(ward, content) == {4: ["Mã này đã có ở dòng 2."]}


def test_a_code_that_differs_only_by_case_from_a_stored_one_is_wrong(ward: Unit, unit: Unit):
    found = reasons(ward, a_workbook(units=[a_unit_row("tdp07")]))

    assert found == {2: ["Mã này chỉ khác mã “TDP07” đã có ở chữ hoa, chữ thường."]}


def test_parents_may_stand_in_the_file_or_be_stored(ward: Unit, unit: Unit):
    rows = [a_unit_row("A", parent="B"), a_unit_row("B", parent="TDP07"), a_unit_row("C", parent="NONE")]

    assert reasons(ward, a_workbook(units=rows)) == {4: ["Không có đơn vị mã “NONE” để thuộc về."]}


def test_units_that_stand_under_themselves_are_wrong(ward: Unit):
    rows = [a_unit_row("A", parent="B"), a_unit_row("B", parent="C"), a_unit_row("C", parent="A"), a_unit_row("D")]

    found = reasons(ward, a_workbook(units=[*rows, a_unit_row("E", parent="E"), a_unit_row("F", parent="A")]))

    assert list(found) == [2, 3, 4, 6]
    assert found[2] == ["Đơn vị này thuộc chính nó, qua một hay nhiều cấp."]


def test_a_circle_through_a_stored_unit_is_seen(ward: Unit, unit: Unit):
    below = factories.a_unit(ward, code="TDP08")
    below.parent_id = unit.id
    db.session.commit()

    assert list(reasons(ward, a_workbook(units=[a_unit_row("TDP07", parent="TDP08")]))) == [2]


def test_a_date_is_held_against_the_stored_other_one(ward: Unit):
    factories.a_unit(ward, code="TDP01", opened_on=date(2026, 1, 1))

    found = reasons(ward, a_workbook(units=[a_unit_row("TDP01", opened=None, closed=date(2025, 1, 1))]))

    assert found == {2: ["“Ngày đóng” (01/01/2025) trước “Ngày mở” (01/01/2026)."]}


def test_the_ward_itself_and_other_wards_units_are_not_touched(ward: Unit):
    other = factories.a_ward("00001", "Phường Khác")
    factories.a_unit(other, code="KHAC1")
    content = a_workbook(
        units=[a_unit_row("09568"), a_unit_row("KHAC1"), a_unit_row("TDP01", parent="KHAC1")],
        people=[a_person_row(unit="KHAC1")],
    )

    found = told(ward, content)

    assert [row.notes[0] for row in found] == [
        "Phường không sửa bằng tệp này.",
        "Mã này thuộc phường khác. Chọn mã khác.",
        "Không có đơn vị mã “KHAC1” để thuộc về.",
        "Đơn vị mã “KHAC1” thuộc phường khác.",
    ]


def test_a_person_of_another_ward_is_not_touched(ward: Unit, unit: Unit):
    other = factories.a_unit(factories.a_ward("00001", "Phường Khác"), code="KHAC1")
    factories.a_person(other, phone="0519999999")

    found = reasons(ward, a_workbook(people=[a_person_row(phone="0519999999")]))

    assert found == {2: ["Số điện thoại này đang dùng ở phường khác."]}


def test_people_against_the_stored_ones(ward: Unit, unit: Unit):
    person = factories.a_person(unit)
    same = a_person_row(name=person.name, phone=person.phone)
    rows = [same, a_person_row(2), a_person_row(name=person.name, phone=person.phone, role="observer")]

    assert verdicts(ward, a_workbook(people=rows)) == {"same": 1, "new": 2}
    changed = told(ward, a_workbook(people=[a_person_row(name="Tên Mới", phone=person.phone, title="Tổ phó")]))
    assert changed[0].notes == [f"Họ tên: {person.name} → Tên Mới", "Chức danh: Tổ trưởng → Tổ phó"]


def test_who_left_comes_back_as_new(ward: Unit, unit: Unit):
    person = factories.a_person(unit)
    db.session.query(Membership).update({"ended_on": clock.today() - timedelta(days=1)})
    db.session.commit()

    assert verdicts(ward, a_workbook(people=[a_person_row(name=person.name, phone=person.phone)])) == {"new": 1}


def test_rows_of_people_are_held_against_each_other(ward: Unit, unit: Unit):
    rows = [a_person_row(1), a_person_row(1), a_person_row(1, name="Tên khác", role="observer"), a_person_row(4)]

    found = reasons(ward, a_workbook(people=rows))

    assert found == {
        3: ["Người này, đơn vị này và vai trò này đã có ở dòng 2."],
        4: ["Số điện thoại này ở dòng 2 mang tên khác."],
    }


@pytest.mark.parametrize("role", ["admin", "Quản trị", "quan tri"])
def test_nobody_becomes_an_admin(ward: Unit, unit: Unit, role: str):
    found = reasons(ward, a_workbook(people=[a_person_row(role=role)]))

    assert found == {2: ["Vai trò quản trị chỉ gán trên trang của người đó."]}


def test_an_admin_is_not_changed(ward: Unit, unit: Unit):
    admin = factories.a_person(unit, Role.ADMIN)
    rows = [a_person_row(name="Tên Mới", phone=admin.phone), a_person_row(name=admin.name, phone=admin.phone)]

    found = reasons(ward, a_workbook(people=[rows[1]]))

    assert found == {2: ["Vai trò quản trị chỉ gán trên trang của người đó."]}
    assert 2 in reasons(ward, a_workbook(people=[rows[0]]))


def test_a_locked_account_is_named(ward: Unit, unit: Unit):
    person = factories.a_person(unit)
    person.disabled_at = clock.now()
    db.session.commit()

    found = reasons(ward, a_workbook(people=[a_person_row(name=person.name, phone=person.phone)]))

    assert found[2][0].startswith("Tài khoản của số này đang khóa")


def test_a_wrong_unit_is_named_once_and_not_again_at_each_of_its_people(ward: Unit):
    content = a_workbook(units=[a_unit_row("TDP01", households=-1)], people=[a_person_row(unit="TDP01")])

    assert verdicts(ward, content) == {"wrong": 1, "new": 1}


def test_a_unit_nobody_knows_is_named(ward: Unit):
    assert reasons(ward, a_workbook(people=[a_person_row()])) == {2: ["Đơn vị mã “TDP07” chưa có."]}
