"""The states of an exemplar, every allowed act as one table, and what may leave the house; pure (plan.yaml, statuses)."""

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """Whom or what it shows."""

    PERSON = "ca_nhan"
    GROUP = "tap_the"
    MODEL = "mo_hinh"

    @property
    def label(self) -> str:
        return KIND_LABELS[self]


class State(StrEnum):
    """Where an exemplar stands; the stored words are the plan's."""

    SENT = "moi_gui"
    AWAITING = "cho_dong_y"
    VERIFIED = "da_xac_minh"
    PROPOSED = "de_xuat_phuong"
    PUBLISHED = "da_dang"
    WITHDRAWN = "rut_lai"

    @property
    def label(self) -> str:
        return STATE_LABELS[self]

    @property
    def brief(self) -> str:
        """What a tab calls it."""
        return BRIEF.get(self) or self.label


class Act(StrEnum):
    """What somebody does with an exemplar; with "-" for "_" it is the act's address."""

    PROPOSE = "gioi_thieu"
    CONSENT = "dong_y"
    ASK_CONSENT = "xin_dong_y"
    VERIFY = "xac_minh"
    PROMOTE = "nhan_rong"
    PUBLISH = "dang"
    NOTE = "ghi_chu"
    WITHDRAW_CONSENT = "rut_dong_y"
    WITHDRAW = "rut_lai"
    TAKE_DOWN = "da_go"

    @property
    def slug(self) -> str:
        return self.value.replace("_", "-")


class Party(StrEnum):
    """Who acts: the unit that proposed it, Phòng VH-XH, or a unit that publishes."""

    UNIT = "unit"
    WARD = "ward"
    PUBLISHER = "publisher"


class Rule(NamedTuple):
    """An act, who may do it, from which state to which, and whether consent must be there (None: either way)."""

    act: Act
    party: Party
    consent: bool | None
    states: dict[State, State]


def _stays(*states: State) -> dict[State, State]:
    return {state: state for state in states}


_OUTWARD = (State.VERIFIED, State.PROPOSED, State.PUBLISHED)
_ALIVE = (State.SENT, State.AWAITING, *_OUTWARD)

# The one table: what is not in it is refused (409), and who is not in it for an act may not do it (403).
# What was withdrawn stays withdrawn: it is proposed anew, and asked about anew.
RULES = (
    Rule(Act.CONSENT, Party.UNIT, False, {State.AWAITING: State.SENT} | _stays(State.SENT, *_OUTWARD)),
    Rule(Act.ASK_CONSENT, Party.WARD, False, dict.fromkeys((State.SENT, *_OUTWARD), State.AWAITING)),
    Rule(Act.VERIFY, Party.WARD, True, dict.fromkeys((State.SENT, State.AWAITING), State.VERIFIED)),
    Rule(Act.PROMOTE, Party.WARD, True, {State.VERIFIED: State.PROPOSED}),
    Rule(Act.PUBLISH, Party.PUBLISHER, True, dict.fromkeys(_OUTWARD, State.PUBLISHED)),
    Rule(Act.NOTE, Party.UNIT, None, _stays(*_ALIVE)),
    Rule(Act.NOTE, Party.WARD, None, _stays(*State)),
    Rule(Act.WITHDRAW_CONSENT, Party.UNIT, True, dict.fromkeys(_ALIVE, State.WITHDRAWN)),
    Rule(Act.WITHDRAW_CONSENT, Party.WARD, True, dict.fromkeys(_ALIVE, State.WITHDRAWN)),
    Rule(Act.WITHDRAW, Party.UNIT, None, dict.fromkeys(_ALIVE, State.WITHDRAWN)),
)
_TABLE = {(rule.act, rule.party): rule for rule in RULES}
# Done also by who has not seen the last act: whoever no longer agrees never hears that he was too slow.
AT_ANY_TIME = frozenset({Act.WITHDRAW_CONSENT, Act.WITHDRAW})


def consents(*, consent: bool, is_child: bool, guardian_consent: bool) -> bool:
    """Whether everybody who must agree has: the person, and for a child the guardian too."""
    return consent and (guardian_consent or not is_child)


def publishable(state: State, *, consent: bool, is_child: bool, guardian_consent: bool) -> bool:
    """Whether an exemplar may leave the inside lists: the one rule (queries.py has it as SQL)."""
    return state in _OUTWARD and consents(consent=consent, is_child=is_child, guardian_consent=guardian_consent)


def may_ever(act: Act, party: Party) -> bool:
    """Whether a party does such a thing at all, in whatever state."""
    return (act, party) in _TABLE


def after(state: State, act: Act, party: Party, *, consented: bool) -> State | None:
    """The state an act leads to; None: not from here, or not by this party. consented: see consents()."""
    rule = _TABLE.get((act, party))
    if rule is None or rule.consent not in (None, consented):
        return None
    return rule.states.get(state)


def acts_from(state: State, party: Party, *, consented: bool) -> list[Act]:
    """What a party may do in a state, in the order of the table."""
    return [rule.act for rule in RULES if after(state, rule.act, party, consented=consented) and rule.party is party]


KIND_LABELS = {Kind.PERSON: "Cá nhân", Kind.GROUP: "Tập thể", Kind.MODEL: "Mô hình"}
STATE_LABELS = {
    State.SENT: "Mới gửi",
    State.AWAITING: "Chờ đồng ý đăng tên, ảnh",
    State.VERIFIED: "Đã xác minh",
    State.PROPOSED: "Đề xuất nhân rộng cấp phường",
    State.PUBLISHED: "Đã đăng",
    State.WITHDRAWN: "Đã rút lại",
}
BRIEF = {State.AWAITING: "Chờ đồng ý", State.PROPOSED: "Đề xuất nhân rộng"}
