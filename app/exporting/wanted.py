"""What of the entries is taken out, and in which form; as in the address of the file and as kept with a run. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from app.activities.workflow import Status
from app.periods.calendar import Period
from app.plan import Plan

COUNTED, EVERY = "duoc-tinh", "tat-ca"
WHICH = {
    COUNTED: "Được tính vào số liệu",
    EVERY: "Tất cả, kể cả không được tính",
    **{status.value.replace("_", "-"): status.label for status in Status},
}


class Form(StrEnum):
    """The kinds of file: entries as a workbook or as CSV, and a period's workbook of annexes and entries."""

    XLSX = "xlsx"
    CSV = "csv"
    PERIOD = "ky"

    @property
    def suffix(self) -> str:
        return "csv" if self is Form.CSV else "xlsx"


class Bounds(NamedTuple):
    """Whose rows may leave: a ward's, or of it only one unit's."""

    ward_id: int
    unit_id: int | None = None


@dataclass(frozen=True)
class Wanted:
    """Entries held in a period: of a unit, of a kind of unit, of a type, that stand in a way (WHICH); "": any."""

    period: Period
    unit: str = ""
    kind: str = ""
    type: str = ""
    which: str = COUNTED
    form: Form = Form.XLSX

    @property
    def address(self) -> dict[str, str]:
        """The words of the address, without those that say nothing."""
        words = {"ky": self.period.id, "dv": self.unit, "loai": self.kind, "hd": self.type}
        words |= {"muc": "" if self.which == COUNTED else self.which, "dang": self.form.value}
        return {name: word for name, word in words.items() if word}


def wanted_of(words: Mapping[str, str], period: Period, plan: Plan) -> Wanted | None:
    """What an address asks for; None where it names what is not there. The unit is looked up by who asks."""
    kind, type, which = words.get("loai", ""), words.get("hd", ""), words.get("muc") or COUNTED
    form = words.get("dang") or Form.XLSX.value
    known = which in WHICH and form in set(Form)
    if not known or (kind and kind not in plan.unit_kinds) or (type and type not in plan.activity_types):
        return None
    return Wanted(period, words.get("dv", ""), kind, type, which, Form(form))


def in_words(wanted: Wanted, unit_name: str, plan: Plan) -> list[tuple[str, str]]:
    """What was asked for, in lines (what, said)."""
    lines = [
        ("Kỳ", f"{wanted.period.label}, từ {wanted.period.first_on:%d/%m/%Y} đến {wanted.period.last_on:%d/%m/%Y}"),
        ("Đơn vị", unit_name or (plan.unit_kinds[wanted.kind].label if wanted.kind else "mọi đơn vị")),
        ("Loại hoạt động", plan.activity_types[wanted.type].label if wanted.type else "mọi loại"),
        ("Trạng thái", WHICH[wanted.which]),
    ]
    return [(what, said) for what, said in lines if said]
