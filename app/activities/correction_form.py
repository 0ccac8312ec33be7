"""The log form over an entry that is there: what it holds stands in the boxes, what the page does not show is kept."""

from dataclasses import replace
from datetime import date

from werkzeug.datastructures import MultiDict

from app.activities.entry import Entry, Problem
from app.activities.filling import fill
from app.activities.forms import ActivityForm
from app.activities.slots import correcting_tile
from app.forms import TextBox
from app.plan import Plan


class CorrectionForm(ActivityForm):
    """seen: the version of the entry that was on the page."""

    seen = TextBox(longest=9)

    stored: Entry

    @classmethod
    def over(
        cls, stored: Entry, plan: Plan, *, unit_kind: str, today: date, sent: MultiDict[str, str] | None
    ) -> "CorrectionForm":
        """The form of an entry as it is stored now; sent: what a browser posted, None for the page to begin with."""
        tile = correcting_tile(unit_kind, plan.activity_types[stored.type], plan)
        form = cls.of(tile, plan, unit_kind=unit_kind, today=today, sent=sent)
        form.stored = stored
        if sent is None:
            fill(form, stored)
            for slot in form.slots:
                if slot.measure.id in stored.figures:
                    form.box(slot).data = stored.figures[slot.measure.id]
        return form

    def _problems(self, entry: Entry) -> list[Problem]:
        """A type the unit may log no more stays what it was."""
        found = super()._problems(entry)
        return [each for each in found if each.about != "type"] if entry.type == self.stored.type else found

    def _check_key(self) -> None:
        """The version that was seen does what a key does for a new entry: nothing is saved twice."""

    @property
    def corrected(self) -> Entry:
        """What was typed, with what this page has no box for as it is stored; once is_complete()."""
        said, stored = self.entries[0], self.stored
        kind = self.plan.activity_types[said.type]
        boxes = {slot.measure.id for slot in self.slots}
        allowed = {*stored.figures} if said.type == stored.type else {*kind.required, *kind.optional}
        figures = {m: value for m, value in stored.figures.items() if m in allowed - boxes}
        return replace(
            said,
            figures=figures | dict(said.figures),
            topics=said.topics if self.tile.topics else stored.topics,
            audiences=stored.audiences,
            channels=stored.channels,
            difficulty_category=self._category(said),
        )

    def _category(self, said: Entry) -> str | None:
        """What the difficulty is about; one this unit is not offered stays while there is a difficulty."""
        offered = {id for id, _ in self.offered.difficulties}
        if said.difficulty and not said.difficulty_category and self.stored.difficulty_category not in offered:
            return self.stored.difficulty_category
        return said.difficulty_category
