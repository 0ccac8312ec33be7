"""Every page there is to look at, in the states people meet it."""

from dataclasses import dataclass

from tests.e2e.openings import (
    Opening,
    at,
    declared_too_early,
    entry_with_a_difficulty,
    first_person,
    logged_again,
    opened_wide,
    question,
    receipt,
    refused,
    refused_code,
    refused_meeting,
    refused_pin,
    refused_week,
    sheet_of_cards,
    wrong_sign_in,
)

ADMIN = "0510000007"


@dataclass(frozen=True)
class Look:
    """A page to look at: who opens it (nobody: None) and how."""

    name: str
    unit: str | None
    open: Opening

    def __str__(self) -> str:
        return self.name


LOOKS = [
    Look("sign-in", None, at("/dang-nhap")),
    Look("sign-in-refused", None, wrong_sign_in),
    Look("help", None, at("/tro-giup")),
    Look("card", None, at("/the")),
    Look("card-scanned", None, at("/the#abcdefghijklmnopqrstuvwxyzA")),
    Look("card-refused", None, refused_code),
    Look("me", "TDP07", at("/toi")),
    Look("pin", "TDP07", refused_pin),
    Look("password", "TDP07", at("/toi/mat-khau")),
    Look("home-of-two-units", "TDP01", at("/")),
    Look("choose-unit", "TDP01", at("/toi/don-vi")),
    Look("card-holders", ADMIN, at("/quan-tri/the")),
    Look("card-sheet", ADMIN, sheet_of_cards),
    Look("me-admin", ADMIN, at("/toi")),
    Look("confirm", ADMIN, at("/toi/xac-nhan?next=/")),
    Look("directory", ADMIN, at("/quan-tri/don-vi")),
    Look("unit", ADMIN, at("/quan-tri/don-vi/TDP07")),
    Look("unit-added", ADMIN, refused("/quan-tri/don-vi/them", "Thêm đơn vị")),
    Look("unit-changed", ADMIN, at("/quan-tri/don-vi/TDP07/sua")),
    Look("unit-closed", ADMIN, at("/quan-tri/don-vi/TDP07/dong")),
    Look("person-added", ADMIN, refused("/quan-tri/don-vi/TDP07/them-nguoi", "Thêm người")),
    Look("handover", ADMIN, refused("/quan-tri/don-vi/TDP07/ban-giao", "Bàn giao và in thẻ")),
    Look("people", ADMIN, at("/quan-tri/nguoi")),
    Look("person", ADMIN, first_person),
    Look("import", ADMIN, at("/quan-tri/nhap")),
    Look("audit", ADMIN, at("/quan-tri/nhat-ky")),
    Look("permissions", ADMIN, at("/quan-tri/quyen")),
    Look("settings", ADMIN, at("/quan-tri/cai-dat")),
    Look("second-factor", ADMIN, at("/toi/lop-hai/bat")),
    Look("home", "TDP07", at("/")),
    Look("home-school", "TH01", at("/")),
    Look("week", "TH01", at("/nhat-ky/tuan?tuan=2026-10-19&chep=1")),
    Look("week-refused", "TH01", refused_week),
    Look("logged-again", "TDP07", logged_again),
    Look("meeting", "TDP07", at("/nhat-ky/ghi/hop")),
    Look("meeting-unfolded", "TDP07", opened_wide("/nhat-ky/ghi/hop")),
    Look("meeting-refused", "TDP07", refused_meeting),
    Look("meeting-question", "TDP07", question),
    Look("guidance", "TDP07", at("/nhat-ky/ghi/huong-dan")),
    Look("guidance-unfolded", "TDP07", opened_wide("/nhat-ky/ghi/huong-dan")),
    Look("school-day", "TH01", at("/nhat-ky/ghi/ngay-hoi")),
    Look("other-types", "TDP07", at("/nhat-ky/ghi/khac")),
    Look("other-type", "TDP07", at("/nhat-ky/ghi/khac?loai=truc_quan")),
    Look("receipt", "TDP07", receipt),
    Look("entry", "TDP07", entry_with_a_difficulty),
    Look("status", "TDP07", opened_wide("/don-vi/TDP07")),
    Look("status-asked", "MTTQ", at("/don-vi/MTTQ?ky=2026")),
    Look("entries", "TDP07", at("/don-vi/TDP07/nhat-ky")),
    Look("card-shared", "TDP07", at("/don-vi/TDP07/the?ky=2026-11")),
    Look("card-shared-by-ward", "VHXH", at("/don-vi/TH01/the?ky=2026-Q4")),
    Look("year", "TDP07", at("/don-vi/TDP07/tong-ket-nam?nam=2026")),
    Look("year-by-ward", "VHXH", at("/don-vi/TH01/tong-ket-nam?nam=2026")),
    Look("overview", "VHXH", opened_wide("/tong-quan?ky=2026-11")),
    Look("overview-of-a-year", "09568", at("/tong-quan?ky=2026&trang-thai=da-cap-nhat&xep=can-nhac")),
    Look("overview-none-found", "VHXH", at("/tong-quan?q=zzz")),
    Look("duty", "VHXH", at("/tong-quan/nhiem-vu?ky=2026-11&ma=V.8.2")),
    Look("entries-of-the-ward", "VHXH", at("/nhat-ky/danh-sach?ky=2026&so-lieu=luot_nguoi_hd&noi-dung=dvc")),
    Look("units", "VHXH", at("/don-vi")),
    Look("units-silent", "VHXH", at("/don-vi?tinh-trang=chua-cap-nhat")),
    Look("chasing", "VHXH", opened_wide("/chua-cap-nhat")),
    Look("chasing-observed", "09568", at("/chua-cap-nhat?nhip=tuan")),
    Look("declaring", "TDP05", at("/don-vi/TDP05/bao-ky/khong-phat-sinh?ky=2026-01")),
    Look("declaring-refused", "TDP05", declared_too_early),
    Look("units-none-found", "VHXH", at("/don-vi?q=zzz")),
    Look("status-by-ward", "09568", opened_wide("/don-vi/TH01?ky=2026")),
    Look("entries-by-ward", "VHXH", at("/don-vi/TDP07/nhat-ky?ky=2026&so-lieu=luot_nguoi_hd")),
    Look("raising", "TDP07", opened_wide("/phan-anh/gui")),
    Look("raising-refused", "TDP07", refused("/phan-anh/gui", "Gửi phường")),
    Look("threads", "TDP07", at("/phan-anh")),
    Look("thread-answered", "TDP07", at("/phan-anh/PA-2026-0016")),
    Look("thread-returned", "TDP07", at("/phan-anh/PA-2026-0017")),
    Look("thread-confirmed", "TDP07", at("/phan-anh/PA-2026-0016/xac-nhan")),
    Look("thread-refused", "TDP07", refused("/phan-anh/PA-2026-0016/mo-lai", "Gửi lại phường")),
    Look("forwarded", "MTTQ", at("/phan-anh/PA-2026-0002/tra-loi")),
    Look("figures-of-a-unit", "TDP07", at("/phan-anh/so-lieu?ky=2026")),
    Look("answers", "TDP07", at("/phan-anh/hoi-dap")),
    Look("inbox", "VHXH", opened_wide("/phan-anh")),
    Look("inbox-none-found", "VHXH", at("/phan-anh?q=zzz")),
    Look("inbox-thread", "VHXH", at("/phan-anh/PA-2026-0013?muc=dang-xu-ly")),
    Look("inbox-forwarding", "VHXH", at("/phan-anh/PA-2026-0004/chuyen-don-vi")),
    Look("inbox-similar", "VHXH", at("/phan-anh/PA-2026-0014/tuong-tu")),
    Look("templates", "VHXH", refused("/phan-anh/mau", "Thêm mẫu")),
    Look("figures-of-feedback", "09568", at("/phan-anh/so-lieu?ky=2026")),
]
