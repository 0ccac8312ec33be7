"""Documents to look at: the two letterheads of a ward, and what strains them."""

from dataclasses import replace
from datetime import date

from app.documents.document import Annex, Document, Heading, Item, Letterhead, Paragraph, Signature
from app.tables import Column, Holds, Row, Table

OFFICE = Letterhead(
    ("UBND phường Phú Lương",),
    ("Phòng Văn hóa - Xã hội",),
    "BC-VHXH",
    "Phú Lương",
    "Phòng Văn hóa - Xã hội phường Phú Lương",
)
COMMITTEE = Letterhead(
    (), ("Ủy ban nhân dân", "phường Phú Lương"), "BC-UBND", "Phú Lương", "Ủy ban nhân dân phường Phú Lương"
)
SUBJECT = "Kết quả tuyên truyền Nghị quyết số 57-NQ/TW và phong trào “Bình dân học vụ số” tháng 11 năm 2026"
WORDS = (
    Paragraph(
        "Thực hiện Kế hoạch số 12/KH-UBND của Ủy ban nhân dân phường Phú Lương về tuyên truyền Nghị quyết số 57-NQ/TW, "
        "Phòng Văn hóa - Xã hội báo cáo kết quả từ ngày 15/10/2026 đến ngày 14/11/2026 như sau:"
    ),
    Heading(1, "I. Công tác chỉ đạo, triển khai"),
    Paragraph("Trong kỳ đã ban hành 3 văn bản chỉ đạo, hướng dẫn; tổ chức 2 hội nghị với 145 lượt người dự."),
    Heading(1, "II. Kết quả thực hiện"),
    Heading(2, "1. Tại tổ dân phố"),
    Paragraph("Các tổ dân phố tổ chức 42 buổi, 1.250 lượt người dự; hướng dẫn 388 lượt người, 112 hộ."),
    Heading(3, "a) Dịch vụ công trực tuyến"),
    Item("Hướng dẫn 210 lượt người, nộp tại chỗ 64 hồ sơ;"),
    Item("Lũy kế từ đầu năm: 2.104 lượt người, tăng 12,5% so với kỳ trước."),
    Heading(2, "2. Tại trường học"),
    Paragraph("Các trường tổ chức 18 buổi với 6.310 lượt học sinh, 402 lượt cán bộ, giáo viên."),
    Heading(1, "III. Đánh giá"),
    Paragraph("Thuận lợi: được sự quan tâm của cấp ủy, chính quyền.\nKhó khăn: thiếu máy tính, mạng yếu ở một số nơi."),
    Heading(1, "IV. Phương hướng, nhiệm vụ kỳ tới"),
    Paragraph("Tiếp tục phối hợp với Ủy ban Mặt trận Tổ quốc phường đẩy mạnh tuyên truyền; phát huy tổ dân phố."),
    Heading(1, "V. Đề xuất, kiến nghị"),
    Paragraph("Đề nghị Ủy ban nhân dân phường quan tâm bố trí kinh phí để Phòng hoàn thành nhiệm vụ."),
)
UNIT_COLUMNS = (
    Column("STT", Holds.NUMBER, 0.5),
    Column("Đơn vị", Holds.TEXT, 3),
    Column("Số buổi", Holds.NUMBER),
    Column("Số lượt người dự", Holds.NUMBER),
    Column("Số lượt người được hướng dẫn", Holds.NUMBER),
    Column("Số hộ được hướng dẫn", Holds.NUMBER),
    Column("Cập nhật gần nhất", Holds.DATE),
    Column("Ghi chú", Holds.TEXT, 1.5),
)
FEEDBACK_COLUMNS = (
    Column("STT", Holds.NUMBER, 0.5),
    Column("Đơn vị", Holds.TEXT, 1.6),
    Column("Nội dung phản ánh", Holds.TEXT, 3),
    Column("Ngày gửi", Holds.DATE, 0.9),
    Column("Kết quả xử lý", Holds.TEXT, 2.4),
)


