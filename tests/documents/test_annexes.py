"""Annexes and their tables (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục III, khoản 1), by their numbers."""

from dataclasses import replace
from datetime import date

import pytest

from app.documents.document import Annex, Heading, Paragraph
from app.tables import Column, Holds, Row, Table
from tests.documents.reading import Docx, W, attributes, own, rows
from tests.documents.samples import committee_report, feedback, office_report, units

PORTRAIT, LANDSCAPE = 9071, 14003  # twips between the margins


@pytest.fixture(scope="module")
def office() -> Docx:
    return Docx(office_report())


def of(*blocks, is_landscape: bool = True, **more) -> Docx:
    return Docx(replace(committee_report(), annexes=(Annex("Số liệu", blocks, is_landscape),), **more))


def test_several_annexes_are_numbered_in_roman_and_one_is_not(office: Docx):
    assert office.texts("Annex") == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]
    assert Docx(committee_report()).texts("Annex") == ["Phụ lục"]


def test_the_name_is_in_capitals_and_says_what_it_belongs_to(office: Docx):
    (of_what,) = Docx(committee_report()).texts("AnnexOf")

    assert office.texts("AnnexName") == ["SỐ LIỆU THEO ĐƠN VỊ", "PHẢN ÁNH VÀ KẾT QUẢ XỬ LÝ", "GƯƠNG ĐIỂN HÌNH"]
    assert of_what == "(Kèm theo Báo cáo số 05/BC-UBND ngày 05 tháng 3 năm 2026 của Ủy ban nhân dân phường Phú Lương)"
    assert set(office.texts("AnnexOf")) == {
        "(Kèm theo Báo cáo số …/BC-VHXH ngày … tháng … năm 2026 của Phòng Văn hóa - Xã hội phường Phú Lương)"
    }


def test_an_issuer_without_a_name_in_a_sentence_is_called_by_its_lines():
    letterhead = replace(committee_report().letterhead, name="")

    (said,) = of(letterhead=letterhead).texts("AnnexOf")
    assert said.endswith("năm 2026 của Ủy ban nhân dân phường Phú Lương)")


@pytest.mark.parametrize("words", ["Phụ lục", "SỐ LIỆU THEO ĐƠN VỊ"])
def test_titles_are_14_points_and_in_the_middle(words: str):
    file = Docx(committee_report())

    look, below = file.look(words), file.look(file.paragraphs("AnnexOf")[0])
    assert (look.size, look.is_bold, look.is_italic, look.align) == (28, True, False, "center")
    assert (below.size, below.is_bold, below.is_italic, below.align) == (28, False, True, "center")
    assert file.look("Phụ lục").outline == 0


@pytest.mark.parametrize(("is_landscape", "space"), [(True, LANDSCAPE), (False, PORTRAIT)])
def test_tables_fill_the_sheet(is_landscape: bool, space: int):
    table = of(units(3), is_landscape=is_landscape).tables[-1]

    grid = [int(attributes(column)["w"]) for column in table.iter(f"{W}gridCol")]
    first = [int(attributes(cell)["w"]) for cell in table.find(f"{W}tr").iter(f"{W}tcW")]
    assert (sum(grid), first) == (space, grid)
    assert attributes(table.find(f"{W}tblPr/{W}tblLayout")) == {"type": "fixed"}
    assert grid[1] == max(grid)  # the widest share


def test_headings_and_numbers_of_columns_repeat_and_rows_stay_whole():
    table = of(units(3)).tables[-1]

    assert rows(table)[1] == [f"({n})" for n in range(1, 9)]
    repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iterfind(f"{W}tr")]
    whole = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.iterfind(f"{W}tr")]
    assert repeated == [True, True, False, False, False, False]
    assert all(whole)


def test_figures_and_dates_are_vietnamese_and_what_nobody_said_is_empty():
    columns = (Column("Ai"), Column("Bao nhiêu", Holds.NUMBER), Column("Ngày", Holds.DATE))
    lines = (Row(("Tổ 1\nngõ 2", 1250, date(2026, 10, 15))), Row((None, 0, None)), Row(("", None, date(2026, 3, 5))))

    table = of(Table("", columns, lines)).tables[-1]
    said = rows(table)[2:]
    assert said == [["Tổ 1\nngõ 2", "1.250", "15/10/2026"], ["", "0", ""], ["", "", "05/03/2026"]]
    aligned = [own(p, "pStyle") for p in list(table.iterfind(f"{W}tr"))[2].iter(f"{W}p")]
    assert aligned == ["TableText", "TableNumber", "TableDay"]


def test_sums_alone_are_bold():
    table = of(units(2)).tables[-1]

    bold = [row.find(f".//{W}r/{W}rPr/{W}b") is not None for row in table.iterfind(f"{W}tr")]
    assert bold == [False, False, False, False, True]


def test_a_table_without_rows_says_so_across_its_width():
    table = of(feedback(0)).tables[-1]

    assert rows(table)[2:] == [["Trong kỳ không có phản ánh."]]
    assert [attributes(each)["val"] for each in table.iter(f"{W}gridSpan")] == ["5"]


def test_a_row_with_a_cell_too_few_is_refused():
    with pytest.raises(ValueError, match="one cell a column"):
        of(Table("", (Column("a"), Column("b")), (Row(("x",)),)))


def test_tables_are_named_where_several_stand_together():
    assert of(units(1)).texts("TableName") == []
    assert of(units(1), feedback(1)).texts("TableName") == ["Số liệu theo đơn vị", "Phản ánh"]
    assert of(Heading(2, "1. A"), units(1), Paragraph("x"), feedback(1)).texts("TableName") == ["Phản ánh"]


def test_letters_shrink_where_columns_are_many_and_no_word_of_a_heading_is_broken():
    many = tuple(Column(f"Nghiêng {n}", Holds.NUMBER) for n in range(17))

    table = of(Table("", many, (Row((999_999,) * 17),))).tables[-1]
    sizes = {int(attributes(each)["val"]) for each in table.iter(f"{W}sz")}
    assert len(sizes) == 1
    assert min(sizes) < 24


def test_a_code_in_a_text_column_is_not_broken_however_small_its_share():
    columns = (Column("Mã", share=0.1), Column("Nội dung", share=9))

    table = of(Table("", columns, (Row(("PA-2026-0003", "x" * 2000)),))).tables[-1]
    narrow, wide = (int(attributes(column)["w"]) for column in table.iter(f"{W}gridCol"))
    assert 1300 < narrow < 1700
    assert narrow + wide == LANDSCAPE
