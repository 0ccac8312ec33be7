"""Nothing but pixels is kept: no place, device, serial, text or thumbnail, and the picture stands upright in its colours."""

import json
import shutil
import struct
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.activities.models import Activity
from app.photos.decoding import Drawn, redraw
from app.photos.looking import look
from tests.page import PageClient
from tests.photos import files
from tests.photos.files import a_picture
from tests.photos.making import a_jpeg, darkroom, encoded, send, stored_files

SECRETS = (
    b"Apple",
    b"iPhone",
    b"SN-12345678",
    b"GPS",
    b"Exif",
    b"ns.adobe",
    b"8BIM",
    b"Phu Luong",
    b"THUMB!",
    b"2026:11",
)
ALLOWED = {0xC0, 0xC4, 0xDA, 0xDB, 0xE0, 0xDD}  # frame, tables, scan; JFIF's own header of 16 bytes
HARMLESS = {"File", "JFIF", "SourceFile", "ExifTool", "Composite"}


def drawn(content: bytes, tmp_path: Path) -> Drawn:
    return redraw(content, look(content), tmp_path)


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content), formats=["JPEG"]).convert("RGB")


def segments(content: bytes) -> dict[int, int]:
    """marker → length of each segment of a JPEG before its picture's data."""
    place, found = 2, {}
    while content[place + 1] != 0xDA:
        length = struct.unpack_from(">H", content, place + 2)[0]
        found[content[place + 1]] = length
        place += 2 + length
    return found


def exiftool(content: bytes, tmp_path: Path) -> dict[str, object]:
    """Every tag exiftool finds, with its group before it."""
    program = shutil.which("exiftool")
    if program is None:
        pytest.skip("exiftool is not installed")
    file = tmp_path / "anh.jpg"
    file.write_bytes(content)
    ended = subprocess.run([program, "-j", "-G0", "-a", "-u", "-ee", str(file)], capture_output=True, check=True)
    return json.loads(ended.stdout)[0]


def test_what_is_sent_in_these_tests_does_carry_it_all(tmp_path: Path):
    content = files.photographed()

    assert [secret for secret in SECRETS if secret not in content] == []
    groups = {name.partition(":")[0] for name in exiftool(content, tmp_path)}
    assert {"EXIF", "XMP", "IPTC"} <= groups


