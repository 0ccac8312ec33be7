"""What a .docx says of itself: its parts, its paragraphs and how each looks, style and own properties together."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from app.documents.document import Document
from app.documents.docx import as_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True)
class Look:
    """size: half-points; lengths: twips."""

    size: int
    is_bold: bool
    is_italic: bool
    align: str
    first_line: int
    before: int
    after: int
    line: int
    keeps_next: bool
    outline: int | None


class Docx:
    """A file of Word, opened."""

    def __init__(self, document: Document):
        self.blob = as_docx(document)
        with ZipFile(BytesIO(self.blob)) as file:
            self.parts = {each: file.read(each) for each in file.namelist()}
        self.root, self.styles = self.part("word/document.xml"), self.part("word/styles.xml")

    def part(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])

    @property
    def sections(self) -> list[etree._Element]:
        return list(self.root.iter(f"{W}sectPr"))

    @property
    def tables(self) -> list[etree._Element]:
        return list(self.root.iter(f"{W}tbl"))

    def paragraphs(self, style: str = "") -> list[etree._Element]:
        found = self.root.iter(f"{W}p")
        return [p for p in found if style in ("", own(p, "pStyle"))]

    def texts(self, style: str = "") -> list[str]:
        return [text(p) for p in self.paragraphs(style)]

    def saying(self, words: str) -> etree._Element:
        (found,) = [p for p in self.paragraphs() if text(p) == words]
        return found

    def look(self, words: str | etree._Element) -> Look:
        """How the one paragraph of these words looks."""
        p = self.saying(words) if isinstance(words, str) else words
        layers = [self._style(own(p, "pStyle")), self._style("Normal"), self.styles.find(f"{W}docDefaults")]
        sources = [p.find(f"{W}pPr"), *layers]
        outline = first(sources, "outlineLvl")
        return Look(
            int(first(sources, "sz")),
            first(sources, "b") is not None,
            first(sources, "i") is not None,
            first(sources, "jc") or "left",
            int(first(sources, "ind", "firstLine") or 0),
            int(first(sources, "spacing", "before")),
            int(first(sources, "spacing", "after")),
            int(first(sources, "spacing", "line")),
            first(sources, "keepNext") is not None,
            None if outline is None else int(outline),
        )

    def _style(self, id: str | None) -> etree._Element:
        (found,) = self.styles.xpath("w:style[@w:styleId=$id]", id=id or "Normal", namespaces={"w": W.strip("{}")})
        return found


def first(sources: list, tag: str, attribute: str = "val") -> str | None:
    """An attribute of the first of these that has it; "" where the element is there without it."""
    for source in sources:
        for found in source.iter(f"{W}{tag}"):
            if attribute == "val" or found.get(f"{W}{attribute}") is not None:
                return found.get(f"{W}{attribute}", "")
    return None


def own(p: etree._Element, tag: str, attribute: str = "val") -> str | None:
    found = p.find(f"{W}pPr/{W}{tag}")
    return None if found is None else found.get(f"{W}{attribute}")


def text(element: etree._Element) -> str:
    return "".join(_words(element))


def _words(element: etree._Element) -> Iterator[str]:
    for each in element.iter(f"{W}t", f"{W}br"):
        yield "\n" if each.tag == f"{W}br" else each.text or ""


def attributes(element: etree._Element) -> dict[str, str]:
    return {key.rpartition("}")[2]: value for key, value in element.attrib.items()}


def rows(table: etree._Element) -> list[list[str]]:
    """Texts by row and cell."""
    return [[text(cell) for cell in row.iterfind(f"{W}tc")] for row in table.iterfind(f"{W}tr")]
