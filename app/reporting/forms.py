"""What is typed into a report: a paragraph, the number and day văn thư gave, the texts of the letterheads."""

from collections.abc import Mapping
from datetime import date

from app import vietnamese
from app.forms import BaseForm, TextBox
from app.reporting.letters import OWN, SHARED

LONGEST = 4000
LONGEST_TEXT = 600
GREATEST = 99_999


class ParagraphForm(BaseForm):
    """A paragraph. mau, muc, doan: which, under which letterhead.

    seen: the version of its section that was on the page; figures: the mark of what the figures wrote there.
    """

    mau = TextBox(longest=10)
    muc = TextBox(longest=40)
    doan = TextBox(longest=80)
    seen = TextBox(longest=9)
    figures = TextBox(longest=16)
    text = TextBox("Nội dung đoạn", longest=LONGEST)

    @property
    def seen_version(self) -> int:
        typed = self.seen.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() else 0

    def words(self) -> str | None:
        """What was typed as one paragraph, or None, having said what to mend."""
        self.validate()
        words = " ".join((self.text.data or "").split())
        if not words and not self.text.errors:
            self.mend("text", "Nhập nội dung. Muốn bỏ đoạn này thì bấm “Bỏ đoạn”.")
        return None if self.errors else words


class KeepingForm(BaseForm):
    """A report that is to be kept: what văn thư gave it, as far as it is known."""

    mau = TextBox(longest=10)
    number = TextBox("Số văn bản", longest=10, description="Để trống nếu văn thư chưa cấp số.")
    issued_on = TextBox("Ngày văn bản", longest=20, description="Ví dụ: 17/11/2026. Để trống nếu chưa có.")

    def wanted(self, today: date, first_on: date) -> tuple[int | None, date | None] | None:
        """Number and day, each None where nothing was typed; None, having said what to mend. first_on: of the period."""
        self.validate()
        number = vietnamese.number(self.number.data or "")
        day = self.day_in("issued_on", today, "Nhập ngày, ví dụ: 17/11/2026.")
        if self.number.data and (number is None or not 1 <= number <= GREATEST):
            self.mend("number", f"Nhập một số từ 1 đến {GREATEST}, ví dụ: 45.")
        if day and day < first_on:
            self.mend("issued_on", "Ngày văn bản không thể trước ngày đầu kỳ báo cáo.")
        return None if self.errors else (number, day)


class LetterForm(BaseForm):
    """The texts of a letterhead, a box each; lists a line each."""

    plan = TextBox("Kế hoạch đang thực hiện, ghi ở câu mở đầu", longest=LONGEST_TEXT)
    place = TextBox("Địa danh", longest=80)
    superior = TextBox("Cơ quan cấp trên", longest=LONGEST_TEXT)
    issuer = TextBox("Cơ quan ban hành", longest=LONGEST_TEXT)
    symbol = TextBox("Ký hiệu", longest=20)
    addressees = TextBox("Kính gửi", longest=LONGEST_TEXT)
    bases = TextBox("Căn cứ", longest=LONGEST_TEXT)
    authority = TextBox("Thẩm quyền và chức vụ người ký", longest=LONGEST_TEXT)
    signer = TextBox("Họ tên người ký", longest=120)
    recipients = TextBox("Nơi nhận", longest=LONGEST_TEXT)

    @classmethod
    def showing(cls, letter: str, texts: Mapping[str, str]) -> "LetterForm":
        return cls(data={box: texts[name] for box, name in _names(letter).items()})

    def texts(self, letter: str) -> dict[str, str] | None:
        """What was typed by its name in letters.NAMES, or None, having said what to mend."""
        self.validate()
        for box in ("place", "issuer", "symbol"):
            if not self[box].data and not self[box].errors:
                self.mend(box, f"Nhập {self[box].label.text.lower()}.")
        return None if self.errors else {name: self[box].data or "" for box, name in _names(letter).items()}


def _names(letter: str) -> dict[str, str]:
    return {name: name for name in SHARED} | {name: f"{letter}.{name}" for name in OWN}
