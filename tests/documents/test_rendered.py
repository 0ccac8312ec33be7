"""Documents as they come out of the printer: lines unbroken, rules of the right length, pages like the kept pictures."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from app.documents import letterhead, page
from app.documents.document import Annex, Document, Paragraph
from app.documents.docx import as_docx
from app.documents.paragraphs import rule_length
from tests.documents import rendering, samples
from tests.documents.rendering import DOTS, KEPT, PAGES, Word
from tests.documents.test_hostile import everywhere

pytestmark = pytest.mark.xdist_group("libreoffice")
ALIKE = 3  # levels of grey, of 255
LENGTHS = range(14, 32, 3)  # paragraphs that end a page at different heights
HOSTILE = "=1+1 ]]> <w:p> &amp; \x00\u202e🙂"
SPOILT = ("another margin", "a longer rule", "a broken line")


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every document of this file in print, all in one run of LibreOffice."""
    if lacking := rendering.lacking():
        pytest.skip(f"NOT LOOKED AT IN PRINT: {', '.join(lacking)} not installed (make test brings them)")
    documents: dict[str, Document] = {name: getattr(samples, name)() for name in (*PAGES, "strained_report")}
    documents |= {f"long {count}": long(count) for count in LENGTHS} | {"hostile": everywhere(HOSTILE)}
    files = {name: as_docx(document) for name, document in documents.items()}
    return rendering.printed(files | dict(spoilt()), tmp_path_factory.mktemp("printed"))


def long(count: int) -> Document:
    words = tuple(Paragraph(f"Đoạn {n}: tiếp tục đẩy mạnh tuyên truyền đến các tổ dân phố.") for n in range(count))
    return replace(samples.committee_report(), body=words, annexes=(Annex("Số liệu", (samples.units(60),)),))


def spoilt() -> Iterator[tuple[str, bytes]]:
    """The committee's report with one thing wrong."""
    places = ((page, "LEFT", 1758), (letterhead, "rule_length", lengthened), (letterhead, "LEAST", 4800))
    for name, change in zip(SPOILT, places, strict=True):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(*change)
            yield name, as_docx(samples.committee_report())


def lengthened(lines: list[float]) -> float:
    return 1.3 * rule_length(lines)


def line(words: list[Word], text: str) -> list[Word]:
    """Where these words stand one after another on a page."""
    sought = text.split()
    starts = range(len(words) - len(sought) + 1)
    (start,) = [n for n in starts if [w.text for w in words[n : n + len(sought)]] == sought]
    return words[start : start + len(sought)]


def heights(words: list[Word]) -> set[int]:
    return {round(word.top) for word in words}


@pytest.mark.parametrize(("name", "number"), [(name, number) for name in PAGES for number in PAGES[name]])
def test_pages_are_like_the_kept_pictures(pdfs, name: str, number: int):
    kept, printed = Image.open(KEPT / f"{name}-{number}.png"), rendering.pictures(pdfs[name])[number - 1]

    assert rendering.difference(kept, printed) <= ALIKE


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_page_is_not_like_them(pdfs, name: str):
    kept, printed = Image.open(KEPT / "committee_report-1.png"), rendering.pictures(pdfs[name])[0]

    assert rendering.difference(kept, printed) > ALIKE


def test_it_is_printed_in_letters_as_wide_as_times_new_roman(pdfs):
    assert {rendering.fonts(pdfs[name]) == {"Tinos"} for name in (*PAGES, "strained_report")} == {True}


@pytest.mark.parametrize("name", [*PAGES, "strained_report"])
def test_lines_of_the_head_are_unbroken_and_level(pdfs, name: str):
    words = rendering.words(pdfs[name])[0]

    national = line(words, letterhead.REPUBLIC)
    assert len(heights(national)) == len(heights(line(words, letterhead.WISHES))) == 1
    number, day = next(w for w in words if w.text == "Số:"), [w for w in words if w.text == "ngày"][0]
    assert round(number.top) == round(day.top)
    assert national[-1].right < 210 / 25.4 * 72 - 20 / 25.4 * 72 + 1  # inside the right margin


@pytest.mark.parametrize("name", PAGES)
def test_the_rule_under_tieu_ngu_is_as_long_as_it(pdfs, name: str):
    words, picture = line(rendering.words(pdfs[name])[0], letterhead.WISHES), rendering.pictures(pdfs[name])[0]

    first, last = longest_run(picture, below=words[0].bottom - 3)
    assert (first, last) == (pytest.approx(words[0].left, abs=2.5), pytest.approx(words[-1].right, abs=2.5))


def longest_run(picture: Image.Image, below: float) -> tuple[float, float]:
    """Ends in points of the longest dark line in the right half of a page, within 8 points below a height."""
    dot, best = 72 / DOTS, (0.0, 0.0)
    for y in range(int(below / dot), int((below + 8) / dot)):
        start = None
        for x in range(picture.width * 2 // 5, picture.width):
            dark = picture.getpixel((x, y)) < 170
            start = (start if start is not None else x) if dark else None
            if start is not None and (x + 1 - start) * dot > best[1] - best[0]:
                best = (start * dot, (x + 1) * dot)
    return best


@pytest.mark.parametrize("name", ["office_report", "strained_report", *(f"long {count}" for count in LENGTHS)])
def test_the_foot_is_whole_on_the_page_of_the_last_words(pdfs, name: str):
    pages = rendering.text(pdfs[name])

    (last,) = [text for text in pages if "Nơi nhận:" in text]
    assert "./." in last
    assert "- Lưu: VT, VHXH." in last
    assert ("Nguyễn Văn A" in last) == (name != "office_report")
    assert "TRƯỞNG PHÒNG" in last or "TM. ỦY BAN NHÂN DÂN" in last


def test_the_last_words_and_their_end_are_one(pdfs):
    assert "vụ./." in {word.text for page in rendering.words(pdfs["office_report"]) for word in page}


@pytest.mark.parametrize(
    ("name", "numbers"),
    [("office_report", ["", "2", "", "2", "", ""]), ("long 29", ["", "2", "", "2", "3"])],
)
def test_pages_are_numbered_above_from_the_second_on_and_annexes_anew(pdfs, name: str, numbers: list[str]):
    pages = rendering.words(pdfs[name])

    above = [[word for word in page if word.bottom < 20 / 25.4 * 72 and word.text.isdigit()] for page in pages]
    assert ["".join(word.text for word in page) for page in above] == numbers
    (two,) = above[1]
    assert (two.left + two.right) / 2 == pytest.approx((30 + 190) / 2 / 25.4 * 72, abs=1.5)


def test_headings_of_a_table_are_on_each_of_its_pages(pdfs):
    pages = [page for page in rendering.text(pdfs["long 29"]) if "Tổ dân phố số" in page]

    assert len(pages) == 3
    assert all("(1)" in page and "STT" in page for page in pages)


def test_hostile_text_is_printed_as_it_was_written(pdfs):
    said = rendering.text(pdfs["hostile"])

    assert sum(page.count("=1+1 ]]> <w:p> &amp;") for page in said) > 10
