"""What is refused before anything opens it: bombs, foreign formats, parts that run or point outside."""

import struct
import time
import tracemalloc
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest

from app.imports import packages
from app.imports.packages import Refused, check
from tests.imports.workbooks import SHEET, a_unit_row, a_workbook, packed, parts_of, with_part

GOOD = a_workbook(units=[a_unit_row()])
ROW = b'<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst><si><t>&x;</t></si></sst>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def many_parts(count: int) -> bytes:
    return packed(parts_of(GOOD) | {f"xl/media/{place}.bin": b"" for place in range(count)})


def locked() -> bytes:
    """A package whose parts say they are encrypted."""
    content = bytearray(GOOD)
    place = content.find(b"PK\x01\x02")
    struct.pack_into("<H", content, place + 8, 1)
    return bytes(content)


def far_directory() -> bytes:
    """A package that has another record, of the 64-bit kind, before its end."""
    place = GOOD.rfind(b"PK\x05\x06")
    return GOOD[:place] + b"PK\x06\x07" + b"\x00" * 16 + GOOD[place:]


def saying(content: bytes, *, parts: int | None = None, size: int | None = None) -> bytes:
    """A package whose record at the end says something else of its list than is so."""
    changed, place = bytearray(content), content.rfind(b"PK\x05\x06")
    if parts is not None:
        struct.pack_into("<HH", changed, place + 8, parts, parts)
    if size is not None:
        struct.pack_into("<L", changed, place + 12, size)
    return bytes(changed)


REFUSED = {
    "empty": (b"", "rỗng"),
    "over 5 MB": (GOOD + b"\x00" * packages.LARGEST, "5 MB"),
    "csv": ("Mã,Tên\nTDP01,Tổ 1\n".encode(), "không phải tệp Excel"),
    "xls": (OLE, "kiểu cũ"),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    "encrypted parts": (locked(), "mật khẩu"),
    "a zip of something else": (packed({"word/document.xml": b"<w/>"}), "không phải tệp Excel"),
    "cut short": (GOOD[:-40], "hỏng"),
    "only a beginning": (b"PK\x03\x04" + b"\x00" * 300, "hỏng"),
    "ratio": (with_part(SHEET, ROW * 400_000), "khác thường"),
    "93 MB in a small file": (with_part(SHEET, b"<worksheet>" + ROW * 1_500_000), "khác thường"),
    "600 parts": (many_parts(600), "khác thường"),
    "5 000 parts": (many_parts(5_000), "khác thường"),
    "600 parts, said to be 9": (saying(many_parts(600), parts=9), "khác thường"),
    "said to be 201 parts": (saying(GOOD, parts=201), "khác thường"),
    "said to have a long list": (saying(GOOD, size=1_000_000), "khác thường"),
    "64-bit records": (far_directory(), "khác thường"),
    "macro": (with_part("xl/vbaProject.bin", OLE), "macro"),
    "macro sheet": (with_part("xl/macrosheets/sheet1.xml", b"<m/>"), "macro"),
    "external link": (with_part("xl/externalLinks/externalLink1.xml", b"<e/>"), "liên kết"),
    "entities": (with_part(SHEET, LAUGHS), "không nhận"),
    "external entity": (with_part("xl/sharedStrings.xml", OUTSIDE), "không nhận"),
    "entities in UTF-16": (with_part(SHEET, LAUGHS.decode().encode("utf-16")), "không nhận"),
    "entities in UTF-16 without a mark": (with_part(SHEET, LAUGHS.decode().encode("utf-16-be")), "không nhận"),
    "packed by LZMA": (packed(parts_of(GOOD), zipfile.ZIP_LZMA), "không nhận"),
}


def test_a_plain_workbook_passes():
    check(GOOD)


@pytest.mark.parametrize("what", REFUSED)
def test_is_refused_with_a_sentence(what: str):
    content, said = REFUSED[what]

    with pytest.raises(Refused, match=said):
        check(content)


@pytest.mark.parametrize("what", ["ratio", "93 MB in a small file", "5 000 parts", "entities"])
def test_a_bomb_is_refused_at_once_and_without_being_unpacked(what: str):
    content, _ = REFUSED[what]
    tracemalloc.start()
    begun = time.monotonic()

    with pytest.raises(Refused):
        check(content)

    taken, peak = time.monotonic() - begun, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 50 * 1024 * 1024
    assert taken < 5  # a hundredth of that by itself; the machine may be busy


def test_two_parts_of_one_name_are_refused():
    kept = BytesIO(GOOD)
    with zipfile.ZipFile(kept, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr(SHEET, b"<worksheet/>")

    with pytest.raises(Refused, match="không nhận"):
        check(kept.getvalue())


@pytest.mark.parametrize("place", range(0, len(GOOD), 97))
def test_a_flipped_byte_never_does_more_than_refuse(place: int):
    broken = bytearray(GOOD)
    broken[place] ^= 0xFF

    with suppress(Refused):
        check(bytes(broken))
