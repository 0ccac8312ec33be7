"""What the process of an import does: read, compare, and when asked to, apply."""

import json
from collections.abc import Callable
from datetime import date, datetime

from app.database import let_go, read
from app.imports.applying import Changed, Moment, apply_import
from app.imports.columns import PEOPLE, UNITS
from app.imports.commands import Superseded, Task, begin, note
from app.imports.comparison import Content, compare, content_of
from app.imports.known import known_to
from app.imports.models import State
from app.imports.packages import Refused
from app.imports.reading import read_workbook
from app.plan.model import Plan

Clock = Callable[[], datetime]


def work(number: int, attempt: int, plan: Plan, *, now: Clock, today: Callable[[], date]) -> None:
    """Takes an import one step on: to its dry run, or into the database."""
    task = begin(number, attempt, now=now())
    if task is None:
        return
    try:
        _go_on(task, plan, now, today())
    except Refused as refusal:
        result = json.dumps({"refused": str(refusal)}, ensure_ascii=False)
        note(task, now=now(), state=State.REFUSED, result=result, content=None)
    except Superseded:
        let_go()


def _go_on(task: Task, plan: Plan, now: Clock, today: date) -> None:
    heard = lambda done, total: note(task, now=now(), done=done, total=total)  # noqa: E731
    book = read_workbook(task.content, [UNITS, PEOPLE], heard)
    note(task, now=now(), done=book.done, total=book.done)
    content = content_of(book, plan)
    if task.state is not State.APPLYING:
        _check(task, content, plan, now, today)
        return
    try:
        apply_import(task, content, plan, Moment(now(), today))
    except Changed:
        _check(task, content, plan, now, today)


def _check(task: Task, content: Content, plan: Plan, now: Clock, today: date) -> None:
    """The dry run; after an attempt to apply it says that things had changed meanwhile."""
    let_go()
    comparison = compare(content, plan, known_to(read, task.ward_id, today=today))
    let_go()
    result = comparison.as_json(again=task.state is State.APPLYING)
    note(task, now=now(), state=State.CHECKED, result=result)
