"""The rules sentences are written by: shares, capitals, who carries out and who takes part, dates that alone were changed."""

import pytest

from app.plan import Plan
from app.reporting.letters import COMMITTEE, DESK, customs, letter_of
from app.reporting.phrases import Told, who_did
from app.reporting.repeats import repeats, sense
from app.reporting.sentences import Paragraph, capital, lower, percent


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (21, 27, "77,8%"),
        (1, 3, "33,3%"),
        (2, 3, "66,7%"),
        (3, 20, "15%"),
        (27, 27, "100%"),
        (0, 5, "0%"),
        (1, 2000, "0,1%"),
        (1, 2001, "0%"),
        (1234, 100, "1.234%"),
        (145, 1000, "14,5%"),
    ],
)
def test_a_share_has_one_decimal_and_no_needless_zero(part: int, whole: int, said: str):
    assert percent(part, whole, "").text == said


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Loa phát thanh cơ sở", "loa phát thanh cơ sở"),
        ("“Điểm đến công nghệ”", "“Điểm đến công nghệ”"),
        ("STEM", "STEM"),
        ("Đào tạo", "đào tạo"),
    ],
)
def test_a_label_is_small_inside_a_sentence(label: str, said: str):
    assert lower(label) == said


def test_a_sentence_begins_large():
    assert capital(("các tổ", " dân phố"))[0] == "Các tổ"


@pytest.mark.parametrize(("kind", "verb"), [("mttq", "phối hợp thực hiện"), ("ban_xdd", "phối hợp thực hiện"), ("tdp", "thực hiện"), ("van_phong", "thực hiện")])  # fmt: skip
def test_who_is_asked_takes_part_and_who_is_ordered_carries_out(plan: Plan, kind: str, verb: str):
    assert who_did(kind, plan)[1] == verb


def test_a_part_stands_in_brackets_after_its_whole_and_alone_where_the_whole_is_missing(plan: Plan):
    def said(**figures: int) -> list[str]:
        return [Paragraph("", run).text for run in Told(figures, plan, "", lambda _: None).measures()]  # type: ignore[arg-type, return-value]

    assert said(luot_nguoi_hd=12, luot_nct=0) == ["12 lượt người được hướng dẫn (trong đó 0 lượt người cao tuổi)"]
    assert said(luot_nct=3) == ["3 lượt người cao tuổi"]
    assert said() == []


def test_a_reading_is_told_only_where_it_is_the_latest(plan: Plan):
    told = Told({"so_pm_cong_cu": 4}, plan, "", lambda _: None)  # type: ignore[arg-type, return-value]

    assert told.measures() == []
    assert len(told.measures(readings=True)) == 1


LAST = (
    "Trong tháng 10/2026, từ ngày 15/9/2026 đến ngày 14/10/2026, phường đã tổ chức 12 buổi tuyên truyền cho người dân."
)


@pytest.mark.parametrize(
    ("text", "is_repeated"),
    [
        (LAST, True),
        (LAST.replace("10/2026", "11/2026").replace("15/9", "15/10").replace("14/11", "14/11"), True),
        (LAST.replace("tháng 10/2026", "Tháng 11 năm 2026").upper(), True),
        (LAST.replace("12 buổi", "13 buổi"), False),
        (LAST.replace("người dân", "học sinh"), False),
        ("Trong kỳ không có đề xuất.", False),
    ],
)
def test_only_the_dates_were_changed(text: str, is_repeated: bool):
    assert repeats(text, [LAST, "Trong kỳ không có đề xuất."]) is is_repeated


def test_numbers_that_are_no_dates_stay_in_the_sense():
    assert "12" in sense(LAST)
    assert "2026" not in sense(LAST)


def test_nobodys_name_stands_on_a_letterhead_by_itself():
    for id in (DESK, COMMITTEE):
        letter = letter_of(id, "Phường Phú Lương", {})
        assert letter.signature.name == ""
        assert "Phú Lương" in letter.letterhead.place
        assert "…" in letter.plan


def test_what_the_ward_typed_stands_in_place_of_the_custom():
    letter = letter_of(
        DESK, "Phường Phú Lương", {"phong.authority": "KT. TRƯỞNG PHÒNG\nPHÓ TRƯỞNG PHÒNG", "phong.bases": ""}
    )

    assert letter.signature.authority == ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")
    assert letter.letterhead.superior == ("UBND PHƯỜNG PHÚ LƯƠNG",)
    assert set(customs("Phường Phú Lương")) >= {"plan", "place"}


@pytest.mark.parametrize(
    ("id", "typed", "name"),
    [
        (DESK, {}, "Phòng Văn hóa - Xã hội phường Phú Lương"),
        (COMMITTEE, {}, "Ủy ban nhân dân phường Phú Lương"),
        (COMMITTEE, {"ubnd.issuer": "BAN CHỈ ĐẠO"}, ""),
        (COMMITTEE, {"phong.issuer": "BAN CHỈ ĐẠO"}, "Ủy ban nhân dân phường Phú Lương"),
    ],
)
def test_the_issuer_has_a_name_for_sentences_unless_the_ward_typed_another(id: str, typed: dict, name: str):
    assert letter_of(id, "Phường Phú Lương", typed).letterhead.name == name
