"""The form that takes a workbook."""

from typing import Any

from wtforms import FileField

from app.forms import BaseForm
from app.imports import packages
from app.vietnamese import has_control, nfc


class WorkbookForm(BaseForm):
    """One file; content() is what it holds once it is a package that may be read."""

    workbook = FileField("Tệp Excel")

    def content(self) -> bytes | None:
        """The bytes of the file, or None, and then the form says why."""
        sent: Any = self.workbook.data
        if not sent or not sent.filename:
            self.mend("workbook", "Chọn một tệp Excel.")
            return None
        content: bytes = sent.read()
        try:
            packages.check(content)
        except packages.Refused as refused:
            self.mend("workbook", str(refused))
            return None
        return content

    def name(self) -> str:
        """What the file is called on the sender's machine, if that can be shown."""
        name = nfc(self.workbook.data.filename)[-200:]
        return "tệp Excel" if has_control(name) or "\n" in name else name
