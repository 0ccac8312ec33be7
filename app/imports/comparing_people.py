"""The rows of the sheet Người against the ward's people and their memberships."""

from typing import Any

from app.imports.columns import Table
from app.imports.known import Known
from app.imports.outcomes import Outcome, Verdict, settled, wrong
from app.imports.rows import Row
from app.permissions import Role

ADMIN = "Vai trò quản trị chỉ gán trên trang của người đó."
ELSEWHERE = "Số điện thoại này đang dùng ở phường khác."
STRANGER = (
    "Số điện thoại này từng dùng ở phường khác nên chưa nhập bằng tệp được. "
    "Xem lại số và họ tên, hoặc thêm người này trên trang đơn vị."
)
LOCKED = "Tài khoản của số này đang khóa. Mở khóa trên trang của người đó rồi nhập lại."


def compare_people(rows: list[Row], table: Table, known: Known, in_file: set[str]) -> list[Outcome]:
    """Each row's outcome. in_file: the codes of the units that stand in the other sheet."""
    return [_outcome(row, table, known, row.reasons + _faults(row.values, known, in_file)) for row in rows]


def _outcome(row: Row, table: Table, known: Known, reasons: list[str]) -> Outcome:
    if reasons:
        return wrong(row, reasons)
    phone, unit, role = (row.values[key] for key in ("phone", "unit", "role"))
    person, held = known.people.get(phone), known.held.get((phone, unit, role))
    stored = ({"name": person.name} if person else {}) | ({"title": held.title} if held else {})
    outcome = settled(row, table, stored, held.id if held else None)
    if held is None:
        outcome.verdict = Verdict.NEW
    if phone in known.admins and outcome.verdict is not Verdict.SAME:
        return wrong(row, [ADMIN])
    return outcome


def _faults(values: dict[str, Any], known: Known, in_file: set[str]) -> list[str]:
    unit = values.get("unit")
    reasons = [ADMIN] if values.get("role") == Role.ADMIN else []
    if unit and unit not in known.units and unit not in in_file:
        there = "thuộc phường khác" if unit in known.foreign else "chưa có"
        reasons.append(f"Đơn vị mã “{unit}” {there}.")
    return reasons + _faults_of_number(values, known)


def _faults_of_number(values: dict[str, Any], known: Known) -> list[str]:
    """Somebody who never worked in the ward joins by the very name that is kept, which is neither shown nor changed."""
    phone = values.get("phone", "")
    person = known.people.get(phone)
    if phone in known.elsewhere:
        return [ELSEWHERE]
    if person and not person.is_own and (person.is_disabled or person.name != values.get("name")):
        return [STRANGER]
    return [LOCKED] if person and person.is_disabled else []
