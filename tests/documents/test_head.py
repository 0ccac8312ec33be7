"""The head of a document (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II, khoản 1 to 5 and 9.d), by its numbers."""

from dataclasses import replace

import pytest
from PIL import ImageFont

from tests.documents.reading import Docx, W, attributes, own, rows
from tests.documents.samples import SUBJECT, committee_report, office_report, strained_report

REPUBLIC, WISHES = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
SPACE = 9071  # twips: 160 mm between the margins


@pytest.fixture(scope="module")
def office() -> Docx:
    return Docx(office_report())


@pytest.fixture(scope="module")
def committee() -> Docx:
    return Docx(committee_report())


def test_the_head_is_two_rows_of_two_columns_without_lines(committee: Docx):
    table = committee.tables[0]

    assert [len(row) for row in rows(table)] == [2, 2]
    assert {attributes(side)["val"] for side in table.find(f"{W}tblPr/{W}tblBorders")} == {"nil"}
    grid = [int(attributes(column)["w"]) for column in table.iter(f"{W}gridCol")]
    cells = [int(attributes(cell)["w"]) for cell in table.iter(f"{W}tcW")]
    assert (sum(grid), cells) == (SPACE, grid * 2)
    assert grid[1] > 4972 + 100  # Quốc hiệu on one line
    assert {attributes(side)["w"] for side in table.find(f"{W}tblPr/{W}tblCellMar")} == {"0"}


def test_the_committee_issues_in_its_own_name(committee: Docx):
    issuer, number = (row[0] for row in rows(committee.tables[0]))
    republic, day = (row[1] for row in rows(committee.tables[0]))

    assert (issuer, number) == ("ỦY BAN NHÂN DÂNPHƯỜNG PHÚ LƯƠNG", "Số: 05/BC-UBND")
    assert (republic, day) == (REPUBLIC + WISHES, "Phú Lương, ngày 05 tháng 3 năm 2026")


def test_an_office_stands_below_the_committee_and_leaves_blank_what_it_does_not_know(office: Docx):
    issuer, number = (row[0] for row in rows(office.tables[0]))

    assert issuer == "UBND PHƯỜNG PHÚ LƯƠNGPHÒNG VĂN HÓA - XÃ HỘI"
    assert number == "Số: …/BC-VHXHDỰ THẢO"
    assert rows(office.tables[0])[1][1] == "Phú Lương, ngày … tháng … năm 2026"


@pytest.mark.parametrize(
    ("words", "size", "bold", "italic"),
    [
        (REPUBLIC, 24, True, False),
        (WISHES, 26, True, False),
        ("UBND PHƯỜNG PHÚ LƯƠNG", 24, False, False),
        ("PHÒNG VĂN HÓA - XÃ HỘI", 24, True, False),
        ("Số: …/BC-VHXH", 26, False, False),
        ("Phú Lương, ngày … tháng … năm 2026", 26, False, True),
        ("BÁO CÁO", 28, True, False),
        (SUBJECT, 28, True, False),
        ("DỰ THẢO", 26, True, False),
        ("Kính gửi: Ủy ban nhân dân phường Phú Lương", 28, False, False),
    ],
)
def test_each_part_of_the_head_is_as_large_and_as_heavy_as_asked(office: Docx, words, size, bold, italic):
    look = office.look(words)

    assert (look.size, look.is_bold, look.is_italic, look.align) == (size, bold, italic, "center")
    assert look.line == 240


def rules(file: Docx) -> list[int]:
    """Lengths in twips of the lines drawn: under the issuer, under Tiêu ngữ, under the trích yếu."""
    left, right = (int(attributes(each)["w"]) for each in file.tables[0].iter(f"{W}gridCol"))
    lengths = []
    for p, space in zip(drawn(file), (left, right, SPACE), strict=True):
        line = attributes(p.find(f"{W}pPr/{W}pBdr/{W}top"))
        assert (line["val"], line["color"]) == ("single", "000000")
        assert own(p, "ind", "left") == own(p, "ind", "right")  # in the middle
        lengths.append(space - 2 * int(own(p, "ind", "left")))
    return lengths


def drawn(file: Docx) -> list:
    return [p for p in file.paragraphs("Rule") if p.find(f"{W}pPr/{W}pBdr") is not None]


def measured(text: str, size: int, face: str = "Bold") -> float:
    """Twips by the font itself."""
    font = ImageFont.truetype(f"/usr/share/fonts/truetype/croscore/Tinos-{face}.ttf", 2048, layout_engine=0)
    return font.getlength(text) / 2048 * size * 10


def test_tieu_ngu_is_underlined_over_its_whole_length(committee: Docx):
    assert rules(committee)[1] == pytest.approx(measured(WISHES, 26), abs=15)


@pytest.mark.parametrize("sample", [office_report, committee_report])
def test_other_rules_are_a_third_to_a_half_of_their_lines(sample):
    file = Docx(sample())
    issuer = [text for text in file.texts("Issuer")]

    under_issuer, _, under_subject = rules(file)
    for line in issuer:
        assert 1 / 3 <= under_issuer / measured(line, 24) <= 1 / 2
    for line in ("Kết quả tuyên truyền Nghị quyết số 57-NQ/TW và", "phong trào “Bình dân học vụ số” tháng 11 năm 2026"):
        assert 1 / 3 <= under_subject / measured(line, 28) <= 1 / 2


def test_a_draft_is_marked_in_a_frame_and_an_issued_one_is_not(office: Docx, committee: Docx):
    sides = office.saying("DỰ THẢO").find(f"{W}pPr/{W}pBdr")

    assert {attributes(side)["val"] for side in sides} == {"single"}
    assert len(sides) == 4
    assert "DỰ THẢO" not in committee.texts()


def test_several_addressees_stand_in_line_under_the_colon(committee: Docx):
    first, *others = committee.paragraphs("Addressee")

    texts = committee.texts("Addressee")
    assert texts == [
        "Kính gửi:",
        "- Ủy ban nhân dân Thành phố;",
        "- Sở Văn hóa và Thể thao;",
        "- Sở Khoa học và Công nghệ.",
    ]
    dashes = {int(own(p, "ind", "left")) - int(own(p, "ind", "hanging")) for p in others}
    colon = int(own(first, "ind", "left")) + measured("Kính gửi", 28, "Regular")
    assert sorted(dashes) == [pytest.approx(colon, abs=15)]


def test_a_long_place_keeps_its_date_on_one_line():
    wide = replace(strained_report().letterhead, place="Thành phố Hồ Chí Minh")
    document = replace(strained_report(), letterhead=wide)

    left, right = (int(attributes(each)["w"]) for each in Docx(document).tables[0].iter(f"{W}gridCol"))
    assert left + right == SPACE
    assert right > measured("Thành phố Hồ Chí Minh, ngày 15 tháng 12 năm 2026", 26, "Italic")
