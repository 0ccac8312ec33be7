"""What is new for a unit, in words: "Phường đã trả lời 1 phản ánh". Pure."""

from typing import NamedTuple

from app.feedback.own import Listed
from app.feedback.workflow import State

SHOWN = 3  # threads named under each sentence; the list has them all


class Waiting(NamedTuple):
    """Threads that wait for the unit for the same reason. asks: the ward or the handler's turn needs something of it."""

    words: str
    threads: list[Listed]
    more: bool
    asks: bool


def groups_of_news(news: list[Listed]) -> list[Waiting]:
    """Answered first, then returned, then what was asked about, then what was forwarded to the unit."""
    own = [each for each in news if each.is_own]
    answered = [each for each in own if each.state is State.ANSWERED]
    returned = [each for each in own if each.state is State.RETURNED]
    asked = [each for each in own if each.state is State.IN_PROGRESS]
    forwarded = [each for each in news if not each.is_own]
    found = (
        ("Phường đã trả lời {} phản ánh", answered, False),
        ("Phường trả lại bổ sung {} phản ánh", returned, True),
        ("Phường hỏi thêm về {} phản ánh", asked, True),
        ("{} phản ánh được chuyển đến, chờ trả lời", forwarded, True),
    )
    return [
        Waiting(words.format(len(each)), each[:SHOWN], len(each) > SHOWN, asks) for words, each, asks in found if each
    ]
