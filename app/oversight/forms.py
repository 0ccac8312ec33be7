"""Looking for lines of the audit."""

from datetime import date

from wtforms import StringField

from app import vietnamese
from app.audit.models import Event
from app.forms import BaseForm, TextBox
from app.oversight.queries import Wanted

NO_DAY = "{}: gõ như 22/11/2026."
BACKWARDS = "Đến ngày: chọn từ ngày đầu trở đi."
FIRST, LAST = date(1900, 1, 1), date(9000, 1, 1)


class AuditForm(BaseForm):
    """Everything may be left empty."""

    q = TextBox("Người làm, người liên quan", longest=100)
    viec = StringField("Việc")
    tu = TextBox("Từ ngày", longest=20)
    den = TextBox("Đến ngày", longest=20)

    events = (("", "Tất cả"), *((each.value, each.label) for each in Event))

    def wanted(self, below: int | None, today: date) -> Wanted | None:
        """What is asked for, or None, having said what to mend."""
        self.validate()
        first_on, last_on = self._day("tu", today), self._day("den", today)
        if first_on and last_on and last_on < first_on:
            self.mend("den", BACKWARDS)
        event = self.viec.data if self.viec.data in set(Event) else ""
        return None if self.errors else Wanted(self.q.data or "", event, first_on, last_on, below)

    def _day(self, name: str, today: date) -> date | None:
        typed = self[name].data or ""
        found = vietnamese.day(typed, today)
        if typed and (found is None or not FIRST <= found <= LAST):
            self.mend(name, NO_DAY.format(self[name].label.text))
            return None
        return found

    @property
    def asked(self) -> dict[str, str]:
        """What was asked for, for the address of the next page."""
        return {field.name: field.data for field in self if field.data}
