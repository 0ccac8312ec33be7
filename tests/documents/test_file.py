"""The file itself: its parts hang together, and its elements stand in the order Word insists on."""

from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT

from tests.documents.reading import Docx, R, W
from tests.documents.samples import committee_report, office_report, strained_report

SAMPLES = pytest.mark.parametrize("sample", [office_report, committee_report, strained_report])
ORDER = {
    "pPr": "pStyle keepNext keepLines widowControl pBdr spacing ind jc outlineLvl sectPr",
    "rPr": "rFonts b bCs i iCs color sz szCs lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vAlign",
    "trPr": "cantSplit tblHeader",
    "pBdr": "top left bottom right",
    "tblBorders": "top left bottom right insideH insideV",
    "sectPr": "headerReference headerReference type pgSz pgMar pgNumType titlePg",
    "style": "name basedOn qFormat pPr rPr tblPr",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "p": "pPr fldSimple r",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
}  # the parts in use of ECMA-376, part 1, annex A


@SAMPLES
def test_elements_stand_in_the_schemas_order(sample):
    file = Docx(sample())

    for name in (each for each in file.parts if each.startswith("word/") and each.endswith(".xml")):
        for parent in file.part(name).iter():
            order = ORDER.get(parent.tag.rpartition("}")[2], "").split()
            places = [order.index(child.tag.rpartition("}")[2]) for child in parent] if order else []
            assert places == sorted(places), parent.tag


@SAMPLES
def test_every_style_and_header_named_is_there(sample):
    file = Docx(sample())

    named = set(file.root.xpath("//w:pStyle/@w:val | //w:tblStyle/@w:val", namespaces={"w": W.strip("{}")}))
    styles = {each.get(f"{W}styleId") for each in file.styles.iter(f"{W}style")}
    relations = {each.get("Id") for each in file.part("word/_rels/document.xml.rels")}
    assert named <= styles
    assert {each.get(f"{R}id") for each in file.root.iter(f"{W}headerReference")} <= relations


@SAMPLES
def test_cells_end_by_a_paragraph_and_tables_are_apart(sample):
    file = Docx(sample())

    assert all(cell[-1].tag == f"{W}p" for cell in file.root.iter(f"{W}tc"))
    assert all(table.getnext().tag == f"{W}p" for table in file.tables)


def test_the_file_holds_what_it_needs_and_no_more():
    assert sorted(Docx(office_report()).parts) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/blank.xml",
        "word/document.xml",
        "word/marked.xml",
        "word/numbered.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]


def test_word_opens_it_as_a_document_of_today():
    (mode,) = Docx(office_report()).part("word/settings.xml").iter(f"{W}compatSetting")

    assert (mode.get(f"{W}name"), mode.get(f"{W}val")) == ("compatibilityMode", "15")


def test_another_reader_finds_the_same():
    read = docx.Document(BytesIO(Docx(office_report()).blob))

    assert [section.orientation for section in read.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    assert (read.core_properties.title[:7], read.core_properties.author) == ("Báo cáo", "")
    headings = [p.text for p in read.paragraphs if p.style.name.lower().startswith("heading")]
    assert headings[0] == "I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI"
    assert len(read.tables) == 4
