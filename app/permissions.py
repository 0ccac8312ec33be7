"""Who may do what: one table, role × action, with how far it reaches (product.md, Who).

Shown to admins at /quan-tri/quyen; every route names its action, and queries ask how far the action reaches.
"""

from enum import StrEnum
from functools import cache


class Role(StrEnum):
    """What a person may do in a unit."""

    REPORTER = "reporter"
    REVIEWER = "reviewer"
    HANDLER = "handler"
    PUBLISHER = "publisher"
    OBSERVER = "observer"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        return ROLE_LABELS[self]


class Action(StrEnum):
    """What a route does."""

    LOG = "log"
    LOG_FOR_UNITS = "log-for-units"
    CORRECT_ENTRIES = "correct-entries"
    REVIEW_ENTRIES = "review-entries"
    MARK_DUPLICATES = "mark-duplicates"
    DECLARE_PERIODS = "declare-periods"
    MANAGE_PERIODS = "manage-periods"
    REMIND_UNITS = "remind-units"
    SET_TARGETS = "set-targets"
    SEE_ENTRIES = "see-entries"
    RAISE_FEEDBACK = "raise-feedback"
    SEE_FEEDBACK = "see-feedback"
    ANSWER_FORWARDED = "answer-forwarded"
    MANAGE_FEEDBACK = "manage-feedback"
    PROPOSE_EXEMPLARS = "propose-exemplars"
    SEE_EXEMPLARS = "see-exemplars"
    VERIFY_EXEMPLARS = "verify-exemplars"
    PUBLISH_EXEMPLARS = "publish-exemplars"
    SEE_UNITS = "see-units"
    SEE_PEOPLE = "see-people"
    ISSUE_CARDS = "issue-cards"
    MANAGE_UNITS = "manage-units"
    MANAGE_PEOPLE = "manage-people"
    IMPORT = "import"
    SEE_REPORTS = "see-reports"
    WRITE_REPORTS = "write-reports"
    EXPORT = "export"
    SEE_AUDIT = "see-audit"
    SEE_JOBS = "see-jobs"
    CHANGE_SETTINGS = "change-settings"

    @property
    def label(self) -> str:
        return ACTION_LABELS[self]


class Reach(StrEnum):
    """How far an action goes."""

    OWN_UNIT = "đơn vị mình"
    FORWARDED = "được chuyển đến"
    PUBLISHABLE = "đã đồng ý đăng"
    WARD = "cả phường"


