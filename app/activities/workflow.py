"""What may be done with an entry in which status, and by whom, as one table; pure (product.md, rules 4 and 6)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Status(StrEnum):
    """Where an activity stands; the stored words are the plan's."""

    DRAFT = "nhap"
    SENT = "da_gui"
    RETURNED = "tra_lai"
    CONFIRMED = "da_xac_nhan"
    WITHDRAWN = "da_huy"

    @property
    def label(self) -> str:
        return STATUS_LABELS[self]


class Step(StrEnum):
    """What somebody does with an entry after it was logged."""

    CORRECT = "correct"
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    RETURN = "return"
    CONFIRM = "confirm"
    UNCONFIRM = "unconfirm"
    MARK_DUPLICATE = "mark-duplicate"
    UNMARK_DUPLICATE = "unmark-duplicate"

    @property
    def label(self) -> str:
        return STEP_LABELS[self]


class Party(StrEnum):
    """Who takes a step: the people of the entry's unit, or Phòng VH-XH."""

    UNIT = "unit"
    WARD = "ward"


STATUS_LABELS = {
    Status.DRAFT: "Nháp",
    Status.SENT: "Đã gửi",
    Status.RETURNED: "Trả lại bổ sung",
    Status.CONFIRMED: "Đã xác nhận",
    Status.WITHDRAWN: "Đã hủy",
}
STEP_LABELS = {
    Step.CORRECT: "Sửa",
    Step.WITHDRAW: "Hủy",
    Step.RESTORE: "Lấy lại",
    Step.RETURN: "Trả lại bổ sung",
    Step.CONFIRM: "Xác nhận",
    Step.UNCONFIRM: "Bỏ xác nhận",
    Step.MARK_DUPLICATE: "Đánh dấu trùng",
    Step.UNMARK_DUPLICATE: "Bỏ đánh dấu trùng",
}


class Rule(NamedTuple):
    """A step, who may take it, and from which status to which; RESTORE leads back to what it was."""

    step: Step
    parties: frozenset[Party]
    leads: Mapping[Status, Status]


_EITHER, _WARD = frozenset(Party), frozenset({Party.WARD})
_LIVE = (Status.DRAFT, Status.SENT, Status.RETURNED, Status.CONFIRMED)
COUNTED = (Status.SENT, Status.CONFIRMED)

# The one table: what is not in it is refused (409), and who is not in it for a step may not take it (403).
RULES = (
    Rule(Step.CORRECT, _EITHER, dict.fromkeys(_LIVE, Status.SENT)),
    Rule(Step.WITHDRAW, _EITHER, dict.fromkeys(_LIVE, Status.WITHDRAWN)),
    Rule(Step.RESTORE, _EITHER, {Status.WITHDRAWN: Status.SENT}),
    Rule(Step.RETURN, _WARD, dict.fromkeys(COUNTED, Status.RETURNED)),
    Rule(Step.CONFIRM, _WARD, {Status.SENT: Status.CONFIRMED}),
    Rule(Step.UNCONFIRM, _WARD, {Status.CONFIRMED: Status.SENT}),
    Rule(Step.MARK_DUPLICATE, _EITHER, {status: status for status in COUNTED}),
    Rule(Step.UNMARK_DUPLICATE, _EITHER, {status: status for status in _LIVE}),
)
_TABLE = {rule.step: rule for rule in RULES}
NEEDS_WORDS = frozenset({Step.RETURN})  # without a reason nobody knows what to mend


def may_ever(step: Step, party: Party) -> bool:
    return party in _TABLE[step].parties


def after(status: Status, step: Step, was: Status | None = None) -> Status | None:
    """The status a step leads to, or None where it may not be taken. was: what a withdrawn entry was before.

    A restored entry that had been confirmed is sent again: what was taken away is looked at anew.
    """
    leads = _TABLE[step].leads.get(status)
    if step is Step.RESTORE and leads is not None and was in {Status.RETURNED, Status.DRAFT}:
        return was
    return leads


def unit_may_after_closing(status: Status, was: Status | None = None) -> bool:
    """Whether the unit itself may still change an entry of a closed period: only what counts nowhere now.

    A draft, or what was sent back: before the closing, or since then by the reviewer, who asked the unit to mend it.
    was: what a withdrawn entry was before.
    """
    return (was if status is Status.WITHDRAWN else status) in {Status.DRAFT, Status.RETURNED}


def steps_from(status: Status, party: Party, *, is_closed: bool, was: Status | None = None) -> frozenset[Step]:
    """What a party may do now with an entry. is_closed: its period is; was: what a withdrawn one was before."""
    if is_closed and party is Party.UNIT and not unit_may_after_closing(status, was):
        return frozenset()
    return frozenset(rule.step for rule in RULES if party in rule.parties and status in rule.leads)


def counts(status: Status, duplicate_of_id: int | None) -> bool:
    """The one rule of what counts (product.md, rule 3): sent or confirmed, and no duplicate of another."""
    return status in COUNTED and duplicate_of_id is None
