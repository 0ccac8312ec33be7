"""The columns of both sheets: what each is called, how it is read, what the template says of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.imports import cells
from app.imports.reading import Cell
from app.permissions import ROLE_LABELS, Role
from app.plan.model import Plan
from app.vietnamese import fold

UNITS, PEOPLE = "Đơn vị", "Người"


@dataclass(frozen=True)
class Column:
    """key: how the program knows it. read: what a cell that is not empty becomes, or cells.Wrong."""

    key: str
    heading: str
    read: Callable[[Cell], Any]
    explained: str
    example: str
    required: bool = False


@dataclass(frozen=True)
class Table:
    """A sheet that is read. show: ids that have a label."""

    title: str
    columns: tuple[Column, ...]
    labels: dict[str, str] = field(default_factory=dict)


def unit_table(plan: Plan) -> Table:
    kinds = {kind.id: kind.label for kind in plan.unit_kinds.values()}
    read_kind = cells.one_of({fold(word): k.id for k in plan.unit_kinds.values() for word in (k.id, k.noun, k.label)})
    columns = (
        Column("code", "Mã", cells.code, "Mã riêng của đơn vị, không đổi về sau", "TDP07", required=True),
        Column("kind", "Loại đơn vị", read_kind, "Một trong các loại ghi ở dưới", "Tổ dân phố", required=True),
        Column("name", "Tên đơn vị", cells.line(200), "Tên đầy đủ", "Tổ dân phố số 7", required=True),
        Column("parent", "Thuộc đơn vị (mã)", cells.code, "Mã đơn vị cấp trên; để trống là thuộc phường", ""),
        Column("households", "Số hộ", cells.households, "Số nguyên", "120"),
        Column("opened_on", "Ngày mở", cells.on, "Ngày, tháng, năm", "01/07/2025"),
        Column("closed_on", "Ngày đóng", cells.on, "Ngày cuối hoạt động; chỉ ghi khi đơn vị đóng", ""),
    )
    return Table(UNITS, columns, kinds)


def people_table() -> Table:
    roles = {role.value: label for role, label in ROLE_LABELS.items()}
    read_role = cells.one_of({fold(word): id for id, label in roles.items() for word in (id, label)})
    columns = (
        Column("name", "Họ tên", cells.line(120), "Họ và tên đầy đủ", "Nguyễn Văn A", required=True),
        Column("phone", "Số điện thoại", cells.mobile, "Số di động, 10 chữ số", "0510000007", required=True),
        Column(
            "unit", "Mã đơn vị", cells.code, "Mã đơn vị đã có, hoặc ghi ở trang tính Đơn vị", "TDP07", required=True
        ),
        Column("role", "Vai trò", read_role, "Một trong các vai trò ghi ở dưới", "người ghi", required=True),
        Column("title", "Chức danh", cells.line(80), "Chức danh ở đơn vị", "Tổ trưởng tổ dân phố"),
    )
    return Table(PEOPLE, columns, {id: label for id, label in roles.items() if id != Role.ADMIN})


def tables(plan: Plan) -> tuple[Table, Table]:
    return unit_table(plan), people_table()
