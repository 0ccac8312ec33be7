"""Text that means to break the file, to be counted as a formula or to read otherwise than it was written."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.decree import sealed
from app.documents.document import Annex, Document, Heading, Item, Letterhead, Paragraph, Signature
from app.documents.text import lines, one_line
from app.tables import Column, Row, Table
from tests.documents.reading import Docx, W, rows
from tests.documents.samples import committee_report

FORMULAS = [
    "=1+1", "+84912345678", "-Nguyễn Văn A", "@SUM(A1)", "=HYPERLINK(\"http://x.example\",\"mở\")", "=cmd|' /C calc'!A0",
    "＝1+1", "＋1", "－1", "＠SUM(1)", " =1+1", "\t=1+1", "\r=1+1", "\n=1+1", "'=1+1", "\"=1+1", ";=1+1", "=DDE(\"a\";\"b\";\"c\")",
]  # fmt: skip
MARKUP = [
    "]]>", "<w:p>", "</w:t></w:r></w:p>", "<!-- x -->", "<![CDATA[x]]>", "&lt;b&gt; &amp; &#x0;", "<?xml version='1.0'?>",
    "<script>alert(1)</script>", "{{ 7*7 }}", "\\fldinst { EXEC }", "{ DATE }", "../../etc/passwd", '" onload="x',
]  # fmt: skip
SCRIPTS = ["🙂 👨‍👩‍👧 🇻🇳", "Ễ" * 200, "từ" * 100, "ا ب", "漢字", "x" * 2000, "½ ² ‰ €"]
DROPPED = {
    "a\x00b": "ab", "a\x0bb": "a b", "a\x1fb": "ab", "a\x7fb": "ab", "a\ud800b": "ab", "a\ufffeb": "ab",
    "a\uffffb": "ab", "\ufeffab": "ab", "a\u202eb": "ab", "\u2066ab\u2069": "ab", "a\u200fb": "ab", "a\tb": "a b",
    "  a   b ": "a b", "a\u00a0b": "a\u00a0b", "To\u0302\u0309": "Tổ", "a\r\n\r\nb": "a b", "a\u2028b": "a b", "\x00": "",
}  # fmt: skip


def everywhere(said: str) -> Document:
    """A document that says this in every place of its own."""
    head = Letterhead((said,), (said,), said, said, said)
    table = Table(said, (Column(said), Column(said)), (Row((said, said)), Row((said, None), is_sum=True)), said)
    blocks = (Heading(1, said), Heading(3, said), Item(said), table, table, replace(table, rows=()), Paragraph(said))
    return Document(
        head, 5, date(2026, 3, 5), said, said, (said, said), (said,), blocks, Signature((said,), said), (said,),
        (Annex(said, blocks), Annex(said, blocks, is_landscape=False)),
    )  # fmt: skip


@pytest.mark.parametrize("said", [*FORMULAS, *MARKUP, *SCRIPTS])
def test_text_stays_text_wherever_it_stands(said: str):
    file = Docx(everywhere(said))

    (cells, total) = rows(file.tables[-3])[2:]
    assert cells == [said.strip()] * 2
    assert total == [said.strip(), ""]
    assert sealed(said.strip()) in file.texts("BodyText")
    assert len(file.parts) == len(Docx(committee_report()).parts)


@pytest.mark.parametrize("said", [*FORMULAS, *MARKUP])
def test_no_text_becomes_an_element_or_a_field(said: str):
    plain, hostile = (Counter(each.tag for each in Docx(everywhere(w)).root.iter()) for w in ("chữ", said))

    assert {tag.rpartition("}")[2] for tag in hostile} - {tag.rpartition("}")[2] for tag in plain} <= {
        "ind",
        "sz",
        "szCs",
    }
    assert all(hostile[f"{W}{tag}"] == plain[f"{W}{tag}"] for tag in ("p", "r", "t", "tbl", "tr", "tc", "sectPr"))


@pytest.mark.parametrize(("said", "kept"), DROPPED.items())
def test_what_xml_forbids_and_what_turns_the_reading_is_left_out(said: str, kept: str):
    assert one_line(said) == kept
    assert Docx(everywhere(said)).blob


def test_lines_that_say_nothing_are_left_out():
    assert lines(" \n\x00\n một \n\n\u202e\n hai") == ["một", "hai"]


@given(st.text(st.characters(), max_size=60))
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_the_file_opens(said: str):
    file = Docx(everywhere(said))

    assert len(file.sections) == 3
    assert len(file.tables) == 2 + 3 * 3
