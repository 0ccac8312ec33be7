"""python -m bench.documents: time and memory of a report in Word, by how many units and phản ánh its annexes list.

Each size is made in a process of its own: first once for its greatest memory, then a few times more for the time.
"""

import multiprocessing
import resource
import statistics
import sys
import time
from datetime import date, timedelta

from app.documents.document import Annex, Document, Heading, Letterhead, Paragraph, Signature
from app.documents.docx import as_docx
from app.tables import Column, Holds, Row, Table

SIZES = ((50, 0), (126, 3000), (1000, 3000), (6300, 3000), (6300, 0))
TIMES, MEASURES, FIRST = 5, 9, date(2026, 10, 15)
SAID = "Mạng yếu, bà con không vào được cổng dịch vụ công; đề nghị nhà mạng kiểm tra trạm phát sóng tại khu vực "


def units(count: int) -> Table:
    """Phụ lục I: a unit a row with nine figures, and the sum."""
    columns = (Column("STT", Holds.NUMBER, 0.5), Column("Đơn vị", share=3))
    columns += tuple(Column(f"Số lượt người, loại {n}", Holds.NUMBER) for n in range(MEASURES))
    rows = (Row((n, f"Tổ dân phố số {n}", *(n * k % 1300 or None for k in range(MEASURES)))) for n in range(count))
    return Table("Số liệu", columns, (*rows, Row((None, "Tổng cộng", *[count * 700] * MEASURES), is_sum=True)))


def feedback(count: int) -> Table:
    """Phụ lục II: a phản ánh a row, of 130 letters and its answer."""
    columns = (Column("STT", Holds.NUMBER, 0.5), Column("Đơn vị", share=1.6), Column("Nội dung", share=3))
    columns += (Column("Ngày gửi", Holds.DATE), Column("Kết quả xử lý", share=2.4))
    rows = (
        Row((n, f"Tổ dân phố số {n % 120}", f"{SAID}{n}", FIRST + timedelta(n % 31), "Đã chuyển, đã trả lời."))
        for n in range(count)
    )
    return Table("Phản ánh", columns, tuple(rows), "Không có phản ánh.")


def report(many_units: int, many_feedback: int) -> Document:
    """Forty headings and paragraphs, and the two annexes."""
    body = [part for n in range(40) for part in (Heading(2, f"{n}. Kết quả"), Paragraph(SAID * 4))]
    return Document(
        letterhead=Letterhead((), ("Ủy ban nhân dân", "phường Phú Lương"), "BC-UBND", "Phú Lương"),
        number=5,
        issued_on=FIRST,
        kind="Báo cáo",
        subject="Kết quả tuyên truyền tháng 11 năm 2026",
        addressees=("Ủy ban nhân dân Thành phố",),
        bases=(),
        body=tuple(body),
        signature=Signature(("TM. Ủy ban nhân dân", "Chủ tịch")),
        recipients=("Như trên", "Lưu: VT, VHXH"),
        annexes=(Annex("Số liệu", (units(many_units),)), Annex("Phản ánh", (feedback(many_feedback),))),
    )


def measured(size: tuple[int, int]) -> tuple[float, float, float, int]:
    """Median seconds, MB before, MB at the most, bytes of the file."""
    document = report(*size)
    before = peak()
    data = as_docx(document)
    after, spent = peak(), []
    for _ in range(TIMES):
        began = time.perf_counter()
        as_docx(document)
        spent.append(time.perf_counter() - began)
    return statistics.median(spent), before, after, len(data)


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    print(f"{'units':>6} {'phản ánh':>9} {'seconds':>8} {'MB before':>10} {'MB at most':>11} {'file kB':>8}")
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for size in SIZES:
            seconds, before, after, length = pool.apply(measured, (size,))
            print(f"{size[0]:>6} {size[1]:>9} {seconds:>8.2f} {before:>10.0f} {after:>11.0f} {length / 1000:>8.0f}")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
