"""The inbox: the list at the left, a thread at the right, each list and each thread at an address of its own."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from flask import request
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope
from app.feedback.choices import Severity
from app.feedback.filters import Due, Fact, Filters, Tab
from app.feedback.inbox import inbox_of
from app.feedback.lines import lines_of
from app.feedback.workflow import ClosedBy
from app.periods.current import asked_period
from app.plan import Obligation, Plan, current_plan
from app.routing import bounded, page_asked

Word = TypeVar("Word", bound=StrEnum)
# What the address calls each filter.
NAMES = ("muc", "q", "don-vi", "loai", "nhom", "noi-xu-ly", "han", "muc-do", "cach", "ket-qua", "ky")


def show_inbox() -> ResponseReturnValue:
    return htmx.show("feedback/inbox.html", partial="feedback/_inbox_list.html", **inbox_context())


def inbox_context() -> dict[str, Any]:
    """What the list at the left shows, by the address."""
    scope, plan, now = current_scope(), current_plan(), clock.now()
    filters, page = filters_asked(request.args.to_dict()), page_asked()
    inbox = inbox_of(scope, filters, now, asked_kinds(plan), page)
    return {
        "scope": scope,
        "plan": plan,
        "now": now,
        "filters": filters,
        "kept": kept(),
        "tabs": list(Tab),
        "counts": inbox.counts,
        "threads": inbox.threads,
        "lines": lines_of(inbox.threads, filters, now, plan),
        "page": page,
        "has_more": inbox.has_more,
        "difficulties": tuple((each.id, each.label) for each in plan.difficulty_categories.values()),
        "handlers": tuple(handlers_of(plan)),
        "severities": tuple((each.value, each.label) for each in Severity),
    }


def kept() -> dict[str, str]:
    """What the address asks the list for, for the addresses that lead on from it."""
    asked = request.args.to_dict()
    return {name: bounded(asked[name]) for name in NAMES if asked.get(name)}


def filters_asked(args: Mapping[str, str]) -> Filters:
    """The filters of an address; a word nobody knows looks for all."""
    return Filters(
        _word(Tab, args.get("muc")) or (Tab.ALL if set(NAMES[1:]) & set(args) else Tab.WAITING),
        bounded(args.get("q")),
        bounded(args.get("don-vi")),
        bounded(args.get("loai")),
        bounded(args.get("nhom")),
        bounded(args.get("noi-xu-ly")),
        _word(Due, args.get("han")),
        _word(Severity, args.get("muc-do")),
        _word(ClosedBy, args.get("cach")),
        _word(Fact, args.get("ket-qua")),
        asked_period(args.get("ky"), clock.today()) if args.get("ky") else None,
    )


def _word(words: type[Word], asked: str | None) -> Word | None:
    return words(asked) if asked in list(words) else None


def asked_kinds(plan: Plan) -> tuple[str, ...]:
    """The kinds of unit that are asked, not ordered: what they deal with is never late."""
    return tuple(kind.id for kind in plan.unit_kinds.values() if kind.obligation is Obligation.REQUESTED)


def handlers_of(plan: Plan) -> list[tuple[str, str]]:
    """Whom a thread may be with: the desk itself, a kind of office, a handler outside."""
    raising = {kind for category in plan.difficulty_categories.values() for kind in category.unit_kinds}
    offices = [(kind.id, kind.label) for kind in plan.unit_kinds.values() if kind.id not in raising]
    outside = [(each.id, each.label) for each in plan.outside_handlers.values()]
    return [("phong", "Phòng VH-XH tự xử lý"), *(each for each in offices if each[0] != "phong_vhxh"), *outside]
