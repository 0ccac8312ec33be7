"""The words and the foot of a document (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II, khoản 6, 7, 9.d; mục V)."""

from dataclasses import replace

import pytest

from app.documents.document import Heading, Item, Paragraph, Signature
from tests.documents.reading import Docx, W, own, rows, text
from tests.documents.samples import committee_report, feedback, office_report, units

INDENT, SIX_POINTS = 720, 120  # 1,27 cm and 6 pt in twips
SINGLE, ONE_AND_A_HALF = 240, 360


@pytest.fixture(scope="module")
def committee() -> Docx:
    return Docx(committee_report())


def test_grounds_are_italic_and_end_by_semicolons_and_a_full_stop(committee: Docx):
    lines = committee.texts("Basis")

    assert [line[-1] for line in lines] == [";", "."]
    for line in lines:
        look = committee.look(line)
        assert (look.size, look.is_italic, look.is_bold, look.align, look.first_line) == (
            28,
            True,
            False,
            "both",
            INDENT,
        )


def test_paragraphs_fill_the_line_with_an_indent_and_six_points_between(committee: Docx):
    assert len(committee.paragraphs("BodyText")) == 10
    for p in committee.paragraphs("BodyText"):
        look = committee.look(p)
        assert (look.size, look.is_bold, look.is_italic) == (28, False, False)
        assert (look.align, look.first_line) == ("both", INDENT)
        assert look.after >= SIX_POINTS
        assert SINGLE <= look.line <= ONE_AND_A_HALF


@pytest.mark.parametrize(
    ("words", "style", "outline", "bold"),
    [
        ("II. KẾT QUẢ THỰC HIỆN", "Heading1", 0, True),
        ("1. Tại tổ dân phố", "Heading2", 1, True),
        ("a) Dịch vụ công trực tuyến", "Heading3", 2, False),
    ],
)
def test_headings_are_words_own_that_navigate_and_hold_what_follows(committee: Docx, words, style, outline, bold):
    look = committee.look(words)

    assert own(committee.saying(words), "pStyle") == style
    assert (look.outline, look.is_bold, look.size, look.keeps_next) == (outline, bold, 28, True)
    (name,) = committee.styles.xpath("//*[@*='" + style + "']/*[1]")
    assert name.get(f"{W}val") == f"heading {outline + 1}"


def test_lines_of_a_list_begin_with_a_dash_and_keep_their_marks(committee: Docx):
    assert "- Hướng dẫn 210 lượt người, nộp tại chỗ 64 hồ sơ;" in committee.texts("BodyText")


def test_line_breaks_make_paragraphs(committee: Docx):
    said = committee.texts("BodyText")

    assert "Khó khăn: thiếu máy tính, mạng yếu ở một số nơi." in said
    assert "Thuận lợi: được sự quan tâm của cấp ủy, chính quyền." in said


ENDS = [
    ((Paragraph("Một."), Paragraph("Hai.\n Ba. \n\n")), "Ba./."),
    ((Paragraph("Một."), Item("tin, bài;")), "- tin, bài./."),
    ((Paragraph("Một."), Paragraph(" \n")), "Một./."),
    ((Paragraph("Một"), Heading(1, "V. Kiến nghị")), "Một./."),
    ((Paragraph("Một."), units(2)), "Một./."),
    ((Paragraph("Một./."),), "Một./."),
]


@pytest.mark.parametrize(("blocks", "said"), ENDS)
def test_the_last_words_alone_are_sealed(blocks, said: str):
    texts = Docx(replace(office_report(), body=blocks)).texts()

    assert [line for line in texts if line.endswith("./.")] == [said]


def test_a_body_without_words_is_not_sealed():
    assert not any("./." in line for line in Docx(replace(office_report(), body=(Heading(1, "I. Gì"),))).texts())


def test_the_signature_stands_right_of_the_recipients_with_four_lines_to_sign_on(committee: Docx):
    ((left, right),) = rows(committee.tables[1])

    assert left.startswith("Nơi nhận:- Như trên;")
    assert right == "TM. ỦY BAN NHÂN DÂNKT. CHỦ TỊCHPHÓ CHỦ TỊCHNguyễn Văn A"
    cell = list(committee.tables[1].iter(f"{W}tc"))[1]
    said = [text(p) for p in cell.iter(f"{W}p")]
    assert said == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "", "", "", "Nguyễn Văn A"]


@pytest.mark.parametrize(
    ("words", "size", "bold", "italic", "align"),
    [
        ("TM. ỦY BAN NHÂN DÂN", 28, True, False, "center"),
        ("PHÓ CHỦ TỊCH", 28, True, False, "center"),
        ("Nguyễn Văn A", 28, True, False, "center"),
        ("Nơi nhận:", 24, True, True, "left"),
        ("- Như trên;", 22, False, False, "left"),
        ("- Lưu: VT, VHXH.", 22, False, False, "left"),
    ],
)
def test_the_foot_is_as_large_and_as_heavy_as_asked(committee: Docx, words, size, bold, italic, align):
    look = committee.look(words)

    assert (look.size, look.is_bold, look.is_italic, look.align) == (size, bold, italic, align)


def test_recipients_end_by_semicolons_and_a_full_stop(committee: Docx):
    assert [line[-1] for line in committee.texts("Recipient")] == [";", ";", ";", "."]


@pytest.mark.parametrize("body", [committee_report().body, (Paragraph("Một."), units(3)), (feedback(0),)])
def test_the_foot_stays_whole_on_the_page_of_the_last_words(body):
    file = Docx(replace(committee_report(), body=body, annexes=()))

    foot = file.tables[-1]
    assert foot.find(f"{W}tr/{W}trPr/{W}cantSplit") is not None
    assert file.look(foot.getprevious()).keeps_next
    held = [file.look(p) for p in foot.iter(f"{W}p") if own(p, "pStyle") == "Authority"]
    assert held
    assert all(look.keeps_next for look in held)


def test_a_signer_not_known_and_no_recipients_leave_blanks():
    file = Docx(replace(office_report(), recipients=(), signature=Signature(("Trưởng phòng",))))

    ((left, right),) = rows(file.tables[1])
    assert (left, right) == ("", "TRƯỞNG PHÒNG")
