"""What is taken out: its figures, its types, whose it is, and what it does not say."""

from datetime import date, datetime, time

import pytest

from app.exporting import entries
from app.exporting.wanted import EVERY, Bounds, Form
from app.plan import Plan
from app.units.models import Unit
from tests import factories
from tests.demo.sample import sample

EXPECTED = sample()["expected"]
NOTE = "Gọi chị Hoa 0912 345 678, căn cước 001234567890."


def added(lines: list[dict[str, str]], plan: Plan) -> dict[str, int]:
    found = {"so_hoat_dong": len(lines)}
    for id, measure in plan.measures.items():
        values = [int(line[measure.label]) for line in lines if line.get(measure.label)]
        found |= {id: sum(values)} if values else {}
    return found


@pytest.mark.parametrize("id", list(EXPECTED["by_period"]))
def test_the_entries_of_a_month_add_up_to_what_the_file_expects(sample_ward: Unit, lines, plan: Plan, id: str):
    assert added(lines(Bounds(sample_ward.id), id), plan) == EXPECTED["by_period"][id]


def test_the_entries_of_a_unit_do_too(sample_ward: Unit, lines, plan: Plan):
    for code in ("TDP05", "TH01", "MTTQ"):
        unit = factories.unit_with(code)
        own = lines(Bounds(sample_ward.id, unit.id), "2026-08-01..2026-12-31")
        chosen = lines(Bounds(sample_ward.id), "2026-08-01..2026-12-31", unit=code)

        assert added(own, plan) == EXPECTED["by_unit"][code]
        assert own == chosen
        assert {line["Mã đơn vị"] for line in own} == {code}


def test_the_workbook_of_a_period_says_the_same_in_annex_and_entries(sample_ward: Unit, book, plan: Plan):
    found = book(Bounds(sample_ward.id), form=Form.PERIOD)

    annex, sheet = found["Phụ lục I"], found["Lần ghi"]
    heads = [cell.value for cell in annex[1]]
    total = {head: cell.value for head, cell in zip(heads, annex[annex.max_row], strict=True)}
    columns = {cell.value: cell.column - 1 for cell in sheet[1]}
    for head in heads[3:]:
        values = [row[columns[head]] for row in sheet.iter_rows(min_row=2, values_only=True)]
        assert sum(value or 0 for value in values) == total[head], head
    assert sheet.max_row - 1 == total["Số hoạt động"] == EXPECTED["by_period"]["2026-11"]["so_hoat_dong"]
    assert found.sheetnames == [
        "Phụ lục I",
        "Đơn vị không có số liệu",
        "Phụ lục II",
        "Phụ lục III",
        "Lần ghi",
        "Giải thích",
    ]


def test_every_cell_has_its_type(ward: Unit, unit: Unit, book):
    factories.an_activity(unit, held_on=date(2026, 11, 14), topics=("bdhvs", "dvc"), note="=1+1")

    sheet = book(Bounds(ward.id))["Lần ghi"]

    row = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (row["Ngày"].value, row["Ngày"].number_format) == (
        datetime.combine(date(2026, 11, 14), time()),
        "dd/mm/yyyy",
    )
    assert (row["Số lượt người dự"].value, row["Số lượt người dự"].data_type) == (45, "n")
    assert (row["Ghi chú"].value, row["Ghi chú"].data_type) == ("=1+1", "s")
    assert row["Kỳ"].value == "tháng 11/2026"
    assert row["Nội dung tuyên truyền"].value == "Bình dân học vụ số - kỹ năng số; Dịch vụ công trực tuyến, chữ ký số"
    assert (row["Trạng thái"].value, row["Được tính"].value) == ("Đã gửi", "có")


def test_numbers_that_name_a_person_are_masked_and_nobody_is_named(ward: Unit, unit: Unit, taken_out):
    person = factories.a_person(unit)
    by = factories.a_scope(unit, person=person)
    factories.an_activity(unit, held_on=date(2026, 11, 14), note=NOTE, difficulty=NOTE, difficulty_category="mang")

    text = taken_out(Bounds(ward.id), form=Form.CSV).getvalue().decode()

    assert "0912" not in text
    assert "0012345678" not in text
    assert text.count("•• •••") >= 2
    assert by.person_name not in text
    assert "Tổ trưởng" not in text


def test_other_units_and_other_wards_never_leave(ward: Unit, unit: Unit, lines):
    neighbour = factories.a_unit(ward, code="TDP08")
    far = factories.a_unit(factories.a_ward("09999", "Phường Khác"), code="XA01")
    for each in (unit, neighbour, far):
        factories.an_activity(each, held_on=date(2026, 11, 14))

    assert [line["Mã đơn vị"] for line in lines(Bounds(ward.id))] == ["TDP07", "TDP08"]
    assert [line["Mã đơn vị"] for line in lines(Bounds(ward.id, unit.id))] == ["TDP07"]
    assert lines(Bounds(ward.id, unit.id), unit="TDP08") == []
    assert lines(Bounds(ward.id), unit="XA01") == []
    assert lines(Bounds(ward.id, far.id)) == []


def test_what_does_not_count_leaves_only_when_asked_for(ward: Unit, unit: Unit, lines):
    kept = factories.an_activity(unit, held_on=date(2026, 11, 1))
    repeat = factories.an_activity(unit, held_on=date(2026, 11, 2))
    returned = factories.in_status(factories.an_activity(unit, held_on=date(2026, 11, 3)), "tra_lai")
    factories.mark_duplicate(repeat.id, of=kept.id)
    kept, repeat, returned = kept.id, repeat.id, returned.id

    every = {int(line["Số"]): line["Được tính"] for line in lines(Bounds(ward.id), which=EVERY)}
    assert every == {kept: "có", repeat: "không", returned: "không"}
    assert [int(line["Số"]) for line in lines(Bounds(ward.id))] == [kept]
    assert [int(line["Số"]) for line in lines(Bounds(ward.id), which="tra-lai")] == [returned]


def test_a_kind_of_unit_and_a_type_can_be_chosen(ward: Unit, unit: Unit, lines):
    school = factories.a_unit(ward, code="TH01", kind="truong")
    factories.an_activity(unit, held_on=date(2026, 11, 1))
    factories.an_activity(unit, held_on=date(2026, 11, 2), type="sinh_hoat_chi_bo")
    factories.an_activity(school, held_on=date(2026, 11, 3), type="chao_co", figures={"luot_hs": 300})

    assert [line["Ngày"] for line in lines(Bounds(ward.id), kind="truong")] == ["2026-11-03"]
    assert [line["Ngày"] for line in lines(Bounds(ward.id), type="sinh_hoat_chi_bo")] == ["2026-11-02"]


def test_pages_follow_each_other_without_loss(ward: Unit, unit: Unit, lines, monkeypatch: pytest.MonkeyPatch):
    days = [date(2026, 11, 1 + place % 3) for place in range(7)]
    numbers = [(day, factories.an_activity(unit, held_on=day).id) for day in days]
    monkeypatch.setattr(entries, "PAGE", 2)
    entries._page.cache_clear()

    found = [int(line["Số"]) for line in lines(Bounds(ward.id))]
    entries._page.cache_clear()

    assert found == [number for _, number in sorted(numbers)]


def test_a_unit_never_gets_the_wards_annexes(ward: Unit, unit: Unit, book):
    factories.an_activity(factories.a_unit(ward, code="TDP08"), held_on=date(2026, 11, 1))

    assert book(Bounds(ward.id, unit.id), form=Form.PERIOD).sheetnames == ["Lần ghi", "Giải thích"]
