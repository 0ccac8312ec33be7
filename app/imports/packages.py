"""An .xlsx as a package: what is refused before anything opens it (ASVS 5.2.3)."""

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

LARGEST = 5 * 1024 * 1024  # bytes of the file
UNPACKED = 50 * 1024 * 1024  # bytes of all its parts
MOST_PARTS = 200
DIRECTORY = 64 * 1024  # bytes of the list of parts, which zipfile reads whole
RATIO = 100  # unpacked to packed, for parts that matter
SMALL = 256 * 1024  # bytes: a part so small may be packed as tightly as it likes
PROLOG = 4096  # bytes of an XML part that are looked at

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
END = struct.Struct("<4s4H2LH")
XML = (".xml", ".rels", ".vml")
BROKEN = "Tệp hỏng, máy không mở được. Mở lại bằng Excel, lưu thành tệp mới rồi gửi."
BOMB = "Tệp nén nhiều dữ liệu khác thường. Chép các dòng sang tệp mẫu mới rồi gửi."
STRANGE = "Tệp có nội dung máy không nhận. Chép các dòng sang tệp mẫu mới rồi gửi."
FAILURES = (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, ValueError, EOFError, OSError)


class Refused(ValueError):
    """A file that is not read; the message is what a person is told."""


def check(content: bytes) -> None:
    """Raises Refused unless this is a plain workbook of bounded size. Opens and unpacks nothing larger than a page."""
    if not content:
        raise Refused("Tệp rỗng. Chọn tệp khác.")
    if len(content) > LARGEST:
        raise Refused("Tệp lớn hơn 5 MB. Xóa hình ảnh, trang tính thừa hoặc chia thành nhiều tệp.")
    _is_a_package(content)
    _has_a_short_list(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            for look in LOOKS:
                look(package)
    except FAILURES as error:
        raise error if isinstance(error, Refused) else Refused(BROKEN) from error


def _is_a_package(content: bytes) -> None:
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Refused("Tệp có đặt mật khẩu. Bỏ mật khẩu trong Excel, lưu lại rồi gửi.")
        raise Refused("Tệp Excel kiểu cũ (.xls). Mở bằng Excel, chọn Lưu thành kiểu .xlsx rồi gửi.")
    if not content.startswith(b"PK\x03\x04"):
        raise Refused("Đây không phải tệp Excel .xlsx. Mở bằng Excel, chọn Lưu thành kiểu .xlsx rồi gửi.")


def _has_a_short_list(content: bytes) -> None:
    """The record at the end says how long the list of parts is: believed by zipfile, so judged before it."""
    place = content.rfind(b"PK\x05\x06", -(END.size + 0xFFFF))
    if place < 0 or place + END.size > len(content):
        raise Refused(BROKEN)
    _, _, _, _, parts, size, _, _ = END.unpack_from(content, place)
    if parts > MOST_PARTS or size > DIRECTORY or content[max(0, place - 20) : place].startswith(b"PK\x06\x07"):
        raise Refused(BOMB)


def _parts_are_few_and_plain(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    names = {part.filename.casefold() for part in parts}
    if len(parts) > MOST_PARTS:
        raise Refused(BOMB)
    if any(part.flag_bits & 0x1 for part in parts):
        raise Refused("Tệp có đặt mật khẩu. Bỏ mật khẩu trong Excel, lưu lại rồi gửi.")
    if len(names) < len(parts) or any(p.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for p in parts):
        raise Refused(STRANGE)
    if "[content_types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Refused("Đây không phải tệp Excel .xlsx. Mở bằng Excel, chọn Lưu thành kiểu .xlsx rồi gửi.")


def _parts_are_small(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if sum(part.file_size for part in parts) > UNPACKED:
        raise Refused(BOMB)
    if any(p.file_size > SMALL and p.file_size > RATIO * max(p.compress_size, 1) for p in parts):
        raise Refused(BOMB)


def _nothing_runs_or_points_outside(package: zipfile.ZipFile) -> None:
    names = [name.casefold() for name in package.namelist()]
    if any("vbaproject" in name or "/macrosheets/" in name or "/activex/" in name for name in names):
        raise Refused("Tệp có macro. Lưu thành kiểu .xlsx không macro rồi gửi.")
    if any("/externallinks/" in name for name in names):
        raise Refused("Tệp có liên kết đến tệp khác. Chép các dòng sang tệp mẫu mới, chỉ dán giá trị, rồi gửi.")


def _xml_declares_nothing(package: zipfile.ZipFile) -> None:
    """No DOCTYPE or ENTITY before the first element, and no encoding in which one could hide."""
    for part in package.infolist():
        if part.filename.casefold().endswith(XML):
            with package.open(part) as opened:
                begin = opened.read(PROLOG)
            if b"\x00" in begin or begin.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise Refused(STRANGE)
            if re.search(rb"<!\s*(DOCTYPE|ENTITY)", begin, re.IGNORECASE):
                raise Refused(STRANGE)


LOOKS: tuple[Callable[[zipfile.ZipFile], None], ...] = (
    _parts_are_few_and_plain,
    _parts_are_small,
    _nothing_runs_or_points_outside,
    _xml_declares_nothing,
)
