"""The admin's way through the pages, and what others see of it."""

from io import BytesIO

import pytest

from app.extensions import db
from app.imports.models import Import, State
from app.imports.packages import LARGEST
from app.permissions import Role
from app.security import GREATEST_BODY
from app.units.models import Unit
from tests import factories
from tests.counting import expect_queries
from tests.imports.importing import checked
from tests.imports.workbooks import a_unit_row, a_workbook, read, texts
from tests.page import PageClient

BOOK = a_workbook(units=[a_unit_row("TDP01"), a_unit_row("TDP02")])


def upload(client: PageClient, content: bytes, name: str = "danh-sach.xlsx", status: int = 303):
    return client.post("imports.upload_workbook", {"workbook": (BytesIO(content), name)}, status=status)


def send(client: PageClient, target: str, size: int, *, status: int):
    """The same with so many bytes, written out: the test client would leave its own temporary file open."""
    head = 'Content-Disposition: form-data; name="{}"{}\r\n\r\n'
    token, file = head.format("csrf_token", ""), head.format("workbook", '; filename="a.xlsx"')
    body = f"--b\r\n{token}{client.token()}\r\n--b\r\n{file}".encode() + b"x" * size + b"\r\n--b--\r\n"
    kind = "multipart/form-data; boundary=b"
    return client.open("POST", client.path(target), status=status, data=body, content_type=kind)


def test_from_the_upload_to_the_units(admin: PageClient):
    upload(admin, BOOK)
    preview = admin.get(admin.location)
    button = preview.find("form", action=lambda path: path and path.endswith("/nhap"))

    admin.post(button["action"])
    page = admin.get(admin.location)

    assert preview.find(attrs={"data-count": "new"}).text == "2"
    assert "Nhập 2 dòng" in button.text
    assert "Đã nhập xong" in page.text
    assert factories.unit_with("TDP02").name == "Tổ dân phố TDP02"


def test_wrong_rows_come_first_with_their_place_and_reason(admin: PageClient):
    upload(admin, a_workbook(units=[a_unit_row("TDP01"), a_unit_row("TDP02", households="nhiều")]))

    page = admin.get(admin.location)

    first = page.find("tr", attrs={"data-verdict": True})
    assert first["data-verdict"] == "wrong"
    assert first.th.text == "Đơn vị, 3"
    assert "“Số hộ” phải là số nguyên" in first.text
    assert page.find("form", action=lambda path: path and path.endswith("/nhap")) is None
    assert "Sửa 1 dòng sai" in page.text


def test_two_hundred_rows_a_page(admin: PageClient):
    upload(admin, a_workbook(units=[a_unit_row(f"T{number}") for number in range(450)]))
    path = admin.location

    sizes = [len(admin.get(f"{path}?trang={page}").select("tr[data-verdict]")) for page in (1, 2, 3)]

    assert sizes == [200, 200, 50]
    assert [a["href"] for a in admin.get(f"{path}?trang=2").select("p.periods__step a")] == [
        f"{path}?trang=1",
        f"{path}?trang=3",
    ]


@pytest.mark.parametrize("asked", ["0", "-1", "99999999999999999999", "mot", "", "²"])
def test_a_page_that_is_none_is_the_first_or_the_last(admin: PageClient, asked: str):
    upload(admin, BOOK)

    assert len(admin.get(f"{admin.location}?trang={asked}").select("tr[data-verdict]")) == 2


@pytest.mark.parametrize(("content", "said"), [(b"", "rỗng"), (b"Ma,Ten", "không phải tệp Excel"), (b"PK", "")])
def test_a_file_that_is_none_is_refused_where_it_was_chosen(admin: PageClient, content: bytes, said: str):
    page = upload(admin, content, status=422)

    assert said in page.find(id="error-workbook").text
    assert db.session.query(Import).count() == 0


def test_a_form_without_a_file_says_so(admin: PageClient):
    page = admin.post("imports.upload_workbook", status=422)

    assert "Chọn một tệp Excel." in page.text


