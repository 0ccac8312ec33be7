"""The log form: one for every tile and every type, made from the plan."""

import re
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Self, cast

from werkzeug.datastructures import MultiDict
from wtforms import SelectMultipleField

from app.activities.asking import questions
from app.activities.background import Looked
from app.activities.boxes import CountBox, Day, read_day
from app.activities.copying import Copied
from app.activities.entry import Entry, Problem, Question, problems
from app.activities.said import said
from app.activities.slots import Offered, Slot, offered_on
from app.drafts.queries import DraftView
from app.forms import FormOfUnit, TextBox
from app.photos.queries import MOST as MOST_PHOTOS
from app.plan import Layout, Plan, Tile
from app.units.queries import UnitView

_KEY = re.compile(r"[A-Za-z0-9-]{16,64}", re.ASCII)


def is_key(text: str | None) -> bool:
    """Whether a form may be sent under this."""
    return _KEY.fullmatch(text or "") is not None


class ActivityForm(FormOfUnit):
    """What the log page sends. Boxes for figures are added by of(), from the plan.

    told_by: who said it by phone, where an officer logs for a unit (whose, BehalfForm).
    """

    key = TextBox(longest=64)
    told_by = TextBox(longest=120)
    held_on = TextBox(longest=10)
    day = TextBox(longest=10)
    month = TextBox(longest=2)
    year = TextBox(longest=4)
    type = TextBox(longest=40)
    topics = SelectMultipleField(validate_choice=False)
    audiences = SelectMultipleField(validate_choice=False)
    channels = SelectMultipleField(validate_choice=False)
    note = TextBox(longest=2000)
    difficulty = TextBox(longest=2000)
    difficulty_category = TextBox(longest=40)
    confirmed = SelectMultipleField(validate_choice=False)

    tile: Tile
    plan: Plan
    today: date
    unit_kind: str
    whose: UnitView | None = None
    action = ""  # where the page sends it
    is_shell = False  # a page a phone keeps for when there is no network: nobody's
    keeps_at = ""  # where a draft of it is kept
    draft: DraftView | None = None  # the draft it was filled from
    offered: Offered
    slots: tuple[Slot, ...] = ()
    questions: tuple[Question, ...] = ()
    chosen_day = Day(None)
    entries: Sequence[Entry] = ()  # once is_complete()
    copied: Copied | None = None
    most_photos = MOST_PHOTOS

    @classmethod
    def of(cls, tile: Tile, plan: Plan, *, unit_kind: str, today: date, sent: MultiDict[str, str] | None) -> Self:
        """The form of a tile; sent: what a browser posted, None for an empty page."""
        offered = offered_on(tile, unit_kind, plan)
        form: Self = _form_class(cls, offered.slots)(sent)
        form.tile, form.plan, form.today, form.unit_kind = tile, plan, today, unit_kind
        form.offered, form.slots = offered, offered.slots
        if sent is None:
            form.renew_key()
            form.held_on.data = today.isoformat()
            form.month.data, form.year.data = f"{today:%m}", f"{today:%Y}"
        return form

    def renew_key(self) -> None:
        """Makes the page's next sending a submission of its own."""
        self.key.data = str(uuid.uuid4())

    def box(self, slot: Slot) -> CountBox:
        return cast(CountBox, self[slot.name])

    def slots_of(self, type_id: str | None) -> list[Slot]:
        return [slot for slot in self.slots if slot.type == type_id]

    @property
    def required_slots(self) -> list[Slot]:
        return [slot for slot in self.slots if slot.required]

    @property
    def optional_slots(self) -> list[Slot]:
        return [slot for slot in self.slots if not slot.required]

    def is_complete(self) -> bool:
        """Whether everything typed can be read and every rule is kept; says beside each box what is not."""
        readable = self.validate()
        self.chosen_day = read_day(self.held_on.data or "", self.typed_day, self.today)
        if self.chosen_day.problem:
            self.mend("held_on", self.chosen_day.problem)
        self.check_unit()
        self._check_key()
        if readable and not self.errors:
            self._check_rules()
        return not self.errors

    def _check_key(self) -> None:
        if not is_key(self.key.data):
            self.renew_key()
            self.mend("key", "Trang này mở chưa trọn. Xem lại rồi bấm lưu lần nữa.")

    def _check_rules(self) -> None:
        if self.tile.layout is Layout.ONE and self.type.data not in self.tile.types:
            self.mend("type", "Chọn loại hoạt động.")
            return
        self.entries = said(self)
        if not self.entries:
            self.mend(self.slots[0].name, "Chưa ghi số nào. Nhập ít nhất một dòng.")
        for entry in self.entries:
            row = entry.type if self.tile.layout is Layout.ROWS else None
            names = {slot.measure.id: slot.name for slot in self.slots_of(row)}
            for problem in self._problems(entry):
                self.mend(names.get(problem.about, problem.about), problem.message)

    def _problems(self, entry: Entry) -> list[Problem]:
        return problems(entry, self.unit_kind, self.today, self.plan)

    @property
    def save(self) -> str:
        """What the button that sends it says."""
        return self.tile.save

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed that a draft would be kept for."""
        texts = (self.note, self.difficulty, self.told_by)
        ticked = self.topics.data or self.audiences.data or self.channels.data
        return not (ticked or any(t.data for t in texts) or any(self.box(slot).touched for slot in self.slots))

    def asks(self, looked: Sequence[Looked]) -> bool:
        """Whether something odd about what is on the page is still to be asked."""
        return self.unanswered(questions(looked, self.plan))

    def unanswered(self, asked: Iterable[Question]) -> bool:
        """Whether something is to be asked that was not asked before; what is asked is then on the page."""
        self.questions = tuple(asked)
        return any(question.id not in (self.confirmed.data or ()) for question in self.questions)

    @property
    def typed_day(self) -> tuple[str, str, str]:
        return self.day.data or "", self.month.data or "", self.year.data or ""

    @property
    def yesterday(self) -> date:
        return self.today - timedelta(days=1)

    @property
    def has_rare_topic(self) -> bool:
        return any(topic == chosen for topic, _ in self.offered.rare_topics for chosen in self.topics.data or ())

    @property
    def extras_open(self) -> bool:
        """Whether the folded part holds something, or is all there is."""
        written = (self.note, self.difficulty, self.difficulty_category)
        folded = [] if self.tile.layout is Layout.ROWS else [self.box(slot) for slot in self.optional_slots]
        filled = any(f.data or f.errors for f in written) or any(b.touched or b.errors for b in folded)
        return filled or not self.required_slots

    def optional_slots_of(self, type_id: str) -> list[Slot]:
        return [slot for slot in self.slots_of(type_id) if not slot.required]

    def row_open(self, type_id: str) -> bool:
        """Whether a row's folded boxes hold something."""
        boxes = [self.box(slot) for slot in self.optional_slots_of(type_id)]
        return any(box.touched or box.errors for box in boxes)

    @property
    def added_measure(self) -> str | None:
        """The measure several rows share: the page shows their sum."""
        shared = Counter(slot.measure.id for slot in self.required_slots).most_common(1)
        return shared[0][0] if shared and shared[0][1] > 1 else None


@lru_cache(maxsize=256)
def _form_class(kind: type[ActivityForm], slots: tuple[Slot, ...]) -> Any:
    boxes: dict[str, Any] = {slot.name: CountBox(slot.measure) for slot in slots}
    return type(kind.__name__, (kind,), boxes)
