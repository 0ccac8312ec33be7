"""What the files are called; pure."""

import re

from app.exporting.wanted import Form, Wanted
from app.workbooks import csv_file, workbook
from app.workbooks.text import clean

NOUNS = {Form.XLSX: "Nhật ký hoạt động", Form.CSV: "Nhật ký hoạt động", Form.PERIOD: "Số liệu"}
TYPES = {"csv": csv_file.TYPE, "xlsx": workbook.TYPE}
_NO_FILE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')  # what Windows takes in no name
LONGEST = 120  # letters


def file_name(wanted: Wanted, whose: str) -> str:
    """ "Nhật ký hoạt động tháng 11-2026, Tổ dân phố số 7.xlsx". whose: the unit's or the ward's name."""
    name = f"{NOUNS[wanted.form]} {wanted.period.label}, {whose}".replace("/", "-")
    name = " ".join(_NO_FILE.sub(" ", clean(name)).split())[:LONGEST].rstrip(" .")
    return f"{name}.{wanted.form.suffix}"
