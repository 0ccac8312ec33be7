"""Bombs, polyglots, cut and odd files: refused in words or redrawn whole, within 3 s and 100 MB (security.md 4 G)."""

import tracemalloc
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.photos.decoding import redraw
from app.photos.looking import BROKEN, EMPTY, MOST_BYTES, NO_PHOTO, TOO_BIG, TOO_MANY_PIXELS, Format, Refused, look
from tests.photos import files
from tests.photos.files import HTML, SVG, a_picture, a_png, with_segments
from tests.photos.making import a_jpeg, encoded
from tests.photos.measuring import measured

JPEG = encoded(a_picture())
PNG, WEBP = encoded(a_picture(), "PNG"), encoded(a_picture(), "WEBP")
SECONDS, MEGABYTES = 3, 120  # of one child; twenty of the megabytes are an interpreter that does nothing

BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "png 13 000 x 13 000": (lambda: a_png(13_000, 13_000, rows=13_000), TOO_MANY_PIXELS),
    "png 30 000 x 30 000": (lambda: a_png(30_000, 30_000), TOO_MANY_PIXELS),
    "png 60 000 x 60 000": (lambda: a_png(60_000, 60_000), TOO_MANY_PIXELS),
    "png of the most pixels, with alpha": (
        lambda: encoded(Image.new("RGBA", (3600, 3600), (9, 9, 9, 9)), "PNG"),
        TOO_MANY_PIXELS,
    ),
    "png with a text that unpacks to 50 MB": (lambda: a_png(9, 9, rows=9, more=text_bomb()), BROKEN),
    "heic that says 11 500 x 11 500": (lambda: files.a_heic_saying(11_500, 11_500), BROKEN),
    "gif of 2 000 frames": (lambda: files.animated("GIF", 2_000), NO_PHOTO),
    "webp of 500 frames": (lambda: files.animated("WEBP", 500), ""),
    "tiff of 50 pages": (lambda: files.animated("TIFF", 50), NO_PHOTO),
    "jpeg 65 500 x 1": (lambda: encoded(Image.new("RGB", (65_500, 1))), ""),
    "jpeg that says 65 500 x 65 500": (lambda: files.a_jpeg_saying(65_500, 65_500), TOO_MANY_PIXELS),
    "jpeg that says more than it holds": (lambda: files.a_jpeg_saying(3_000, 3_000), ""),
    "jpeg with 10 MB of exif": (lambda: with_segments(0xE1, b"Exif\0\0II*\0" + bytes(65_000), 155), ""),
    "jpeg with 10 MB of profile": (lambda: with_segments(0xE2, b"ICC_PROFILE\0\1\1" + bytes(65_000), 155), ""),
    "jpeg of 200 scans": (lambda: progressive() + b"\xff\xda" * 200, BROKEN),
    "zip of 50 MB of zeros": (lambda: files.a_zip(50_000_000), NO_PHOTO),
    "13 MB": (lambda: JPEG + bytes(MOST_BYTES), TOO_BIG),
}
POLYGLOTS = {
    "svg with a script": (SVG, NO_PHOTO),
    "html as jpg": (HTML, NO_PHOTO),
    "xlsx as jpg": (files.a_zip(100), NO_PHOTO),
    "html after a jpeg's first bytes": (b"\xff\xd8\xff" + HTML, BROKEN),
    "html behind a gif's first bytes": (b"GIF89a/*" + HTML, NO_PHOTO),
    "pdf": (b"%PDF-1.7\n" + JPEG, NO_PHOTO),
    "bmp": (encoded(a_picture(), "BMP"), NO_PHOTO),
    "avif": (encoded(a_picture(), "AVIF"), NO_PHOTO),
    "jpeg with html behind it": (JPEG + HTML, ""),
    "jpeg with html in its comment": (encoded(a_picture(), comment=HTML), ""),
    "png with a zip behind it": (PNG + files.a_zip(100), ""),
    "animated png": (files.animated("PNG"), ""),
}
CUT = {
    "nothing": (b"", EMPTY),
    "a jpeg's first bytes": (JPEG[:3], BROKEN),
    "half a jpeg": (JPEG[: len(JPEG) // 2], BROKEN),
    "a jpeg without its end": (JPEG[:-40], BROKEN),
    "half a png": (PNG[: len(PNG) // 2], BROKEN),
    "a png's header": (PNG[:20], BROKEN),
    "a png with a wrong checksum": (PNG[:29] + b"\0\0\0\0" + PNG[33:], BROKEN),
    "half a webp": (WEBP[: len(WEBP) // 2], BROKEN),
    "a webp without a chunk": (WEBP[:12] + b"XXXX" + WEBP[16:], BROKEN),
    "half a heic": (files.a_heic()[:300], BROKEN),
    "no width": (files.a_jpeg_saying(0, 48), BROKEN),
}


def text_bomb() -> bytes:
    import zlib

    return files.chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(50_000_000), 9))


def progressive() -> bytes:
    return encoded(a_picture(), progressive=True)


def answered(content: bytes, tmp_path: Path) -> str:
    """Why a file is refused; "" where it is redrawn, and then both pictures are whole."""
    try:
        drawn = redraw(content, look(content), tmp_path)
    except Refused as refused:
        return str(refused)
    for each in (drawn.photo, drawn.thumbnail):
        Image.open(BytesIO(each), formats=["JPEG"]).load()
    return ""


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_does_no_harm(name: str, tmp_path: Path):
    made, expected = BOMBS[name]
    content = made()

    assert answered(content, tmp_path) == expected


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_takes_little_time_and_memory(name: str):
    content = BOMBS[name][0]()
    tracemalloc.start()
    try:
        kind = look(content).format
    except Refused:
        assert tracemalloc.get_traced_memory()[1] < 1_000_000  # refused by its header: no child was needed
    else:
        taken = measured(content, kind)
        assert taken.seconds < SECONDS
        assert taken.megabytes < MEGABYTES
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", POLYGLOTS)
def test_a_file_is_what_its_bytes_say(name: str, tmp_path: Path):
    content, expected = POLYGLOTS[name]

    assert answered(content, tmp_path) == expected


@pytest.mark.parametrize("name", CUT)
def test_a_broken_file_is_refused(name: str, tmp_path: Path):
    content, expected = CUT[name]

    assert answered(content, tmp_path) == expected


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_redrawn(mode: str, tmp_path: Path):
    image = a_picture().convert("I").convert("I;16") if mode == "I;16" else a_picture().convert(mode)

    assert answered(encoded(image, "PNG"), tmp_path) == ""


def test_the_limit_holds_whatever_slips_through():
    """A picture that no header check would let through: its own limits end the child."""
    taken = measured(encoded(Image.new("RGB", (9_000, 4_400)), "PNG"), Format.PNG)

    assert taken.said == {"refused": "too_heavy"}
    assert taken.megabytes < MEGABYTES


def test_the_largest_photo_a_phone_makes_is_redrawn(tmp_path: Path):
    noise = Image.effect_noise((1_825, 1_369), 80).resize((7_300, 5_475)).convert("RGB")
    taken = measured(encoded(noise, quality=70), Format.JPEG)

    assert (taken.said["width"], taken.said["height"]) == (1600, 1200)
    assert taken.megabytes < MEGABYTES


@pytest.mark.parametrize(("content", "kind"), [(JPEG, Format.JPEG), (files.a_heic(), Format.HEIF)])
def test_the_child_counts_pixels_itself_before_it_decodes(content: bytes, kind: Format):
    assert measured(content, kind, most_pixels=64 * 48 - 1).said == {"refused": "too_many_pixels"}
    assert "photo" in measured(content, kind, most_pixels=64 * 48).said


def test_a_name_says_nothing_about_a_file(tmp_path: Path):
    assert answered(PNG, tmp_path) == answered(WEBP, tmp_path) == answered(a_jpeg(), tmp_path) == ""
