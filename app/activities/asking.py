"""What a person is asked once before something odd is stored; pure."""

from collections.abc import Iterable, Iterator

from app.activities.background import Looked
from app.activities.entry import Entry, Question
from app.activities.models import OddityKind
from app.activities.oddities import Odd
from app.activities.words import all_figures
from app.personal_numbers import WARNING
from app.plan import Plan
from app.wording import hour, number


def questions(looked: Iterable[Looked], plan: Plan) -> list[Question]:
    """Everything that is asked about a form, all at once: a day before the plan, and whatever is odd."""
    return list(dict.fromkeys(question for each in looked for question in _about(each, plan)))


def _about(looked: Looked, plan: Plan) -> Iterator[Question]:
    entry, before_plan = looked.entry, looked.entry.held_on < plan.head.started_on
    if before_plan:
        began = f"{plan.head.started_on.month}/{plan.head.started_on.year}"
        text = f"Ngày {entry.held_on:%d/%m/%Y} trước khi Kế hoạch ban hành ({began}). Có đúng ngày này không?"
        yield Question(f"before-plan/{entry.held_on}", text)
    for odd in looked.odd:
        if not (before_plan and odd.kind is OddityKind.LATE):  # the day has been asked about
            yield Question(_id(odd, entry), _text(odd, looked, plan))


def _id(odd: Odd, entry: Entry) -> str:
    """What was asked: another type, day or figure is another question."""
    return {
        OddityKind.DUPLICATE: f"duplicate/{entry.type}/{entry.held_on}",
        OddityKind.JUMP: f"jump/{entry.type}/{odd.measure}/{odd.value}",
        OddityKind.CROWD: f"crowd/{odd.value}",
        OddityKind.LATE: f"late/{entry.held_on}",
        OddityKind.NUMBERS: "numbers",
    }[odd.kind]


def _text(odd: Odd, looked: Looked, plan: Plan) -> str:
    entry, days = looked.entry, f"{looked.entry.held_on:%d/%m/%Y}"
    if odd.kind is OddityKind.DUPLICATE:
        other = next(each for each in looked.background.same if each.number == odd.other)
        figures = ", ".join(all_figures(other.figures, plan))
        said = f"{plan.activity_types[entry.type].label} ngày {days} đã ghi lúc {hour(other.logged_at)}"
        return f"{said}{': ' if figures else ''}{figures}. Ghi thêm lần nữa?"
    if odd.kind is OddityKind.LATE:
        return f"Ngày {days} cách hôm nay {odd.value} ngày. Có đúng ngày này không?"
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
        return f"Có thể trùng với mục số {odd.other}."
    if odd.kind is OddityKind.LATE:
        return f"Ghi sau ngày hoạt động {odd.value} ngày."
    if odd.kind is OddityKind.NUMBERS:
        return "Trong lời ghi có số điện thoại hoặc số căn cước."
    return f"{_figure(odd, plan)}."
