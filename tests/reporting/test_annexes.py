"""The annexes say what the demonstration file expects of itself, and no more than may leave the house."""

from datetime import date, datetime

import pytest

from app.clock import HANOI
from app.exemplars.workflow import Act
from app.extensions import db
from app.feedback.workflow import Step
from app.periods.calendar import period
from app.periods.snapshot import Snapshot, UnitFigures
from app.permissions import Role
from app.plan import Plan
from app.reporting.annex_figures import figures_table
from app.reporting.annexes import figures_of, silent_table
from app.tables import Table
from app.units.models import Unit
from tests import factories
from tests.closing.making import a_closing, expected
from tests.demo.sample import sample
from tests.exemplars.making import a_publisher, a_verified_exemplar, an_act, an_exemplar, an_officer

EXPECTED = sample()["expected"]
NAMES = {unit["name"]: unit["code"] for unit in sample()["units"]}


def figures(table: Table, plan: Plan) -> dict[str, dict[str, int]]:
    """Row name → measure → figure, without what is empty."""
    ids = {measure.label: id for id, measure in plan.measures.items()} | {"Số hoạt động": "so_hoat_dong"}
    heads = [ids.get(column.label) for column in table.columns]
    return {
        str(row.cells[1]): {id: cell for id, cell in zip(heads, row.cells, strict=True) if id and cell is not None}
        for row in table.rows
    }


@pytest.mark.parametrize("id", list(EXPECTED["by_period"]))
def test_the_wards_row_is_what_the_file_expects(sample_ward: Unit, annexes_of, plan: Plan, id: str):
    found = figures(annexes_of(sample_ward, id)[0], plan)

    assert found["Toàn phường"] == EXPECTED["by_period"][id]


def test_the_units_of_all_months_add_up_to_what_the_file_expects(sample_ward: Unit, annexes_of, plan: Plan):
    added: dict[str, dict[str, int]] = {}
    for id in EXPECTED["by_period"]:
        for name, values in figures(annexes_of(sample_ward, id)[0], plan).items():
            into = added.setdefault(NAMES.get(name, name), {})
            into.update({m: into.get(m, 0) + value for m, value in values.items()})

    wanted = {code: found for code, found in EXPECTED["by_unit"].items() if found["so_hoat_dong"]}
    assert {code: found for code, found in added.items() if code in wanted} == wanted
    assert added["Cộng Tổ dân phố"] == EXPECTED["by_unit_kind"]["tdp"]


def test_a_measure_nobody_reported_has_no_column(sample_ward: Unit, annexes_of):
    labels = [column.label for column in annexes_of(sample_ward, "2026-12")[0].columns]

    assert "Số hộ được hướng dẫn" not in labels
    assert labels[:3] == ["STT", "Đơn vị", "Số hoạt động"]


def test_units_without_figures_stand_apart_and_nobody_who_is_only_asked(sample_ward: Unit, plan: Plan):
    of = expected(period("2026-10"))

    rows = [(row.cells[1], row.cells[3]) for row in silent_table(figures_of(sample_ward.id, of, plan), plan).rows]

    said = {NAMES[str(name)]: state for name, state in rows}
    assert {code for code in said if code.startswith("TDP")} == set(EXPECTED["tdp_without_entry_in_period"]["2026-10"])
    assert said["TDP17"] == "Không phát sinh"
    assert said["TDP12"] == "Chưa cập nhật"
    assert said.keys().isdisjoint({"MTTQ", "BXDD"})


def test_a_closed_periods_figures_are_those_that_were_frozen(ward: Unit, unit: Unit, annexes_of, plan: Plan):
    factories.an_activity(unit, held_on=date(2026, 11, 1), figures={"luot_nguoi_du": 20})
    a_closing(ward)
    factories.an_activity(unit, held_on=date(2026, 11, 2), figures={"luot_nguoi_du": 5})

    found = figures(annexes_of(ward)[0], plan)

    assert found[unit.name] == found["Toàn phường"] == {"so_hoat_dong": 1, "luot_nguoi_du": 20}


