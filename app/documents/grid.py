"""Tables without lines, that set two columns side by side: the head of a document and its foot."""

from collections.abc import Iterable, Sequence

from app.documents.elements import Element, w

Cell = Iterable[Element]


def grid(widths: Sequence[int], *rows: Sequence[Cell]) -> Element:
    """A table of fixed widths in twips without borders, whose rows stay whole; LibreOffice goes by the grid's widths."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    properties = w(
        "tblPr",
        w("tblW", w=sum(widths), type="dxa"),
        w("tblInd", w=0, type="dxa"),
        w("tblBorders", *(w(side, val="nil") for side in sides)),
        w("tblLayout", type="fixed"),
        w("tblCellMar", w("left", w=0, type="dxa"), w("right", w=0, type="dxa")),
    )
    columns = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    return w("tbl", properties, columns, *(_row(widths, row) for row in rows))


def _row(widths: Sequence[int], cells: Sequence[Cell]) -> Element:
    made = (w("tc", w("tcPr", w("tcW", w=width, type="dxa")), *cell) for width, cell in zip(widths, cells, strict=True))
    return w("tr", w("trPr", w("cantSplit")), *made)
