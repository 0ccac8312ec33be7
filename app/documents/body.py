"""The words of a document or of an annex: headings, paragraphs, lines with a dash, tables (mục II, khoản 6)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.documents.decree import capitals, sealed
from app.documents.document import Block, Heading, Item, Paragraph
from app.documents.elements import Element, w
from app.documents.figures import figures
from app.documents.paragraphs import paragraph
from app.documents.styles import BODY, CAPTION, GAP, HEADINGS
from app.documents.text import lines, one_line
from app.tables import Table


def body(blocks: Sequence[Block], space: int) -> Iterator[Element]:
    """Blocks in a column of so many twips."""
    is_alone = sum(isinstance(block, Table) for block in blocks) == 1
    for before, block in zip([None, *blocks], blocks, strict=False):
        if isinstance(block, Table):
            is_named = is_alone or isinstance(before, Heading)
            yield from _table(replace(block, name="") if is_named else block, space)
        else:
            yield from _words(block)


def sealed_blocks(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with "./." glued to the last word of the last paragraph or line that says something."""
    done = list(blocks)
    for place in reversed(range(len(done))):
        block = done[place]
        if isinstance(block, Paragraph | Item) and (said := lines(block.text)):
            done[place] = type(block)("\n".join([*said[:-1], sealed(said[-1])]))
            break
    return done


def _words(block: Heading | Paragraph | Item) -> Iterator[Element]:
    if isinstance(block, Heading):
        yield from _heading(block)
        return
    said = lines(block.text)
    if isinstance(block, Item):
        said = [f"- {line}" for line in said[:1]] + said[1:]
    yield from (paragraph(BODY, line) for line in said)


def _heading(heading: Heading) -> Iterator[Element]:
    """Mục in capitals and bold, khoản with a title bold, điểm as the words around it (mục V, khoản 6.b)."""
    if text := one_line(heading.text):
        yield paragraph(HEADINGS[heading.level - 1], capitals(text) if heading.level == 1 else text)


def _table(table: Table, space: int) -> Iterator[Element]:
    if not table.columns:
        return
    if name := one_line(table.name):
        yield paragraph(CAPTION, name)
    yield figures(table, space)
    yield paragraph(GAP, "", w("keepNext"), w("spacing", before=0, after=120))
