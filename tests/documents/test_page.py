"""The sheet, the letters and the page numbers (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục I), by their numbers."""

from dataclasses import replace

import pytest

from app.documents.docx import as_docx
from tests.documents.reading import Docx, R, W, attributes, text
from tests.documents.samples import committee_report, office_report, strained_report

A4 = {"w": "11906", "h": "16838"}  # 210 and 297 mm in twips
TURNED = {"w": "16838", "h": "11906", "orient": "landscape"}
MARGINS = {"top": "1134", "bottom": "1134", "left": "1701", "right": "1134"}  # 20, 20, 30, 20 mm


@pytest.fixture(scope="module")
def office() -> Docx:
    return Docx(office_report())


def test_sheets_are_a4_and_annexes_lie_where_asked(office: Docx):
    sizes = [attributes(section.find(f"{W}pgSz")) for section in office.sections]

    assert sizes == [A4, TURNED, TURNED, A4]


def test_margins_are_20_20_30_20_millimetres(office: Docx):
    for section in office.sections:
        margins = attributes(section.find(f"{W}pgMar"))
        assert {side: margins[side] for side in MARGINS} == MARGINS
        assert int(margins["header"]) + 14 * 20 < int(margins["top"])  # the number fits into the upper margin


def test_each_section_starts_a_sheet_and_counts_from_one(office: Docx):
    for section in office.sections:
        assert attributes(section.find(f"{W}type")) == {"val": "nextPage"}
        assert attributes(section.find(f"{W}pgNumType")) == {"fmt": "decimal", "start": "1"}


def test_the_number_stands_in_the_middle_from_the_second_page_on(office: Docx):
    number, first = office.part("word/numbered.xml"), office.part("word/blank.xml")

    assert [attributes(field)["instr"] for field in number.iter(f"{W}fldSimple")] == [" PAGE "]
    look = office.look(number.find(f"{W}p"))
    assert (look.align, look.size, look.is_bold, look.is_italic) == ("center", 28, False, False)
    assert text(first) == ""
    for section in office.sections:
        assert section.find(f"{W}titlePg") is not None
        assert headers(office, section)["default"] == "numbered.xml"
    assert headers(office, office.sections[0])["first"] == "blank.xml"


def headers(file: Docx, section) -> dict[str, str]:
    """Which part a section names for which pages."""
    targets = {each.get("Id"): each.get("Target") for each in file.part("word/_rels/document.xml.rels")}
    return {each.get(f"{W}type"): targets[each.get(f"{R}id")] for each in section.iter(f"{W}headerReference")}


def test_annexes_of_a_draft_say_so_on_their_first_page(office: Docx):
    issued = Docx(committee_report())

    assert [headers(office, each)["first"] for each in office.sections[1:]] == ["marked.xml"] * 3
    assert text(office.part("word/marked.xml")) == "DỰ THẢO"
    assert text(issued.part("word/marked.xml")) == ""


def test_every_letter_is_black_times_new_roman_in_vietnamese(office: Docx):
    letters = office.styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")

    fonts, language = letters.find(f"{W}rFonts"), letters.find(f"{W}lang")
    assert attributes(fonts) == dict.fromkeys(["ascii", "hAnsi", "eastAsia", "cs"], "Times New Roman")
    assert attributes(language) == dict.fromkeys(["val", "eastAsia", "bidi"], "vi-VN")
    assert attributes(letters.find(f"{W}color")) == {"val": "000000"}


@pytest.mark.parametrize("sample", [office_report, committee_report, strained_report])
def test_nothing_says_otherwise_than_the_defaults(sample):
    file = Docx(sample())

    roots = [file.part(each) for each in file.parts if each.startswith("word/") and each.endswith(".xml")]
    fonts = {font for root in roots for each in root.iter(f"{W}rFonts") for font in each.attrib.values()}
    colours = {each.get(f"{W}val") for root in roots for each in root.iter(f"{W}color")}
    lines = {colour for root in roots for colour in root.xpath("//@w:color", namespaces={"w": W.strip("{}")})}
    assert (fonts, colours, lines) == ({"Times New Roman"}, {"000000"}, {"000000"})
    assert not [each for each in file.parts.values() if b"en-US" in each or b"12240" in each or b"python-docx" in each]


def test_the_file_is_named_by_its_title_and_by_no_person(office: Docx):
    core = office.part("docProps/core.xml")

    said = {each.tag.rpartition("}")[2]: each.text for each in core}
    assert said == {"title": f"Báo cáo {office_report().subject}", "language": "vi-VN"}


def test_a_document_without_annexes_is_one_section():
    file = Docx(replace(office_report(), annexes=()))

    assert [attributes(section.find(f"{W}pgSz")) for section in file.sections] == [A4]
    assert file.root.find(f"{W}body")[-1].tag == f"{W}sectPr"


def test_a_document_of_nothing_is_still_one():
    empty = replace(office_report(), kind="", subject="", addressees=(), bases=(), body=(), recipients=(), annexes=())

    assert as_docx(empty)
