"""What a file says of itself before anything decodes it: its format, its size, its pixels. Pure, and reads headers alone."""

import struct
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

MOST_BYTES = 12 * 1024 * 1024  # of a photo as it is sent
MOST_PIXELS = 40_000_000
MOST_AT_ONCE = 13_000_000  # pixels where the whole picture must be unpacked before it can be made smaller
MOST_SCANS = 40  # of a progressive JPEG; programs write about ten

TOO_BIG = "Ảnh lớn hơn 12 MB. Chụp lại ở cỡ nhỏ hơn hoặc chọn ảnh khác."
TOO_MANY_PIXELS = "Ảnh có quá nhiều điểm ảnh, máy không mở được. Chụp lại ở cỡ nhỏ hơn hoặc chọn ảnh khác."
BROKEN = "Ảnh này máy không đọc được. Chọn ảnh khác."
EMPTY = "Tệp ảnh rỗng. Chọn ảnh khác."
NO_PHOTO = "Tệp này không phải ảnh JPEG, PNG hay WebP. Chọn ảnh chụp từ máy ảnh hoặc thư viện ảnh."


class Format(StrEnum):
    """The formats that are taken, by the names the library that decodes them uses."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    HEIF = "HEIF"


class Refused(ValueError):
    """A file that is not taken (422); the message is what a person is told."""


class NoPhoto(Refused):
    """Not a format that is taken (415)."""


class TooBig(Refused):
    """More bytes than a photo may have (413)."""


class Seen(NamedTuple):
    """What the header says. width, height: None where only the decoder can tell (HEIC)."""

    format: Format
    width: int | None = None
    height: int | None = None
    at_once: bool = True  # whether all pixels are unpacked before any can be dropped


def look(content: bytes) -> Seen:
    """Raises TooBig, NoPhoto or Refused unless the header is one of a photo of bounded size."""
    if len(content) > MOST_BYTES:
        raise TooBig(TOO_BIG)
    if not content:
        raise Refused(EMPTY)
    seen = _header(content)
    if seen.width is None or seen.height is None:
        return seen
    if not seen.width or not seen.height:
        raise Refused(BROKEN)
    if seen.width * seen.height > (MOST_AT_ONCE if seen.at_once else MOST_PIXELS):
        raise Refused(TOO_MANY_PIXELS)
    return seen


def _header(content: bytes) -> Seen:
    for begins, read in READERS:
        if begins(content):
            try:
                return read(content)
            except (struct.error, IndexError) as error:
                raise Refused(BROKEN) from error
    raise NoPhoto(NO_PHOTO)


def _png(content: bytes) -> Seen:
    if content[12:16] != b"IHDR":
        raise Refused(BROKEN)
    return Seen(Format.PNG, *struct.unpack_from(">LL", content, 16))


def _webp(content: bytes) -> Seen:
    """The canvas, by whichever of the three first chunks there is."""
    kind = content[12:16]
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", content, 26)
        return Seen(Format.WEBP, width & 0x3FFF, height & 0x3FFF)
    if kind == b"VP8L":
        bits = struct.unpack_from("<L", content, 21)[0]
        return Seen(Format.WEBP, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8X":
        width, height = (int.from_bytes(content[at : at + 3], "little") + 1 for at in (24, 27))
        return Seen(Format.WEBP, width, height)
    raise Refused(BROKEN)


def _jpeg(content: bytes) -> Seen:
    """The first frame's header; a progressive one is held whole by the decoder, scan after scan."""
    for marker, place in _segments(content):
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack_from(">HH", content, place + 3)
            progressive = marker not in {0xC0, 0xC1}
            if progressive and content.count(b"\xff\xda") > MOST_SCANS:
                raise Refused(BROKEN)
            return Seen(Format.JPEG, width, height, at_once=progressive)
    raise Refused(BROKEN)


def _segments(content: bytes) -> Iterator[tuple[int, int]]:
    """(marker, place of the length) of each segment up to the picture's data."""
    place = 2
    while content[place] == 0xFF:
        marker = content[place + 1]
        if marker == 0xFF:  # padding
            place += 1
            continue
        if marker == 0xDA:
            return
        yield marker, place + 2
        place += 2 + max(2, struct.unpack_from(">H", content, place + 2)[0])


def _heif(content: bytes) -> Seen:
    return Seen(Format.HEIF)


HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1")
READERS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], Seen]], ...] = (
    (lambda content: content.startswith(b"\xff\xd8\xff"), _jpeg),
    (lambda content: content.startswith(b"\x89PNG\r\n\x1a\n"), _png),
    (lambda content: content[:4] == b"RIFF" and content[8:12] == b"WEBP", _webp),
    (lambda content: content[4:8] == b"ftyp" and content[8:12] in HEIF_BRANDS, _heif),
)
