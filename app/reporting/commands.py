"""What the officer does with a report: a section's lines, the letterheads' texts, keeping a report as it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import delete, insert, select

from app.audit.commands import Act, Facts, record
from app.audit.models import Event
from app.database import AnySession, writing
from app.periods.models import Closure
from app.periods.standing import hold_ward
from app.reporting.edits import Line, as_text
from app.reporting.models import IssuedReport, LetterText, SectionEdit
from app.scope import Actor


class Changed(Exception):
    """Somebody else changed the section after it was seen (409)."""


class NotClosed(Exception):
    """The period is not closed by that closing any more: nothing was kept (409)."""


@dataclass(frozen=True)
class Place:
    """A section of a ward's period. seen: the version the person saw, 0 where nobody had touched it."""

    ward_id: int
    period: str
    section: str
    seen: int


def keep_lines(place: Place, lines: Sequence[Line], *, by: Actor, now: datetime) -> None:
    """Keeps a section as the officer has it now. The same again changes nothing. Raises Changed."""
    session, kept = writing(), as_text(lines)
    hold_ward(session, place.ward_id)
    row = session.get(SectionEdit, (place.ward_id, place.period, place.section))
    if (row.version if row else 0) != place.seen:
        same = row is not None and row.lines == kept
        session.rollback()
        if same:
            return
        raise Changed(place.section)
    if row is None:
        row = SectionEdit(ward_id=place.ward_id, period=place.period, section=place.section, version=0)
        session.add(row)
    row.lines, row.version, row.by_id, row.at = kept, place.seen + 1, by.person_id, now
    session.commit()


def keep_texts(ward_id: int, texts: Mapping[str, str], customs: Mapping[str, str], *, by: Actor, now: datetime) -> None:
    """Keeps the texts of letterheads that are named: a row for each that is not the custom."""
    session = writing()
    hold_ward(session, ward_id)
    named = LetterText.ward_id == ward_id, LetterText.name.in_(texts)
    before = {row.name: row.value for row in session.scalars(select(LetterText).where(*named))}
    after = {name: text for name, text in texts.items() if text != customs[name]}
    if before == after:
        session.rollback()
        return
    session.execute(delete(LetterText).where(*named))
    if after:
        rows = [{"ward_id": ward_id, "name": name, "value": text} for name, text in after.items()]
        session.execute(insert(LetterText), rows)
    changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    act = Act(
        Event.LETTERS_CHANGED, before={n: before.get(n) for n in changed}, after={n: after.get(n) for n in changed}
    )
    record(session, act, by=by, at=now)
    session.commit()


@dataclass(frozen=True)
class Finished:
    """A report as it is to be kept. content: its sections and figures; document: its file."""

    ward_id: int
    period: str
    letter: str
    closing: int
    number: int | None
    issued_on: date | None
    content: str
    document: bytes


def keep_report(of: Finished, *, by: Actor, now: datetime) -> int:
    """Keeps a report for ever; its number among those kept. The same report sent twice is kept once. Raises NotClosed."""
    session = writing()
    hold_ward(session, of.ward_id)
    held = select(Closure.id).filter_by(ward_id=of.ward_id, period=of.period, reopened_at=None)
    if session.scalars(held).one_or_none() != of.closing:
        session.rollback()
        raise NotClosed(of.period)
    last = _last(session, of)
    if last is not None and last.content == of.content and (last.number, last.issued_on) == (of.number, of.issued_on):
        number = last.id
        session.rollback()
        return number
    row = IssuedReport(ward_id=of.ward_id, period=of.period, letter=of.letter, closure_id=of.closing)
    row.number, row.issued_on, row.issued_at, row.issued_by_id = of.number, of.issued_on, now, by.person_id
    row.content, row.document, row.digest = of.content, of.document, sha256(of.document).hexdigest()
    session.add(row)
    session.flush()
    kept = row.id
    facts: Facts = {
        "report": kept,
        "period": of.period,
        "letter": of.letter,
        "closing": of.closing,
        "sha256": row.digest,
    }
    record(session, Act(Event.REPORT_KEPT, after=facts), by=by, at=now)
    session.commit()
    return kept


def _last(session: AnySession, of: Finished) -> IssuedReport | None:
    found = select(IssuedReport).filter_by(ward_id=of.ward_id, period=of.period, letter=of.letter)
    return session.scalars(found.order_by(IssuedReport.id.desc()).limit(1)).one_or_none()
