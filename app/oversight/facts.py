"""What an audit line says changed, in words."""

import json
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from app.permissions import ROLE_LABELS
from app.wording import number, short_date

NOTHING = "để trống"
LABELS = {
    "name": "Tên",
    "phone": "Số điện thoại",
    "role": "Việc được giao",
    "title": "Chức danh",
    "code": "Mã đơn vị",
    "kind": "Loại",
    "parent": "Thuộc",
    "households": "Số hộ",
    "opened_on": "Ngày mở",
    "closed_on": "Ngày cuối hoạt động",
    "ended_on": "Thôi từ ngày",
    "locked": "Tài khoản bị khóa",
    "feedback": "Phản ánh",
    "handler": "Nơi xử lý",
    "exemplar": "Gương số",
    "measure": "Số liệu",
    "period": "Kỳ",
    "target": "Chỉ tiêu",
    "first_on": "Từ ngày",
    "last_on": "Đến hết ngày",
    "due_on": "Hạn cập nhật",
    "closing": "Lần chốt số",
    "receipt": "Phiếu số",
    "entries": "Số lần ghi",
    "import": "Lần nhập số",
    "new": "Dòng mới",
    "changed": "Dòng thay đổi",
    "same": "Dòng giữ nguyên",
    "reporter_days": "Người ghi, số ngày không phải đăng nhập lại",
    "official_hours": "Chuyên viên, quản trị, số giờ một lần đăng nhập",
    "official_idle_minutes": "Chuyên viên, quản trị, số phút để yên",
    "confirm_after_minutes": "Số phút thì hỏi lại mật khẩu",
    "card_days": "Số ngày dùng được của thẻ",
    "second_factor": "Mã xác thực hai lớp",
    "receive_hours": "Số giờ để tiếp nhận phản ánh",
    "urgent_receive_hours": "Số giờ để tiếp nhận việc khẩn",
    "answer_days": "Số ngày làm việc để trả lời",
    "silent_days": "Số ngày không có ý kiến thì tự đóng",
    "release_answers": "Trả lời của đơn vị xử lý đi qua Phòng VH-XH",
    "morning_from": "Buổi sáng từ",
    "morning_to": "Buổi sáng đến",
    "afternoon_from": "Buổi chiều từ",
    "afternoon_to": "Buổi chiều đến",
    "saturday": "Làm việc cả thứ Bảy",
    "due_days": "Hạn cập nhật sau kỳ (ngày làm việc)",
    "expect_groups": "Tổ dân phố cập nhật mỗi kỳ",
    "expect_schools": "Trường học cập nhật mỗi kỳ",
    "expect_offices": "Phòng, trung tâm, văn phòng cập nhật mỗi kỳ",
    "targets": "Dùng chỉ tiêu của Phòng VH-XH",
}
_LETTERS = {"phong": "Mẫu của Phòng VH-XH", "ubnd": "Mẫu của UBND phường"}
_LETTER_TEXTS = {
    "superior": "cơ quan cấp trên",
    "issuer": "cơ quan ban hành",
    "symbol": "ký hiệu",
    "addressees": "kính gửi",
    "bases": "căn cứ",
    "authority": "thẩm quyền, chức vụ người ký",
    "signer": "họ tên người ký",
    "recipients": "nơi nhận",
}
LABELS |= {
    "file": "Tệp",
    "report": "Báo cáo đã lưu, bản",
    "letter": "Mẫu báo cáo",
    "sha256": "Mã kiểm tra tệp",
    "plan": "Kế hoạch ghi ở câu mở đầu",
    "place": "Địa danh",
} | {f"{id}.{name}": f"{whose}, {text}" for id, whose in _LETTERS.items() for name, text in _LETTER_TEXTS.items()}
VALUES: Mapping[str, Mapping[str, str]] = {
    "letter": _LETTERS,
    "role": {role.value: label for role, label in ROLE_LABELS.items()},
    "kind": {"setup": "mã mở đầu cho người quản trị thứ nhất"},
    "second_factor": {"0": "không", "1": "có"},
    "release_answers": {"0": "không", "1": "có"},
    "saturday": {"0": "không", "1": "có"},
    "expect_groups": {"0": "không", "1": "có"},
    "expect_schools": {"0": "không", "1": "có"},
    "expect_offices": {"0": "không", "1": "có"},
    "targets": {"0": "không", "1": "có"},
}
HOURS = {"morning_from", "morning_to", "afternoon_from", "afternoon_to"}  # kept in minutes since midnight
DAYS = {"opened_on", "closed_on", "ended_on", "first_on", "last_on", "due_on"}
Names = Mapping[str, Mapping[str, str]]  # key → value → what to call it


class Change(NamedTuple):
    """One thing that changed; None on a side: the line does not say."""

    label: str
    before: str | None
    after: str | None


def changes(before: str, after: str, names: Names) -> list[Change]:
    """What two objects of an audit line say, the keys in the order they are known here."""
    old, new = json.loads(before), json.loads(after)
    keys = sorted(old.keys() | new.keys(), key=lambda key: (list(LABELS).index(key) if key in LABELS else 99, key))
    return [Change(LABELS.get(key, key), _side(key, old, names), _side(key, new, names)) for key in keys]


def parents(facts: str) -> set[int]:
    """The units a line names by their number."""
    parent = json.loads(facts).get("parent")
    return {parent} if isinstance(parent, int) else set()


def _side(key: str, facts: Mapping[str, object], names: Names) -> str | None:
    return _said(key, facts[key], names) if key in facts else None


def _said(key: str, value: object, names: Names) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "có" if value else "không"
    known = VALUES.get(key, {}).get(str(value)) or names.get(key, {}).get(str(value))
    return known or _plain(key, value)


def _plain(key: str, value: object) -> str:
    if isinstance(value, int):
        return f"{value // 60:02d}:{value % 60:02d}" if key in HOURS else number(value)
    return short_date(date.fromisoformat(str(value))) if key in DAYS else str(value)
