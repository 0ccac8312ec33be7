"""What was done with an entry, in words. Pure."""

from app.activities.changes import ChangeView
from app.activities.content import Difference, differences, from_text
from app.activities.workflow import Party, Step
from app.plan import Plan
from app.scope import Scope
from app.wording import hour

WARD_DESK = "Phòng VH-XH"
NOTHING = "để trống"
DID = {
    Step.CORRECT: "sửa",
    Step.WITHDRAW: "hủy",
    Step.RESTORE: "lấy lại",
    Step.RETURN: "trả lại bổ sung",
    Step.CONFIRM: "xác nhận",
    Step.UNCONFIRM: "bỏ xác nhận",
    Step.MARK_DUPLICATE: "đánh dấu trùng",
    Step.UNMARK_DUPLICATE: "bỏ đánh dấu trùng",
}
DONE = {
    Step.CORRECT: "Đã lưu.",
    Step.WITHDRAW: "Đã hủy lần ghi này.",
    Step.RESTORE: "Đã lấy lại lần ghi này.",
    Step.RETURN: "Đã trả lại bổ sung. Đơn vị thấy ngay trên trang chính của mình.",
    Step.CONFIRM: "Đã xác nhận.",
    Step.UNCONFIRM: "Đã bỏ xác nhận.",
}
UNCHANGED = "Không có chỗ nào thay đổi, lần ghi vẫn như cũ."


def who_changed(change: ChangeView, scope: Scope) -> str:
    """Who took a step: a unit's people see Phòng VH-XH, officers the officer's name."""
    named = ", ".join(filter(None, (change.person, change.title)))
    if change.party is Party.WARD:
        return f"{WARD_DESK} ({named})" if named and scope.sees_ward else WARD_DESK
    if change.person and change.title:
        return f"{change.person} ({change.title})"
    return named or "Đơn vị"


def did_change(change: ChangeView) -> str:
    """ "sửa", "đánh dấu trùng với mục số 12"."""
    return f"{DID[change.step]} với mục số {change.duplicate_of}" if change.duplicate_of else DID[change.step]


def changed_fields(change: ChangeView, plan: Plan) -> list[Difference]:
    """What a correction changed."""
    return differences(from_text(change.before), from_text(change.after), plan) if change.after else []


def arrow(difference: Difference) -> str:
    """ "45 → 30"."""
    return f"{difference.before or NOTHING} → {difference.after or NOTHING}"


def happened(changes: list[ChangeView], scope: Scope) -> str:
    """Who was first: said to whoever comes second."""
    if not changes:
        return "Lần ghi này vừa có thay đổi."
    last = changes[0]
    did = (
        f"đánh dấu lần ghi này trùng với mục số {last.duplicate_of}"
        if last.duplicate_of
        else f"{DID[last.step]} lần ghi này"
    )
    return f"{who_changed(last, scope)} đã {did} lúc {hour(last.at)}."


def said_done(change: ChangeView, plan: Plan) -> str:
    """What a page says to whoever just took a step: "Đã lưu. Lượt người dự: 45 → 30."."""
    fields = [f"{each.label}: {arrow(each)}." for each in changed_fields(change, plan) if len(arrow(each)) < 80]
    return " ".join([DONE.get(change.step, "Đã lưu."), *fields])
