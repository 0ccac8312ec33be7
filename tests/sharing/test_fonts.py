"""The fonts are there, have every letter, and say so at the start."""

import shutil
from pathlib import Path

import pytest

from app.config import ConfigError
from app.plan import Plan
from app.sharing.card import NOTHING_YET, SOLVED
from app.sharing.fonts import FOLDER, read_fonts, vietnamese_letters

FONTS = read_fonts()
BOTH = pytest.mark.parametrize("font", [FONTS.regular, FONTS.bold], ids=["regular", "bold"])


def test_there_are_as_many_letters_as_vietnamese_has():
    assert len(vietnamese_letters()) == 2 * (12 * 6 + 17)
    assert {"Ễ", "ợ", "đ", "Ỹ", "ẵ"} <= vietnamese_letters()


@BOTH
def test_every_vietnamese_letter_has_a_picture(font):
    assert {letter for letter in vietnamese_letters() if font.drawable(letter) != letter} == set()


@BOTH
def test_every_word_a_card_may_say_can_be_drawn(font, plan: Plan):
    words = [measure.counted for measure in plan.measures.values()]

    for text in (*words, SOLVED, NOTHING_YET, "0123456789./, đến", "hoạt động"):
        assert font.drawable(text) == text


@BOTH
def test_what_has_no_picture_is_left_out(font):
    assert font.drawable("Tổ 7 🙂\u202e شعب \x00<b>&\U000e0001") == "Tổ 7 <b>&"
    assert font.drawable("To\u0302\u0309") == "Tổ"  # typed in parts


def test_a_letters_width_is_the_fonts_own():
    assert FONTS.bold.width("", 60) == 0
    assert FONTS.bold.width("MM", 10) == 2 * FONTS.bold.width("M", 10)
    assert FONTS.bold.width("i", 100) < FONTS.bold.width("m", 100) / 2
    assert FONTS.bold.width("Tổ dân phố", 60) == pytest.approx(340.02)  # as fontTools adds it up


@pytest.mark.parametrize("content", [None, b"", b"<html>", b"\0" * 4000])
def test_the_start_fails_in_words_without_its_fonts(tmp_path: Path, content: bytes | None):
    for file in FOLDER.glob("*.ttf"):
        shutil.copy(file, tmp_path)
    bold = tmp_path / "BeVietnamPro-Bold.ttf"
    bold.unlink()
    if content is not None:
        bold.write_bytes(content)

    with pytest.raises(ConfigError, match=r"BeVietnamPro-Bold.ttf .*run make install"):
        read_fonts(tmp_path)