def test_a_workbook_without_our_sheets_is_told_on_its_page(admin: PageClient):
    from tests.imports.workbooks import a_book, saved

    book = a_book()
    book.create_sheet("Sheet1")
    upload(admin, saved(book))

    assert "Tệp không có trang tính nào tên" in admin.get(admin.location).text


@pytest.mark.parametrize(("size", "status"), [(LARGEST, 422), (LARGEST + 1, 422), (LARGEST + 1024 * 1024, 413)])
def test_a_file_may_be_as_long_as_a_workbook_and_no_longer(admin: PageClient, size: int, status: int):
    page = send(admin, "imports.upload_workbook", size, status=status)

    assert ("lớn hơn 5 MB" in page.text) == (size == LARGEST + 1)


def test_only_here_and_only_from_who_may_import(admin: PageClient, reporter: PageClient, signed_out: PageClient):
    send(admin, "accounts.sign_in", GREATEST_BODY, status=413)
    send(reporter, "imports.upload_workbook", GREATEST_BODY, status=413)
    send(signed_out, "imports.upload_workbook", GREATEST_BODY, status=413)


def test_the_template_can_be_filled_in(admin: PageClient):
    sheets = read(admin.send("/quan-tri/nhap/mau.xlsx").data)

    assert texts(sheets["Đơn vị"])[0][:3] == ["Mã", "Loại đơn vị", "Tên đơn vị"]
    assert texts(sheets["Người"])[0][:2] == ["Họ tên", "Số điện thoại"]


@pytest.mark.parametrize("rows", [3, 500])
def test_what_the_pages_cost_in_queries(admin: PageClient, rows: int):
    upload(admin, a_workbook(units=[a_unit_row(f"T{number}") for number in range(rows)]))
    path = admin.location

    with expect_queries(3):  # who is signed in, how long a password is fresh, the last imports
        admin.get("imports.upload_workbook")
    with expect_queries(2):  # who is signed in, the import
        admin.get(path)


def test_a_name_from_the_sender_is_only_text(admin: PageClient):
    upload(admin, BOOK, name='<img src=x onerror="1">.xlsx')

    page = admin.get(admin.location)

    assert page.find("img") is None
    assert "<img src=x" in page.text


def test_a_second_file_waits_for_the_first(app, admin: PageClient):
    app.extensions["launch_import"] = lambda *_: None
    upload(admin, BOOK)

    page = upload(admin, BOOK, status=422)

    assert "Phường đang nhập một tệp khác" in page.text
    assert db.session.query(Import).count() == 1


def test_progress_is_shown_and_asks_again_by_itself(app, admin: PageClient):
    app.extensions["launch_import"] = lambda *_: None
    upload(admin, BOOK)
    db.session.query(Import).update({"state": State.READING, "done": 4_000, "total": 10_000})
    db.session.commit()

    path = admin.location
    page = admin.get(path)

    assert "Đã đọc 4.000/10.000 dòng" in page.text
    assert page.find("noscript").find("meta", attrs={"http-equiv": "refresh"}) is not None
    assert page.find(id="progress").find(attrs={"hx-trigger": "every 1s"})["href"] == path


def test_what_is_done_sends_the_asking_page_to_its_end(admin: PageClient):
    upload(admin, BOOK)
    path = admin.location

    admin.get(path, htmx=True, status=204)

    assert admin.location == path


def test_another_wards_import_is_not_there(app, admin: PageClient):
    other = factories.a_ward("00001", "Phường Khác")
    number = checked(other, BOOK)

    admin.get("imports.show_import", number=number, status=404)
    admin.post("imports.apply_import", number=number, status=404)
    admin.post("imports.read_again", number=number, status=404)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_nobody_else_gets_in(app, ward: Unit, unit: Unit, role: Role):
    client = PageClient(app).signed_in_as(factories.a_person(unit, role))

    client.get("imports.upload_workbook", status=403)
    upload(client, BOOK, status=403)
