"""What is done with an entry beside correcting it: withdrawn, brought back, sent back, confirmed, marked as a duplicate."""

from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, requires
from app.activities.change_words import happened
from app.activities.changes import changes_of, closing_over
from app.activities.changing import NotNow, PeriodClosed, Stale, Wish, change_activity
from app.activities.duplicates import WrongDuplicate
from app.activities.queries import ActivityView
from app.activities.step_form import StepForm, version_of
from app.activities.views.blueprint import activities
from app.activities.views.entry_page import entry_to_change, show_entry, steps_now
from app.activities.workflow import Step
from app.permissions import Action
from app.plan import current_plan
from app.routing import numbers

NOT_NOW = "Lần ghi đang ở trạng thái “{}” nên không làm được việc này."
CLOSED = "Kỳ của lần ghi này đã chốt số liệu. Cần sửa thì gọi Phòng Văn hóa - Xã hội."
WRONG = "Chưa đánh dấu trùng được: lần ghi kia không tính vào số liệu, hoặc đang có lần ghi khác trùng với lần này."
LOOK = " Xem phần mới trên trang rồi làm lại nếu còn cần."


@activities.route("/<number:number>/huy", methods=["GET", "POST"])
@requires(Action.CORRECT_ENTRIES)
def withdraw_activity(number: int) -> ResponseReturnValue:
    if request.method == "POST":
        return _take(number, Step.WITHDRAW)
    entry = entry_to_change(number)
    changes, closing = changes_of(entry), closing_over(entry, current_scope())
    if Step.WITHDRAW not in steps_now(entry, changes, closing):
        could = Step.WITHDRAW in steps_now(entry, changes, closing._replace(period=None))
        return show_entry(entry, status=409, refused=CLOSED if could else NOT_NOW.format(entry.status.label))
    return _ask(entry, StepForm(), status=200)


@activities.route("/<number:number>/lay-lai", methods=["POST"])
@requires(Action.CORRECT_ENTRIES)
def restore_activity(number: int) -> ResponseReturnValue:
    return _take(number, Step.RESTORE)


@activities.route("/<number:number>/tra-lai", methods=["GET", "POST"])
@requires(Action.REVIEW_ENTRIES)
def return_activity(number: int) -> ResponseReturnValue:
    if request.method == "POST":
        return _take(number, Step.RETURN)
    return show_entry(entry_to_change(number), returning=True)


@activities.route("/<number:number>/xac-nhan", methods=["POST"])
@requires(Action.REVIEW_ENTRIES)
def confirm_activity(number: int) -> ResponseReturnValue:
    return _take(number, Step.CONFIRM)


@activities.route("/<number:number>/bo-xac-nhan", methods=["POST"])
@requires(Action.REVIEW_ENTRIES)
def unconfirm_activity(number: int) -> ResponseReturnValue:
    return _take(number, Step.UNCONFIRM)


@activities.route("/<number:number>/trung", methods=["POST"])
@requires(Action.MARK_DUPLICATES)
def mark_duplicate(number: int) -> ResponseReturnValue:
    """Which of two entries counts: this one repeats the one that is named; none: it counts again."""
    entry_to_change(number)
    chosen = request.form.get("of", "")
    of = next(iter(numbers([chosen])), None)
    if chosen and of is None:
        abort(422)
    step = Step.UNMARK_DUPLICATE if of is None else Step.MARK_DUPLICATE
    wish = Wish(step, version_of(request.form.get("seen")), duplicate_of=of)
    try:
        change_activity(number, wish, by=current_scope(), now=clock.now())
    except (WrongDuplicate, Stale, NotNow, PeriodClosed) as refused:
        entry = entry_to_change(number)
        if entry.duplicate_of != of:  # else somebody said the same a moment before
            return show_entry(entry, status=409, refused=_why(refused, entry))
    return htmx.go(url_for("activities.show_activity", number=number))


def _take(number: int, step: Step) -> ResponseReturnValue:
    """Takes a step with what was sent, or says on the entry's page why it was not taken; what was typed stays."""
    entry, form = entry_to_change(number), StepForm(request.form)
    wish = form.wish(step)
    if wish is None:
        return _again(entry, step, form, status=422)
    try:
        change_activity(number, wish, by=current_scope(), now=clock.now())
    except (Stale, NotNow, PeriodClosed) as refused:
        entry = entry_to_change(number)
        return _again(entry, step, form, status=409, refused=_why(refused, entry))
    return htmx.go(url_for("activities.show_activity", number=number, luu=wish.seen + 1))


def _why(refused: Exception, entry: ActivityView) -> str:
    if isinstance(refused, PeriodClosed):
        return CLOSED
    if isinstance(refused, WrongDuplicate):
        return WRONG
    if isinstance(refused, NotNow):
        return NOT_NOW.format(entry.status.label)
    return happened(changes_of(entry), current_scope()) + LOOK


def _again(entry: ActivityView, step: Step, form: StepForm, *, status: int, refused: str = "") -> ResponseReturnValue:
    if step is Step.RETURN:
        return show_entry(entry, status=status, form=form, returning=True, refused=refused)
    if step is Step.WITHDRAW and form.reason.data:
        return _ask(entry, form, status=status, refused=refused)
    return show_entry(entry, status=status, refused=refused)


def _ask(entry: ActivityView, form: StepForm, *, status: int, refused: str = "") -> ResponseReturnValue:
    known: dict[str, Any] = {
        "entry": entry,
        "form": form,
        "refused": refused,
        "scope": current_scope(),
        "plan": current_plan(),
    }
    return htmx.show("activities/withdraw_activity.html", status=status, **known)