ROLE_LABELS = {
    Role.REPORTER: "người ghi",
    Role.REVIEWER: "chuyên viên phụ trách",
    Role.HANDLER: "đơn vị xử lý",
    Role.PUBLISHER: "đơn vị đăng tải",
    Role.OBSERVER: "người theo dõi",
    Role.ADMIN: "quản trị",
}
ACTION_LABELS = {
    Action.LOG: "Ghi hoạt động",
    Action.LOG_FOR_UNITS: "Ghi thay đơn vị",
    Action.CORRECT_ENTRIES: "Sửa, hủy, lấy lại lần ghi",
    Action.REVIEW_ENTRIES: "Trả lại bổ sung, xác nhận lần ghi",
    Action.DECLARE_PERIODS: "Báo đã đủ số liệu, không phát sinh",
    Action.MANAGE_PERIODS: "Chốt số liệu, mở lại kỳ, đặt hạn",
    Action.REMIND_UNITS: "Nhắc đơn vị chưa cập nhật",
    Action.SET_TARGETS: "Đặt chỉ tiêu của Phòng VH-XH",
    Action.MARK_DUPLICATES: "Đánh dấu lần ghi trùng",
    Action.SEE_ENTRIES: "Xem hoạt động và tình hình",
    Action.RAISE_FEEDBACK: "Gửi phản ánh, nói đã giải quyết được chưa",
    Action.SEE_FEEDBACK: "Xem phản ánh",
    Action.ANSWER_FORWARDED: "Hỏi lại, trả lời phản ánh được chuyển",
    Action.MANAGE_FEEDBACK: "Tiếp nhận, trả lời, chuyển phản ánh",
    Action.PROPOSE_EXEMPLARS: "Giới thiệu gương điển hình",
    Action.SEE_EXEMPLARS: "Xem gương điển hình",
    Action.VERIFY_EXEMPLARS: "Xác minh gương điển hình",
    Action.PUBLISH_EXEMPLARS: "Đánh dấu gương đã đăng",
    Action.SEE_UNITS: "Xem danh sách đơn vị và số liệu",
    Action.SEE_PEOPLE: "Xem người và số điện thoại",
    Action.ISSUE_CARDS: "In thẻ đăng nhập, cấp mã",
    Action.MANAGE_UNITS: "Thêm, đổi tên, đóng đơn vị",
    Action.MANAGE_PEOPLE: "Thêm người, bàn giao, khóa tài khoản",
    Action.IMPORT: "Nhập từ Excel",
    Action.SEE_REPORTS: "Xem, tải báo cáo tổng hợp",
    Action.WRITE_REPORTS: "Soạn, lưu báo cáo tổng hợp",
    Action.EXPORT: "Tải số liệu (Excel, CSV)",
    Action.SEE_AUDIT: "Xem nhật ký thao tác",
    Action.SEE_JOBS: "Xem việc chạy nền",
    Action.CHANGE_SETTINGS: "Đổi cài đặt",
}
MAY: dict[Role, dict[Action, Reach]] = {
    Role.REPORTER: {
        Action.LOG: Reach.OWN_UNIT,
        Action.CORRECT_ENTRIES: Reach.OWN_UNIT,
        Action.MARK_DUPLICATES: Reach.OWN_UNIT,
        Action.DECLARE_PERIODS: Reach.OWN_UNIT,
        Action.SEE_ENTRIES: Reach.OWN_UNIT,
        Action.RAISE_FEEDBACK: Reach.OWN_UNIT,
        Action.SEE_FEEDBACK: Reach.OWN_UNIT,
        Action.PROPOSE_EXEMPLARS: Reach.OWN_UNIT,
        Action.SEE_EXEMPLARS: Reach.OWN_UNIT,
        Action.EXPORT: Reach.OWN_UNIT,
    },
    Role.REVIEWER: {
        Action.LOG: Reach.OWN_UNIT,
        Action.LOG_FOR_UNITS: Reach.WARD,
        Action.CORRECT_ENTRIES: Reach.WARD,
        Action.REVIEW_ENTRIES: Reach.WARD,
        Action.MARK_DUPLICATES: Reach.WARD,
        Action.DECLARE_PERIODS: Reach.WARD,
        Action.MANAGE_PERIODS: Reach.WARD,
        Action.REMIND_UNITS: Reach.WARD,
        Action.SET_TARGETS: Reach.WARD,
        Action.SEE_ENTRIES: Reach.WARD,
        Action.SEE_FEEDBACK: Reach.WARD,
        Action.MANAGE_FEEDBACK: Reach.WARD,
        Action.SEE_EXEMPLARS: Reach.WARD,
        Action.VERIFY_EXEMPLARS: Reach.WARD,
        Action.SEE_UNITS: Reach.WARD,
        Action.SEE_REPORTS: Reach.WARD,
        Action.WRITE_REPORTS: Reach.WARD,
        Action.EXPORT: Reach.WARD,
        Action.SEE_PEOPLE: Reach.WARD,
        Action.ISSUE_CARDS: Reach.WARD,
    },
    Role.HANDLER: {Action.SEE_FEEDBACK: Reach.FORWARDED, Action.ANSWER_FORWARDED: Reach.FORWARDED},
    Role.PUBLISHER: {Action.SEE_EXEMPLARS: Reach.PUBLISHABLE, Action.PUBLISH_EXEMPLARS: Reach.PUBLISHABLE},
    Role.OBSERVER: {
        Action.SEE_ENTRIES: Reach.WARD,
        Action.SEE_FEEDBACK: Reach.WARD,
        Action.SEE_EXEMPLARS: Reach.WARD,
        Action.SEE_UNITS: Reach.WARD,
        Action.SEE_REPORTS: Reach.WARD,
        Action.EXPORT: Reach.WARD,
    },
    Role.ADMIN: {
        Action.SEE_PEOPLE: Reach.WARD,
        Action.ISSUE_CARDS: Reach.WARD,
        Action.MANAGE_UNITS: Reach.WARD,
        Action.MANAGE_PEOPLE: Reach.WARD,
        Action.IMPORT: Reach.WARD,
        Action.SEE_AUDIT: Reach.WARD,
        Action.SEE_JOBS: Reach.WARD,
        Action.CHANGE_SETTINGS: Reach.WARD,
    },
}
# Who holds one of these signs in with a password, for hours instead of months, and may be asked for a second factor.
OFFICIALS = frozenset({Role.REVIEWER, Role.ADMIN})


@cache
def reaches(roles: frozenset[Role], action: Action) -> frozenset[Reach]:
    """How far an action reaches for someone with these roles in a unit; empty: not at all."""
    return frozenset(MAY[role][action] for role in roles if action in MAY[role])


def may(roles: frozenset[Role], action: str) -> bool:
    """Whether someone with these roles in a unit may do it, however far it reaches."""
    return bool(reaches(roles, Action(action)))


def reaches_ward(roles: frozenset[Role], action: str) -> bool:
    """Whether it reaches the whole ward for someone with these roles in a unit."""
    return Reach.WARD in reaches(roles, Action(action))
