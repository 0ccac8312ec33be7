"""The lives of entries with what units say of their months: said, taken back, and undone when an entry changes."""

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from sqlalchemy import select

from app.activities.changing import Wish
from app.activities.declaring import HasEntries, HasNone, MonthClosed, NotYours, Whose, declare_month, take_back
from app.activities.workflow import Step
from app.extensions import db
from app.periods.calendar import Period
from app.periods.models import Declaration, Said
from tests.activities.expecting import expected_figures
from tests.activities.lives import MONTHS, PEOPLE, Lives

STANDS = {Step.CONFIRM, Step.UNCONFIRM, Step.RETURN}  # after these a unit's word holds


class Saying(Lives):
    """Each unit's word on each month, in the test's own books."""

    def begin_books(self) -> None:
        super().begin_books()
        self.said: dict[tuple[int, str], Said] = {}

    def unsay(self, unit_id: int, *days: date) -> None:
        for month in MONTHS:
            if any(day in month for day in days):
                self.said.pop((unit_id, month.id), None)

    def logged(self, number: int) -> None:
        super().logged(number)
        self.unsay(self.kept[number].unit_id, self.kept[number].day)

    def remember(self, number: int, wish: Wish, status: str) -> None:
        kept = self.kept[number]
        days = [kept.day, wish.entry.held_on if wish.entry else kept.day]
        days += [each.day for each in self.kept.values() if wish.step is Step.WITHDRAW and each.duplicate_of == number]
        super().remember(number, wish, status)
        if wish.step not in STANDS:
            self.unsay(kept.unit_id, *days)

    @rule(
        name=st.sampled_from(PEOPLE), of=st.integers(0, 1), month=st.sampled_from(MONTHS), said=st.sampled_from(Said)
    )  # fmt: skip
    def somebody_declares(self, name: str, of: int, month: Period, said: Said) -> None:
        unit_id, by = sorted(self.codes)[of], self.people[name]
        has_entries = expected_figures(self.kept.values(), unit_id, month)["so_hoat_dong"] > 0
        true = said is Said.COMPLETE if has_entries else said is Said.NOTHING
        is_said = self.said.get((unit_id, month.id)) is said
        allowed = self.may_say(name, unit_id) and (is_said or (self.may_now(name, month) and true))
        self.at += timedelta(minutes=1)
        try:
            declare_month(Whose(unit_id, month, by), said, now=self.at)
        except (NotYours, MonthClosed, HasEntries, HasNone):
            assert not allowed
            return
        assert allowed
        self.said[unit_id, month.id] = said

    @rule(name=st.sampled_from(PEOPLE), of=st.integers(0, 1), month=st.sampled_from(MONTHS))
    def somebody_takes_back(self, name: str, of: int, month: Period) -> None:
        unit_id, by = sorted(self.codes)[of], self.people[name]
        is_said = (unit_id, month.id) in self.said
        allowed = self.may_say(name, unit_id) and (not is_said or self.may_now(name, month))
        try:
            take_back(Whose(unit_id, month, by), now=self.at)
        except (NotYours, MonthClosed):
            assert not allowed
            return
        assert allowed
        self.said.pop((unit_id, month.id), None)

    def may_say(self, name: str, unit_id: int) -> bool:
        return name == "officer" or self.people[name].unit_id == unit_id

    def may_now(self, name: str, month: Period) -> bool:
        return name == "officer" or self.closed(month.first_on) is None

    @invariant()
    def every_word_holds_until_its_entries_change(self) -> None:
        if not hasattr(self, "said"):
            return
        db.session.rollback()
        held = select(Declaration.unit_id, Declaration.period, Declaration.said).where(
            Declaration.unit_id.in_(self.codes), Declaration.undone_at.is_(None)
        )
        assert {(row.unit_id, row.period): row.said for row in db.session.execute(held)} == self.said
        for unit_id, period_id in (key for key, said in self.said.items() if said is Said.NOTHING):
            month = next(each for each in MONTHS if each.id == period_id)
            assert expected_figures(self.kept.values(), unit_id, month) == {"so_hoat_dong": 0}
