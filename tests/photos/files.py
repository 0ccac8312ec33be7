"""Hostile and odd files: the cases of the catalogue (security.md 4 G), made here."""

import io
import struct
import zipfile
import zlib
from functools import cache

import pillow_heif
from PIL import Image, ImageCms

from tests.photos.making import encoded

GPS, SERIAL = 0x8825, 0xA431
PLACE = {1: "N", 2: (20.0, 57.0, 0.0), 3: "E", 4: (105.0, 46.0, 0.0)}


def a_picture(width: int = 64, height: int = 48, mode: str = "RGB") -> Image.Image:
    """Red on its left half, blue on its right."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (width // 2, 0, width, height))
    return image.convert(mode)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))


def a_png(width: int, height: int, *, rows: int = 1, depth: int = 8, more: bytes = b"") -> bytes:
    """A PNG that says it has this size; there are so many rows of grey in it."""
    header = chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, depth, 0, 0, 0, 0))
    line = b"\0" + bytes((width * depth + 7) // 8)
    packed = zlib.compressobj(9)
    data = b"".join(packed.compress(line) for _ in range(rows)) + packed.flush()
    return b"\x89PNG\r\n\x1a\n" + header + more + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def a_jpeg_saying(width: int, height: int) -> bytes:
    """A small JPEG whose header says another size."""
    content = encoded(a_picture())
    place = content.index(b"\xff\xc0") + 5
    return content[:place] + struct.pack(">HH", height, width) + content[place + 4 :]


def with_segments(marker: int, body: bytes, times: int) -> bytes:
    """A JPEG with so many segments of application data before the picture."""
    content = encoded(a_picture())
    segment = struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body
    return content[:2] + segment * times + content[2:]


def photographed(orientation: int = 1) -> bytes:
    """A JPEG with everything a phone writes: where, by which device, a thumbnail, XMP, IPTC, a comment."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x0110] = orientation, "Apple", "iPhone 15"
    exif.get_ifd(GPS).update(PLACE)
    exif.get_ifd(0x8769).update({SERIAL: "SN-12345678", 0x9003: "2026:11:20 08:00:00"})
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>20,57.0N</exif:GPSLatitude></x:xmpmeta>'
    content = encoded(a_picture(), exif=exif.tobytes(), comment=b"SN-12345678", xmp=xmp, quality=95)
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x10\x1c\x02\x5a\0\x0bPhu Luong HN"
    small = b"\xff\xd8\xff\xe1\0\x08THUMB!\xff\xd9"
    return with_appended(content, 0xED, iptc, small)


def with_appended(content: bytes, marker: int, body: bytes, tail: bytes) -> bytes:
    return content[:2] + struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body + content[2:] + tail


def animated(kind: str, frames: int = 10) -> bytes:
    more = [Image.new("RGB", (64, 48), (place % 256, 0, place // 256)) for place in range(frames)]
    return encoded(a_picture(), kind, save_all=True, append_images=more, duration=10)


def a_zip(size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/anh.jpg", bytes(size))
    return out.getvalue()


@cache
def a_heic(width: int = 64, height: int = 48, frames: int = 1) -> bytes:
    pillow_heif.register_heif_opener()
    more = [a_picture(width, height) for _ in range(frames - 1)]
    return encoded(a_picture(width, height), "HEIF", save_all=frames > 1, append_images=more, quality=20)


def a_heic_saying(width: int, height: int) -> bytes:
    """A small HEIC whose box of the size says another."""
    content = a_heic()
    place = content.index(b"ispe") + 8
    return content[:place] + struct.pack(">LL", width, height) + content[place + 8 :]


def srgb_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


HTML = b"<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect width="9" height="9"/></svg>'
