"""The units of the bench: one measured ward of 120, and as many wards of 50 as a size needs; all invented."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from app.plan import Plan
from app.units.loading import HOME_WARD, NewUnit
from app.units.models import WARD

MEASURED = "TDP01"  # its entries are the same whatever the size
REVIEWING = "phong_vhxh"  # the office whose person opens the ward's list
MEASURED_ENTRIES = 100
MONTHS = 24
A_MONTH = (2, 6)  # entries of a unit
AVERAGE = sum(A_MONTH) / 2
OTHER_WARDS = 126
OFFICES = ("phong_vhxh", "tt_vhtttt", "van_phong", "phong_kthtdt", "ban_xdd", "mttq")
UNIONS = ("Hội Liên hiệp Phụ nữ", "Hội Cựu chiến binh", "Hội Nông dân", "Đoàn Thanh niên")


@dataclass(frozen=True)
class Town:
    """The wards of a size, and over how many months its entries are spread."""

    units: tuple[NewUnit, ...]
    months: int

    @property
    def loggers(self) -> list[NewUnit]:
        """The units that log."""
        return [unit for unit in self.units if unit.kind != WARD]


def town(size: int, plan: Plan) -> Town:
    """As many wards as keep a unit at A_MONTH entries; a size too great for all of them reaches further back."""
    units = _measured_ward(plan)
    beside = size - len(units) * MONTHS * AVERAGE
    wards = min(OTHER_WARDS, max(0, round(beside / (50 * MONTHS * AVERAGE))))
    for number in range(1, wards + 1):
        units += _another_ward(f"{number:03d}", plan)
    per_month = size / (len(units) * MONTHS)
    return Town(tuple(units), MONTHS if per_month <= A_MONTH[1] else ceil(MONTHS * per_month / (A_MONTH[1] - 1)))


def _measured_ward(plan: Plan) -> list[NewUnit]:
    """80 tổ dân phố, 30 schools, six offices and the four unions of the Front."""
    units = [_unit(HOME_WARD, WARD, "Phường được đo (dữ liệu giả)", "")]
    units += _of_kinds("", 80, 30, plan, HOME_WARD)
    units += [_unit(f"MTTQ{i}", "mttq", name, HOME_WARD) for i, name in enumerate(UNIONS, 1)]
    return units


def _another_ward(prefix: str, plan: Plan) -> list[NewUnit]:
    code = f"P{prefix}"
    return [_unit(code, WARD, f"Phường {prefix} (dữ liệu giả)", ""), *_of_kinds(f"{code}-", 34, 10, plan, code)]


def _of_kinds(prefix: str, groups: int, schools: int, plan: Plan, ward: str) -> Iterator[NewUnit]:
    for number in range(1, groups + 1):
        yield _unit(f"{prefix}TDP{number:02d}", "tdp", f"Tổ dân phố số {number}", ward)
    for number in range(1, schools + 1):
        yield _unit(f"{prefix}TH{number:02d}", "truong", f"Trường học số {number} (dữ liệu giả)", ward)
    for kind in OFFICES:
        yield _unit(f"{prefix}{kind.upper()[:12]}", kind, plan.unit_kinds[kind].label, ward)


def _unit(code: str, kind: str, name: str, ward: str) -> NewUnit:
    return NewUnit(code, kind, name, ward, None, None, None)
