"""Looking for lines of the audit."""

from datetime import date

from wtforms import StringField

from app.audit.models import Event
from app.forms import BaseForm, TextBox
from app.oversight.queries import Wanted

NO_DAY = "{}: gõ như 22/11/2026."
BACKWARDS = "“Đến ngày” phải từ “Từ ngày” trở đi."


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
        first_on, last_on = self.day_in("tu", today, NO_DAY), self.day_in("den", today, NO_DAY)
        if first_on and last_on and last_on < first_on:
            self.mend("den", BACKWARDS)
        event = self.viec.data if self.viec.data in set(Event) else ""
        return None if self.errors else Wanted(self.q.data or "", event, first_on, last_on, below)

    @property
    def asked(self) -> dict[str, str]:
        """What was asked for, for the address of the next page."""
        return {field.name: field.data for field in self if field.data}
