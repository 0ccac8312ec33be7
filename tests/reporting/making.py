"""Reports as the tests read them."""

import json
import re
from collections.abc import Iterable, Iterator
from io import BytesIO

import docx
from docx.document import Document as WordDocument

from app import clock
from app.config import CutOff
from app.extensions import db
from app.periods.calendar import period
from app.plan import current_plan
from app.reporting.draft import Draft, draft_of
from app.reporting.gathering import Wanted
from app.reporting.models import IssuedReport
from app.reporting.word import as_word
from app.units.models import Unit
from tests.closing.making import NOVEMBER, expected

NUMBER = re.compile(r"\d[\d.]*\d(?:,\d+)?%?|\d(?:,\d+)?%?")
ASIDE = (
    re.compile(r"“[^”]*”"),  # what others said, and the names of things
    re.compile(r"PA-\d{4}-\d+|Nghị quyết \d+|Kế hoạch số [^ ]+"),
    re.compile(r"\d{1,2}/\d{1,2}/\d{4}|tháng \d+/\d{4}|quý [IV]+/\d{4}|năm \d{4}"),
)


def a_draft(ward: Unit, id: str = NOVEMBER, letter: str = "phong") -> Draft:
    db.session.rollback()
    wanted = Wanted(ward.id, ward.name, expected(period(id)), clock.now(), CutOff.FIFTEENTH)
    return draft_of(wanted, letter, current_plan())


def in_word(draft: Draft, ward: Unit) -> WordDocument:
    return docx.Document(BytesIO(as_word(draft, ward.id, clock.now())))


def texts(draft: Draft, section: str) -> list[str]:
    """What a section says, paragraph by paragraph."""
    part = draft.part(section)
    assert part is not None, section
    return [each.text for each in part.shown]


def numbers(text: str, names: Iterable[str] = ()) -> Iterator[str]:
    """The numbers of a text, but for dates, document symbols, quoted words and the names of units."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    for aside in ASIDE:
        text = aside.sub(" ", text)
    return (found.group() for found in NUMBER.finditer(text))


def a_kept_report(ward: Unit, closing: int, id: str = NOVEMBER) -> int:
    """A report that was kept, of one sentence; its number."""
    row = IssuedReport(ward_id=ward.id, period=id, letter="phong", closure_id=closing, issued_at=clock.now())
    paragraph = {"item": False, "pieces": ["Trong kỳ có ", ["1", "Số hoạt động", None, []], " hoạt động."]}
    sections = [{"id": "II", "heading": "II. Kết quả", "level": 1, "paragraphs": [paragraph]}]
    row.content = json.dumps({"sections": sections, "digest": ""})
    row.document, row.digest = b"PK", "0" * 64
    db.session.add(row)
    db.session.commit()
    return row.id
