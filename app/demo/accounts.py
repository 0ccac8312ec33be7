"""The demonstration's people: invented names, numbers no operator gives out, passwords of this machine's own."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from app.accounts import commands, passwords
from app.accounts.commands import NewAccount
from app.permissions import Role
from app.scope import CONSOLE

KEPT = "demonstration-accounts.json"

# 051x is assigned to no mobile network.
PEOPLE = (
    NewAccount("Tổ trưởng (dữ liệu giả)", "0510000001", "TDP07", Role.REPORTER, "Tổ trưởng tổ dân phố"),
    NewAccount("Bí thư (dữ liệu giả)", "0510000002", "TDP05", Role.REPORTER, "Bí thư chi bộ"),
    NewAccount("Phó hiệu trưởng (dữ liệu giả)", "0510000003", "TH01", Role.REPORTER, "Phó Hiệu trưởng"),
    NewAccount("Cán bộ Mặt trận (dữ liệu giả)", "0510000004", "MTTQ", Role.REPORTER, "Cán bộ Mặt trận"),
    NewAccount("Cán bộ Mặt trận (dữ liệu giả)", "0510000004", "MTTQ", Role.HANDLER, "Cán bộ Mặt trận"),
    NewAccount("Chuyên viên (dữ liệu giả)", "0510000005", "VHXH", Role.REVIEWER, "Chuyên viên phụ trách"),
    NewAccount("Lãnh đạo (dữ liệu giả)", "0510000006", "09568", Role.OBSERVER, "Lãnh đạo UBND phường"),
    NewAccount("Quản trị (dữ liệu giả)", "0510000007", "09568", Role.ADMIN, "Cán bộ công nghệ thông tin"),
    NewAccount("Tổ phó hai tổ (dữ liệu giả)", "0510000008", "TDP01", Role.REPORTER, "Tổ phó tổ dân phố"),
    NewAccount("Tổ phó hai tổ (dữ liệu giả)", "0510000008", "TDP02", Role.REPORTER, "Tổ phó tổ dân phố"),
    NewAccount("Viên chức văn hóa (dữ liệu giả)", "0510000009", "TTVH", Role.PUBLISHER, "Viên chức Trung tâm"),
    NewAccount("Viên chức văn hóa (dữ liệu giả)", "0510000009", "TTVH", Role.HANDLER, "Viên chức Trung tâm"),
    NewAccount("Công chức đô thị (dữ liệu giả)", "0510000010", "KTHT", Role.HANDLER, "Công chức Phòng KT-HT-ĐT"),
)


@dataclass(frozen=True)
class DemoAccount:
    phone: str
    password: str
    title: str
    unit: str


def make_accounts(data_dir: Path, *, now: datetime, today: date) -> list[DemoAccount]:
    """Adds the demonstration's people once; their passwords are random and kept beside the database, owner-only."""
    kept = data_dir / KEPT
    if kept.exists():
        return [DemoAccount(**row) for row in json.loads(kept.read_text(encoding="utf-8"))]
    fresh = {person.phone: passwords.fresh() for person in PEOPLE}
    made = list(dict.fromkeys(DemoAccount(p.phone, fresh[p.phone], p.title, p.unit) for p in PEOPLE))
    for person in PEOPLE:
        commands.add_account(person, fresh[person.phone], by=CONSOLE, now=now, today=today)
    kept.touch(mode=0o600)
    kept.write_text(json.dumps([asdict(account) for account in made], ensure_ascii=False), encoding="utf-8")
    return made
