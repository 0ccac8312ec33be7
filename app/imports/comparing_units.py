"""The rows of the sheet Đơn vị against the ward's units."""

from app.imports.columns import Table
from app.imports.known import Known, KnownUnit
from app.imports.outcomes import Outcome, Verdict, settled, wrong
from app.imports.repeats import in_circles
from app.imports.rows import Row
from app.wording import short_date

LAST_ADMIN = "Đóng đơn vị này thì phường không còn người quản trị. Giao quyền quản trị cho người ở đơn vị khác trước."


def compare_units(rows: list[Row], table: Table, known: Known) -> list[Outcome]:
    """Each row's outcome. A parent may stand in the file or be stored."""
    in_file, last = codes_in(rows, known), _last_seats(rows, known)
    stored = _parents(known)
    circles = in_circles(stored | _given(rows, stored))
    cased = {code.casefold(): code for code in known.units}
    outcomes = []
    for row in rows:
        code = row.values.get("code", "")
        reasons = row.reasons + _faults(row, known, in_file) + ([LAST_ADMIN] if code in last else [])
        if code in circles:
            reasons.append("Đơn vị này thuộc chính nó, qua một hay nhiều cấp.")
        if cased.get(code.casefold(), code) != code:
            reasons.append(f"Mã này chỉ khác mã “{cased[code.casefold()]}” đã có ở chữ hoa, chữ thường.")
        outcomes.append(wrong(row, reasons) if reasons else _outcome(row, table, known.units.get(code), stored))
    return outcomes


def codes_in(rows: list[Row], known: Known) -> set[str]:
    """The codes of a sheet that may be pointed at, those of wrong rows too: a fault is named once, where it is."""
    return {row.values["code"] for row in rows if "code" in row.values} - known.foreign


def _parents(known: Known) -> dict[str, str | None]:
    codes = {unit.id: unit.code for unit in known.units.values()}
    return {code: codes.get(unit.parent_id or 0) for code, unit in known.units.items()}


def _given(rows: list[Row], stored: dict[str, str | None]) -> dict[str, str | None]:
    given = [row.values for row in rows if "code" in row.values]
    return {values["code"]: values.get("parent") or stored.get(values["code"]) for values in given}


def _last_seats(rows: list[Row], known: Known) -> set[str]:
    """The units that may not be closed: among them are all in which the ward has a lasting admin."""
    closing = {row.values["code"] for row in rows if row.values.keys() >= {"code", "closed_on"}}
    return known.seats if known.seats <= closing else set()


def _faults(row: Row, known: Known, in_file: set[str]) -> list[str]:
    code, parent = row.values.get("code"), row.values.get("parent")
    reasons = []
    if code == known.ward_code:
        reasons.append("Phường không sửa bằng tệp này.")
    if code in known.foreign:
        reasons.append("Mã này thuộc phường khác. Chọn mã khác.")
    if parent and parent not in known.units and parent not in in_file:
        reasons.append(f"Không có đơn vị mã “{parent}” để thuộc về.")
    return reasons


def _outcome(row: Row, table: Table, unit: KnownUnit | None, parents: dict[str, str | None]) -> Outcome:
    if unit is None:
        return Outcome(row, Verdict.NEW)
    opened = row.values.get("opened_on") or unit.opened_on
    closed = row.values.get("closed_on") or unit.closed_on
    if opened and closed and closed < opened:
        return wrong(row, [f"“Ngày đóng” ({short_date(closed)}) trước “Ngày mở” ({short_date(opened)})."])
    return settled(row, table, unit._asdict() | {"parent": parents[unit.code] or ""}, unit.id)