@pytest.mark.parametrize("part", ["photo", "thumbnail"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_nothing_but_pixels_is_kept(kind: str, part: str, tmp_path: Path):
    content = files.photographed()
    if kind != "JPEG":
        files.a_heic()  # so that Pillow knows how to write HEIC
        image = Image.open(BytesIO(content))
        content = encoded(image, kind, exif=image.info["exif"], xmp=image.info["xmp"])

    kept = getattr(drawn(content, tmp_path), part)

    assert [secret for secret in SECRETS if secret in kept] == []
    assert set(segments(kept)) <= ALLOWED
    assert segments(kept)[0xE0] == 16
    assert kept.endswith(b"\xff\xd9")
    assert kept.count(b"\xff\xd8\xff") == 1
    assert {name.partition(":")[0] for name in exiftool(kept, tmp_path)} <= HARMLESS


def test_what_is_stored_and_served_carries_nothing_either(reporter: PageClient, entry: Activity, tmp_path: Path):
    name = send(reporter, entry.id, files.photographed()).json["url"].rpartition("/")[2]

    served = [reporter.send(f"/nhat-ky/{entry.id}/anh/{name}{more}").data for more in ("", "/nho")]

    assert sorted(served) == sorted(darkroom().store.read(file) for file in stored_files())
    for each in served:
        assert {found.partition(":")[0] for found in exiftool(each, tmp_path)} <= HARMLESS


UNDO = {
    1: None,
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_90",
    7: "TRANSVERSE",
    8: "ROTATE_270",
}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", UNDO)
def test_every_orientation_comes_upright(orientation: int, kind: str, tmp_path: Path):
    image, way = a_picture(), UNDO[orientation]
    image.paste("lime", (0, 0, 16, 16))
    exif = Image.Exif()
    exif[0x0112] = orientation
    laid = image.transpose(Image.Transpose[way]) if way else image

    kept = opened(drawn(encoded(laid, kind, exif=exif.tobytes(), quality=95), tmp_path).photo)

    assert kept.size == (64, 48)
    assert [nearest(kept.getpixel(at)) for at in ((5, 5), (5, 40), (58, 5), (58, 40))] == [
        "lime",
        "red",
        "blue",
        "blue",
    ]


def nearest(colour: tuple[int, ...]) -> str:
    known = {"red": (255, 0, 0), "lime": (0, 255, 0), "blue": (0, 0, 255), "white": (255, 255, 255)}
    return min(known, key=lambda name: sum(abs(a - b) for a, b in zip(known[name], colour, strict=True)))


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_orientation_that_means_nothing_turns_nothing(orientation: int, tmp_path: Path):
    exif = Image.Exif()
    exif[0x0112] = orientation

    assert opened(drawn(encoded(a_picture(), exif=exif.tobytes()), tmp_path).photo).size == (64, 48)


def test_what_is_transparent_lies_on_white(tmp_path: Path):
    clear = Image.new("RGBA", (64, 48), (0, 0, 0, 0))

    assert nearest(opened(drawn(encoded(clear, "PNG"), tmp_path).photo).getpixel((9, 9))) == "white"


@pytest.mark.parametrize("more", [{}, {"icc_profile": files.srgb_profile()}, {"icc_profile": b"no profile at all"}])
@pytest.mark.parametrize("mode", ["RGB", "CMYK", "L"])
def test_colours_stay_with_or_without_a_profile(mode: str, more: dict[str, bytes], tmp_path: Path):
    kept = opened(drawn(encoded(a_picture().convert(mode), quality=95, **more), tmp_path).photo)

    expected = a_picture().convert("L").convert("RGB").getpixel((5, 5)) if mode == "L" else (255, 0, 0)
    assert all(abs(a - b) < 30 for a, b in zip(kept.getpixel((5, 5)), expected, strict=True))


def test_a_grey_of_sixteen_bits_keeps_its_shade(tmp_path: Path):
    deep = Image.new("I;16", (64, 48), 40_000)

    (shade, *_) = opened(drawn(encoded(deep, "PNG"), tmp_path).photo).getpixel((9, 9))

    assert abs(shade - 40_000 / 257) < 4


def test_a_large_photo_is_made_smaller_and_a_small_one_is_not_made_larger(tmp_path: Path):
    large = drawn(a_jpeg(4032, 3024), tmp_path)

    assert (large.width, large.height) == opened(large.photo).size == (1600, 1200)
    assert opened(large.thumbnail).size == (320, 240)
    assert opened(drawn(a_jpeg(1, 1), tmp_path).thumbnail).size == (1, 1)


def test_of_an_animation_the_first_frame_is_kept(tmp_path: Path):
    for kind in ("PNG", "WEBP"):
        kept = opened(drawn(files.animated(kind), tmp_path).photo)
        assert nearest(kept.getpixel((5, 5))) == "red"
        assert nearest(kept.getpixel((58, 5))) == "blue"


def test_a_photo_in_two_pictures_is_its_first(tmp_path: Path):
    """MPO: what phones write for depth or brightness beside the picture."""
    content = encoded(a_picture(), "MPO", save_all=True, append_images=[Image.new("RGB", (64, 48), "lime")])

    assert nearest(opened(drawn(content, tmp_path).photo).getpixel((5, 5))) == "red"


@pytest.mark.parametrize(
    "exif", [b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff", b"x" * 60_000]
)
def test_exif_that_cannot_be_read_turns_nothing(exif: bytes, tmp_path: Path):
    assert opened(drawn(encoded(a_picture(), exif=exif), tmp_path).photo).size == (64, 48)
