"""A workbook read back: types, looks, hostile text; and recalculated by LibreOffice."""

import csv
import io
import shutil
import subprocess
from datetime import UTC, date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from app.tables import Column, Holds, Row
from app.workbooks.csv_file import write_csv
from app.workbooks.workbook import GUIDE, About, Sheet, write_workbook
from tests.workbooks.hostile import FORMULAS, XML

COLUMNS = (
    Column("=Đơn vị", meaning="=1+1"),
    Column("Số lượt", Holds.NUMBER, meaning="Đơn vị tính: lượt."),
    Column("Ngày", Holds.DATE),
)
ABOUT = About("Số liệu", datetime(2026, 11, 27, 20, 0, tzinfo=UTC), [("Kỳ", "=tháng 11/2026")])
ROWS = [Row(("Tổ 7", 1250, date(2026, 11, 14))), Row((None, 0, None)), Row(("Cộng", 1250, None), is_sum=True)]


def written(rows: list[Row], columns: tuple[Column, ...] = COLUMNS) -> io.BytesIO:
    file = io.BytesIO()
    write_workbook(file, [Sheet("Số liệu", columns, iter(rows))], ABOUT)
    return file


def test_cells_have_types_and_the_sheet_its_looks():
    book = openpyxl.load_workbook(written(ROWS))
    sheet = book["Số liệu"]

    assert [(c.value, c.data_type, c.number_format) for c in sheet[2]] == [
        ("Tổ 7", "s", "General"),
        (1250, "n", "#,##0"),
        (datetime.combine(date(2026, 11, 14), time()), "d", "dd/mm/yyyy"),
    ]
    assert [c.value for c in sheet[3]] == [None, 0, None]
    assert [c.font.b for c in sheet[1]] == [True] * 3
    assert (sheet["A4"].font.b, sheet["A2"].font.b) == (True, False)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C4")
    assert (sheet["A1"].value, sheet["A1"].data_type) == ("=Đơn vị", "s")
    assert book.properties.language == "vi-VN"


def test_a_sheet_explains_every_column_and_the_file():
    guide = openpyxl.load_workbook(written(ROWS))[GUIDE]

    rows = [[cell.value for cell in row] for row in guide.iter_rows(min_row=2)]

    assert rows == [
        ["Tệp này", "Kỳ", "=tháng 11/2026"],
        ["Số liệu", "=Đơn vị", "=1+1"],
        ["Số liệu", "Số lượt", "Đơn vị tính: lượt."],
        ["Số liệu", "Ngày", None],
    ]
    assert {cell.data_type for row in guide.iter_rows() for cell in row} <= {"s", "n"}


@pytest.mark.parametrize("text", FORMULAS)
def test_text_is_never_a_formula(text: str):
    cell = openpyxl.load_workbook(written([Row((text, 1, None))]))["Số liệu"]["A2"]

    assert cell.data_type == "s"
    assert cell.value == text.replace("\r", "\n")
    assert cell.quotePrefix is (text not in {'"=1+1', "'=1+1", "x;=cmd|' /C calc'!A0;y"})


@pytest.fixture(scope="session")
def office() -> str:
    return shutil.which("soffice") or pytest.skip("LibreOffice (soffice) is not installed: NOT checked with it")


def recalculated(office: str, file: io.BytesIO, folder: Path) -> list[list[str]]:
    """The first sheet as LibreOffice understands it, written as CSV; formulas would come as their results."""
    (folder / "x.xlsx").write_bytes(file.getvalue())
    profile = f"-env:UserInstallation=file://{folder}/profile"
    kind = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true"
    made = [office, "--headless", profile, "--convert-to", kind, "--outdir", str(folder), str(folder / "x.xlsx")]
    subprocess.run(made, check=True, capture_output=True, timeout=120)
    return list(csv.reader(io.StringIO((folder / "x.csv").read_text(encoding="utf-8"), newline="")))


def test_libreoffice_recalculates_it_as_text(office: str, tmp_path: Path):
    texts = [*FORMULAS, *XML]

    rows = recalculated(office, written([Row((text, 7, date(2026, 11, 14))) for text in texts]), tmp_path)

    found = [row[0] for row in rows[1:]]
    clean = [t.replace("\r\n", "\n").replace("\r", "\n") for t in FORMULAS]
    assert found[: len(FORMULAS)] == clean
    assert found[len(FORMULAS) :] == ["", "", "", *XML[3:7], "dòng 1\ndòng 2\ndòng 3", XML[8]]
    assert {tuple(row[1:]) for row in rows[1:]} == {("7", "14/11/2026")}


def test_csv_has_its_mark_plain_numbers_and_no_formula():
    file = io.BytesIO()
    write_csv(file, COLUMNS, iter([*ROWS, Row(("=1+1", 5, None))]))

    raw = file.getvalue()
    assert raw.startswith(b"\xef\xbb\xbf'=\xc4\x90")
    assert list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))) == [
        ["'=Đơn vị", "Số lượt", "Ngày"],
        ["Tổ 7", "1250", "2026-11-14"],
        ["", "0", ""],
        ["Cộng", "1250", ""],
        ["'=1+1", "5", ""],
    ]
    assert b"\r\n" in raw


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("app.workbooks.workbook.MOST_ROWS", 2)

    with pytest.raises(ValueError, match="more rows"):
        written(ROWS)
