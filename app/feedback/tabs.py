"""The tabs of the inbox: what each holds, and how many threads that is."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Label,
    Row,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    func,
    literal_column,
    not_,
    select,
    union_all,
)

from app.database import read
from app.feedback.filters import STATES, Tab
from app.feedback.models import Feedback
from app.feedback.visibility import STATE
from app.feedback.workflow import State

MOST = 99  # threads a tab counts


def _stands(*states: State) -> ColumnElement[bool]:
    """The stored state is one of these; written into the statement, so that nothing is filled in each time."""
    return Feedback.state.in_([literal_column(repr(state.value)) for state in states])


def _by_due(tab: Tab) -> list[ColumnElement[bool]]:
    """Not in another state, rather than in one of these: those PostgreSQL would look up all, and sort what it finds."""
    return [Feedback.due_at.is_not(None), not_(_stands(*(state for state in State if state not in STATES[tab])))]


_lapsed = and_(_stands(State.ANSWERED), Feedback.closes_at <= bindparam("now"))
HELD: dict[Tab, list[ColumnElement[bool]]] = {
    Tab.WAITING: _by_due(Tab.WAITING),
    Tab.IN_PROGRESS: _by_due(Tab.IN_PROGRESS),
    Tab.RETURNED: [_stands(State.RETURNED)],
    Tab.ANSWERED: [_stands(State.ANSWERED), Feedback.closes_at > bindparam("now")],
    Tab.SOLVED: [STATE == State.SOLVED],
    Tab.ALL: [],
}


def _counted(most: int, *walks: Select[*tuple[Any, ...]]) -> ScalarSelect[int]:
    """Counts rows no further than that: what a ward has closed in years is not walked for each page."""
    some = union_all(*walks).limit(literal_column(str(most))).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


def _rows(*conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return select(literal_column("1")).where(*conditions)


def _threads(tab: Tab) -> ScalarSelect[int]:
    """Counts a tab, walking along an index."""
    walks = {Tab.SOLVED: [[_stands(State.SOLVED)], [_lapsed]], Tab.ANSWERED: [HELD[Tab.ANSWERED]]}
    walked = walks.get(tab, [[_stands(*STATES[tab])]])
    return _counted(MOST + 1, *(_rows(Feedback.ward_id == bindparam("ward"), *held) for held in walked))


def counting() -> list[Label[int]]:
    """A column for each tab but the last: how many threads of :ward it holds at :now."""
    return [_threads(tab).label(tab.name) for tab in Tab if tab is not Tab.ALL]


def counts_in(row: Row[*tuple[Any, ...]]) -> dict[Tab, int]:
    """What each tab holds by the columns of counting(), more than MOST for all above it."""
    tabs = {tab: getattr(row, tab.name) for tab in Tab if tab is not Tab.ALL}
    return tabs | {Tab.ALL: sum(tabs.values())}  # a thread is in one of the others


def counts_of(values: Mapping[str, Any]) -> dict[Tab, int]:
    """The same where there is no row that could carry them."""
    return counts_in(read(select(*counting()), values).one())
