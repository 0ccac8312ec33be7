"""What a person is asked once before something odd is stored; pure."""

from collections.abc import Iterator, Sequence
from datetime import date

from app.activities.background import Looked
from app.activities.entry import Entry, Question
from app.activities.models import OddityKind
from app.activities.oddities import Odd
from app.activities.words import all_figures
from app.personal_numbers import WARNING
from app.plan import Plan
from app.wording import hour, number


def questions(looked: Sequence[Looked], plan: Plan) -> list[Question]:
    """Everything that is asked about a form, all at once: a day before the plan, and whatever is odd; late days together."""
    found = [question for each in looked for question in _about(each, plan)]
    late = {each.entry.held_on: odd.value or 0 for each in looked for odd in each.odd if odd.kind is OddityKind.LATE}
    days = {day: ago for day, ago in sorted(late.items()) if day >= plan.head.started_on}  # the others are asked about
    return list(dict.fromkeys(found + ([_late(days)] if days else [])))


def questions_of_correction(new: Looked, stored: Looked, plan: Plan) -> list[Question]:
    """What is asked about a corrected entry and could not be asked of it as it is stored; another late day is no news."""
    known, kinds = set(stored.odd), {odd.kind for odd in stored.odd}
    odd = [each for each in new.odd if each not in known and not (each.kind is OddityKind.LATE and each.kind in kinds)]
    before = {question.id for question in questions([stored], plan)}
    return [question for question in questions([new._replace(odd=odd)], plan) if question.id not in before]


def _about(looked: Looked, plan: Plan) -> Iterator[Question]:
    entry = looked.entry
    if entry.held_on < plan.head.started_on:
        began = f"{plan.head.started_on.month}/{plan.head.started_on.year}"
        text = f"Ngày {entry.held_on:%d/%m/%Y} trước khi Kế hoạch ban hành ({began}). Có đúng ngày này không?"
        yield Question(f"before-plan/{entry.held_on}", text)
    for odd in looked.odd:
        if odd.kind is not OddityKind.LATE:
            yield Question(_id(odd, entry), _text(odd, looked, plan))


def _late(days: dict[date, int]) -> Question:
    """The days of a form that lie long ago, as one question. days: each with how long ago it is."""
    first, last = min(days), max(days)
    if first == last:
        text = f"Ngày {first:%d/%m/%Y} cách hôm nay {days[first]} ngày. Có đúng ngày này không?"
        return Question(f"late/{first}", text)
    told = f"Các ngày từ {first:%d/%m/%Y} đến {last:%d/%m/%Y} cách hôm nay {days[last]} ngày trở lên"
    return Question(f"late/{first}/{last}", f"{told}. Có đúng các ngày này không?")


def _id(odd: Odd, entry: Entry) -> str:
    """What was asked: another type, day or figure is another question."""
    return {
        OddityKind.DUPLICATE: f"duplicate/{entry.type}/{entry.held_on}",
        OddityKind.JUMP: f"jump/{entry.type}/{odd.measure}/{odd.value}",
        OddityKind.CROWD: f"crowd/{odd.value}",
        OddityKind.NUMBERS: "numbers",
    }[odd.kind]


def _text(odd: Odd, looked: Looked, plan: Plan) -> str:
    entry, days = looked.entry, f"{looked.entry.held_on:%d/%m/%Y}"
    if odd.kind is OddityKind.DUPLICATE:
        other = next(each for each in looked.background.same if each.number == odd.other)
        figures = ", ".join(all_figures(other.figures, plan))
        said = f"{plan.activity_types[entry.type].label} ngày {days} đã ghi lúc {hour(other.logged_at)}"
        return f"{said}{': ' if figures else ''}{figures}. Ghi thêm lần nữa?"
    if odd.kind is OddityKind.NUMBERS:
        return WARNING
    return f"{_figure(odd, plan)}. Có đúng không?"


def _figure(odd: Odd, plan: Plan) -> str:
    """ "Lượt người dự 1.200, mọi khi khoảng 74"."""
    measure = plan.measures[odd.measure or ""]
    told = f"{measure.label} là {number(odd.value or 0)}"
    if odd.kind is OddityKind.CROWD:
        return f"{told}, mà cả đơn vị có {number(odd.against or 0)} hộ"
    return f"{told}, mọi khi khoảng {number(odd.against or 0)}"


def odd_words(odd: Odd, plan: Plan) -> str:
    """Something odd as the unit and the reviewer read it afterwards."""
    if odd.kind is OddityKind.DUPLICATE:
        return f"Cùng ngày, cùng loại với mục số {odd.other}."
    if odd.kind is OddityKind.LATE:
        return f"Ghi sau ngày hoạt động {odd.value} ngày."
    if odd.kind is OddityKind.NUMBERS:
        return "Trong lời ghi có số điện thoại hoặc số căn cước."
    return f"{_figure(odd, plan)}."