def units(count: int) -> Table:
    """Figures by unit, with holes, notes and a sum."""
    rows = [
        Row((n, f"Tổ dân phố số {n}", n % 7 or None, n * 37, n * 11 % 900, None, date(2026, 11, n % 14 + 1), ""))
        for n in range(1, count + 1)
    ]
    total = Row((None, "Tổng cộng", 4 * count, 1_250_000, 38_000, 0, None, ""), is_sum=True)
    return Table("Số liệu theo đơn vị", UNIT_COLUMNS, (*rows, total))


def feedback(count: int) -> Table:
    said = "Mạng yếu, bà con không vào được cổng dịch vụ công; đề nghị nhà mạng kiểm tra trạm phát sóng"
    rows = [
        Row(
            (n, f"Tổ dân phố số {n % 120 + 1}", f"{said} (lần {n}).", date(2026, 10, n % 28 + 1), "Đã chuyển nhà mạng.")
        )
        for n in range(1, count + 1)
    ]
    return Table("Phản ánh", FEEDBACK_COLUMNS, tuple(rows), "Trong kỳ không có phản ánh.")


def office_report() -> Document:
    """Phòng VH-XH → UBND phường, a draft with everything blank that may be."""
    annexes = (
        Annex("Số liệu theo đơn vị", (units(45),)),
        Annex("Phản ánh và kết quả xử lý", (feedback(0),)),
        Annex("Gương điển hình", (Paragraph("Trong kỳ giới thiệu 2 gương điển hình."),), is_landscape=False),
    )
    return Document(
        letterhead=OFFICE,
        number=None,
        issued_on=None,
        kind="Báo cáo",
        subject=SUBJECT,
        addressees=("Ủy ban nhân dân phường Phú Lương",),
        bases=(),
        body=WORDS,
        signature=Signature(("Trưởng phòng",)),
        recipients=("Như trên", "Văn phòng HĐND và UBND", "Lưu: VT, VHXH"),
        annexes=annexes,
        year=2026,
    )


def committee_report() -> Document:
    """UBND phường → Thành phố, issued, to several, on grounds."""
    return replace(
        office_report(),
        letterhead=COMMITTEE,
        number=5,
        issued_on=date(2026, 3, 5),
        addressees=("Ủy ban nhân dân Thành phố", "Sở Văn hóa và Thể thao", "Sở Khoa học và Công nghệ"),
        bases=("Nghị định số 09/2019/NĐ-CP ngày 24 tháng 01 năm 2019 của Chính phủ quy định về chế độ báo cáo của cơ "
               "quan hành chính nhà nước;", "Kế hoạch số 12/KH-UBND ngày 17 tháng 7 năm 2025"),
        signature=Signature(("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"), "Nguyễn Văn A"),
        recipients=("Như trên", "TT Đảng ủy, HĐND phường (để b/c)", "Chủ tịch, các PCT UBND phường", "Lưu: VT, VHXH"),
        annexes=(Annex("Số liệu theo đơn vị", (units(20),)),),
        is_draft=False,
    )  # fmt: skip


def strained_report() -> Document:
    """Names of 200 letters, twelve addressees, a long table over pages."""
    long = "Ủy ban nhân dân phường Phú Lương và các đơn vị trực thuộc " * 4
    return replace(
        committee_report(),
        letterhead=replace(OFFICE, issuer=(long[:200],), superior=(long[:90],), place="Thành phố Hồ Chí Minh"),
        number=120,
        issued_on=date(2026, 12, 15),
        subject=f"{SUBJECT}; {SUBJECT}",
        addressees=tuple(f"Sở, ban, ngành thứ {n} của Thành phố" for n in range(1, 12)) + (long[:200],),
        recipients=tuple(f"Đơn vị nhận thứ {n}" for n in range(1, 20)) + ("Lưu: VT, VHXH",),
        annexes=(Annex(long[:200], (units(70), feedback(40))),),
        is_draft=True,
    )