def test_a_zero_is_a_zero_and_an_empty_cell_is_empty(plan: Plan):
    units = [
        UnitFigures("A", "A", "tdp", {"so_hoat_dong": 1, "so_ho": 0}),
        UnitFigures("B", "B", "tdp", {"so_hoat_dong": 2}),
    ]
    total = {"so_hoat_dong": 3, "so_ho": 0}
    measures = [("so_hoat_dong", "Số hoạt động"), ("so_ho", "Số hộ được hướng dẫn")]
    snapshot = Snapshot(units, {"tdp": total}, total, [("tdp", "Tổ dân phố")], measures)

    assert [row.cells for row in figures_table(snapshot, plan).rows] == [
        (1, "A", 1, 0),
        (2, "B", 2, None),
        (None, "Cộng Tổ dân phố", 3, 0),
        (None, "Toàn phường", 3, 0),
    ]


def test_threads_come_with_their_answer_and_numbers_masked(ward: Unit, unit: Unit, annexes_of):
    at = datetime(2026, 11, 3, 8, 0, tzinfo=HANOI)
    thread = factories.a_feedback(unit, at=at, text="Gọi 0912345678 không được.", proposal="Thêm máy.")
    officer = factories.a_scope(factories.a_unit(ward, kind="phong_vhxh"), Role.REVIEWER)
    factories.a_step(thread, officer, Step.RECEIVE, at=at.replace(hour=9))
    factories.a_step(thread, officer, Step.ANSWER, at=at.replace(day=5, hour=8), text="Đã xong, hỏi 001234567890.")

    row = annexes_of(ward)[1].rows[0].cells

    assert row[:3] == (thread, date(2026, 11, 3), unit.name)
    assert "••••••••78" in str(row[5])
    assert "Đề xuất: Thêm máy." in str(row[5])
    assert row[8:] == ("Đã xong, hỏi ••••••••••90.", 2)


def test_only_exemplars_that_may_leave_are_named(ward: Unit, unit: Unit, annexes_of):
    officer, at = an_officer(ward), datetime(2026, 11, 3, 8, 0, tzinfo=HANOI)
    shown = a_verified_exemplar(unit, officer, title="Được nêu", at=at)
    an_act(shown, a_publisher(ward), Act.PUBLISH)
    an_exemplar(unit, title="Chưa xác minh", at=at)
    an_exemplar(unit, title="Chưa đồng ý", consent=False, at=at)
    withdrawn = a_verified_exemplar(unit, officer, title="Đã rút", at=at)
    an_act(withdrawn, officer, Act.WITHDRAW_CONSENT)

    rows = annexes_of(ward)[2].rows

    assert [row.cells[1] for row in rows] == ["Được nêu"]
    assert str(rows[0].cells[8]).startswith("Fanpage phường (")


def test_another_wards_rows_stay_out(ward: Unit, unit: Unit, annexes_of):
    far = factories.a_unit(factories.a_ward("09999", "Phường Khác"), name="Tổ xa")
    at = datetime(2026, 11, 3, 8, 0, tzinfo=HANOI)
    factories.an_activity(far, held_on=date(2026, 11, 1))
    factories.a_feedback(far, at=at)
    a_verified_exemplar(far, an_officer(factories.unit_with("09999")), at=at)

    assert [table.rows for table in annexes_of(ward)] == [(), (), ()]


def test_the_demonstrations_exemplars_of_november(sample_ward: Unit, annexes_of):
    titles = {row.cells[1] for row in annexes_of(sample_ward)[2].rows}

    outward, span = {"da_xac_minh", "de_xuat_phuong", "da_dang"}, period("2026-11")
    wanted = {
        each["title"]
        for each in sample()["exemplars"]
        if each["status"] in outward and each["consent_publish"] and date.fromisoformat(each["date"]) in span
    }
    assert len(wanted) == 7
    assert titles == wanted


def test_a_long_text_is_said_once_and_no_number_is_cut_in_two(unit: Unit, annexes_of, at):
    at(datetime(2026, 11, 5, 9, tzinfo=HANOI))
    text = "Nhiều cụ trong tổ chưa cài được VNeID, nhờ phường liên hệ bác Ba số 0912 345 678 để hẹn."
    factories.a_feedback(unit, text=text)

    said = str(annexes_of(db.session.get_one(Unit, unit.ward_id))[1].rows[0].cells)

    assert said.count("Nhiều cụ trong tổ") == 1
    assert "bác Ba số •••• ••• •78" in said
