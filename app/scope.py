"""Who is acting: roles, and the scope every query takes first."""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a person may do in a unit (product.md, Who)."""

    REPORTER = "reporter"
    REVIEWER = "reviewer"
    HANDLER = "handler"
    PUBLISHER = "publisher"
    OBSERVER = "observer"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        return ROLE_LABELS[self]


ROLE_LABELS = {
    Role.REPORTER: "người ghi",
    Role.REVIEWER: "chuyên viên phụ trách",
    Role.HANDLER: "đơn vị xử lý",
    Role.PUBLISHER: "đơn vị đăng tải",
    Role.OBSERVER: "người theo dõi",
    Role.ADMIN: "quản trị",
}

LOGS = frozenset({Role.REPORTER, Role.REVIEWER})
SEES_WARD = frozenset({Role.REVIEWER, Role.OBSERVER})
SEES_ENTRIES = LOGS | SEES_WARD


@dataclass(frozen=True, slots=True)
class Scope:
    """A person acting for one unit: all a query needs to know what may be seen."""

    person_id: int
    person_name: str
    unit_id: int
    unit_code: str
    unit_name: str
    unit_kind: str
    ward_id: int
    ward_name: str
    title: str = ""
    roles: frozenset[Role] = field(default_factory=frozenset)

    @property
    def sees_ward(self) -> bool:
        return not self.roles.isdisjoint(SEES_WARD)

    @property
    def logs(self) -> bool:
        return not self.roles.isdisjoint(LOGS)
