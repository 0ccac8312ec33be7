"""What an act on an exemplar is sent with."""

import re
from datetime import date, timedelta
from typing import Any

from wtforms import BooleanField

from app.activities.boxes import read_day
from app.exemplars.acting import Place
from app.exemplars.commands import Wish
from app.exemplars.workflow import Act
from app.forms import BaseForm, TextBox
from app.wording import short_date

LONGEST = 2000
_LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


class ActForm(BaseForm):
    """seen: the version the page showed. held_on, day, month, year: when it was published."""

    seen = TextBox(longest=9)
    text = TextBox("Ghi chú", longest=LONGEST)
    guardian = BooleanField("Cha mẹ hoặc người giám hộ cũng đã đồng ý")
    place = TextBox("Đăng ở đâu?", longest=120)
    link = TextBox("Đường dẫn bài đăng", longest=300)
    held_on = TextBox(longest=10)
    day = TextBox(longest=10)
    month = TextBox(longest=2)
    year = TextBox(longest=4)

    today: date
    is_child = False
    proposed_on: date

    @classmethod
    def of(cls, sent: Any, *, today: date, proposed_on: date, is_child: bool) -> "ActForm":
        """The form for an exemplar; sent: what a browser posted, None for an empty page."""
        form = cls(sent)
        form.today, form.proposed_on, form.is_child = today, proposed_on, is_child
        if sent is None:
            form.held_on.data = today.isoformat()
            form.month.data, form.year.data = f"{today:%m}", f"{today:%Y}"
        return form

    def wish(self, act: Act) -> Wish | None:
        """What is wanted, or None, having said what to mend."""
        self.validate()
        if act is Act.NOTE and not self.text.data:
            self.mend("text", "Nhập ghi chú.")
        if act is Act.CONSENT and self.is_child and not self.guardian.data:
            self.mend("guardian", "Với trẻ em, cần cả cha mẹ hoặc người giám hộ đồng ý.")
        place = self._place() if act is Act.PUBLISH else None
        if self.errors:
            return None
        seen = self.seen.data or ""
        return Wish(act, int(seen) if seen.isascii() and seen.isdigit() else 0, self.text.data or "", place)

    def _place(self) -> Place | None:
        day, link = read_day(self.held_on.data or "", self.typed_day, self.today), self.link.data or ""
        if not self.place.data:
            self.mend("place", "Nhập nơi đã đăng.")
        if link and not _LINK.fullmatch(link):
            self.mend("link", "Chép cả đường dẫn, bắt đầu bằng https://")
        problem = day.problem.replace("ngày hoạt động", "ngày đăng") or self._problem_of(day.on)
        if problem:
            self.mend("held_on", problem)
        return Place(self.place.data or "", day.on, link) if day.on else None

    def _problem_of(self, on: date | None) -> str:
        if on is not None and on > self.today:
            return "Ngày đăng không thể sau hôm nay."
        if on is not None and on < self.proposed_on:
            return f"Gương được giới thiệu ngày {short_date(self.proposed_on)}. Ngày đăng không thể trước ngày đó."
        return ""

    @property
    def typed_day(self) -> tuple[str, str, str]:
        return self.day.data or "", self.month.data or "", self.year.data or ""

    @property
    def yesterday(self) -> date:
        return self.today - timedelta(days=1)
