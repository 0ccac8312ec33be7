"""The audit's table. Triggers of the database refuse every change of a row (migrations/versions/0002)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import UtcDateTime
from app.extensions import Model


class Event(StrEnum):
    """What was done; the value is kept, the label is read."""

    SIGNED_IN = "signed-in"
    SIGN_IN_ENDED = "sign-in-ended"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105
    PIN_CHANGED = "pin-changed"
    FACTOR_SET = "factor-set"
    FACTOR_REMOVED = "factor-removed"
    RECOVERY_CODE_USED = "recovery-code-used"
    RECOVERY_CODES_RENEWED = "recovery-codes-renewed"
    CARD_ISSUED = "card-issued"
    CARD_USED = "card-used"
    CARD_WITHDRAWN = "card-withdrawn"
    CODE_ISSUED = "code-issued"
    PERSON_ADDED = "person-added"
    PERSON_CHANGED = "person-changed"
    PERSON_DISABLED = "person-disabled"
    PERSON_ENABLED = "person-enabled"
    MEMBERSHIP_ADDED = "membership-added"
    MEMBERSHIP_ENDED = "membership-ended"
    UNIT_ADDED = "unit-added"
    UNIT_CHANGED = "unit-changed"
    UNIT_CLOSED = "unit-closed"
    UNIT_REOPENED = "unit-reopened"
    FEEDBACK_FORWARDED = "feedback-forwarded"
    FEEDBACK_TAKEN_BACK = "feedback-taken-back"
    EXEMPLAR_CONSENT_GIVEN = "exemplar-consent-given"
    EXEMPLAR_CONSENT_WITHDRAWN = "exemplar-consent-withdrawn"
    EXEMPLAR_PUBLISHED = "exemplar-published"
    EXEMPLAR_WITHDRAWN = "exemplar-withdrawn"
    TARGET_SET = "target-set"
    LOGGED_FOR = "logged-for"
    IMPORTED = "imported"
    SETTINGS_CHANGED = "settings-changed"
    PERIOD_MADE = "period-made"
    DEADLINE_SET = "deadline-set"
    PERIOD_CLOSED = "period-closed"
    PERIOD_REOPENED = "period-reopened"
    LETTERS_CHANGED = "letters-changed"
    REPORT_KEPT = "report-kept"
    FILE_TAKEN_OUT = "file-taken-out"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Event.SIGNED_IN: "Đăng nhập",
    Event.SIGN_IN_ENDED: "Kết thúc đăng nhập",
    Event.PASSWORD_CHANGED: "Đặt mật khẩu",
    Event.PIN_CHANGED: "Đặt mã PIN",
    Event.FACTOR_SET: "Bật mã xác thực hai lớp",
    Event.FACTOR_REMOVED: "Bỏ mã xác thực hai lớp",
    Event.RECOVERY_CODE_USED: "Dùng mã khôi phục",
    Event.RECOVERY_CODES_RENEWED: "Tạo mã khôi phục mới",
    Event.CARD_ISSUED: "In thẻ đăng nhập",
    Event.CARD_USED: "Dùng thẻ đăng nhập",
    Event.CARD_WITHDRAWN: "Thu hồi thẻ đăng nhập",
    Event.CODE_ISSUED: "Cấp mã đăng nhập",
    Event.PERSON_ADDED: "Thêm người",
    Event.PERSON_CHANGED: "Sửa thông tin người",
    Event.PERSON_DISABLED: "Khóa tài khoản",
    Event.PERSON_ENABLED: "Mở lại tài khoản",
    Event.MEMBERSHIP_ADDED: "Giao việc ở đơn vị",
    Event.MEMBERSHIP_ENDED: "Thôi phụ trách ở đơn vị",
    Event.UNIT_ADDED: "Thêm đơn vị",
    Event.UNIT_CHANGED: "Sửa đơn vị",
    Event.UNIT_CLOSED: "Đóng đơn vị",
    Event.UNIT_REOPENED: "Mở lại đơn vị",
    Event.FEEDBACK_FORWARDED: "Chuyển phản ánh",
    Event.FEEDBACK_TAKEN_BACK: "Thu phản ánh về",
    Event.EXEMPLAR_CONSENT_GIVEN: "Gương điển hình: ghi đồng ý",
    Event.EXEMPLAR_CONSENT_WITHDRAWN: "Gương điển hình: rút lại sự đồng ý",
    Event.EXEMPLAR_PUBLISHED: "Gương điển hình: đánh dấu đã đăng",
    Event.EXEMPLAR_WITHDRAWN: "Gương điển hình: rút lại",
    Event.TARGET_SET: "Đặt chỉ tiêu của Phòng VH-XH",
    Event.LOGGED_FOR: "Ghi thay đơn vị",
    Event.IMPORTED: "Nhập từ Excel",
    Event.SETTINGS_CHANGED: "Đổi cài đặt",
    Event.PERIOD_MADE: "Thêm kỳ theo yêu cầu",
    Event.DEADLINE_SET: "Đặt hạn cập nhật",
    Event.PERIOD_CLOSED: "Chốt số liệu",
    Event.PERIOD_REOPENED: "Mở lại kỳ",
    Event.LETTERS_CHANGED: "Đổi thể thức báo cáo",
    Event.REPORT_KEPT: "Lưu báo cáo",
    Event.FILE_TAKEN_OUT: "Tải tệp về",
}


class AuditLine(Model):
    """One sensitive act. by_id None: the console. before, after: JSON objects of what changed, as text."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_ward", "ward_id", "id"), Index("ix_audit_person", "person_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    address: Mapped[str] = mapped_column(String(64))
    ward_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    event: Mapped[str] = mapped_column(String(40))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
