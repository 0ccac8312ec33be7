"""Redraws a photo in a process of its own, with limits: upright, smaller, and nothing but its pixels.

    python redrawing.py FORMAT MOST_PIXELS < photo > drawn

FORMAT is what the header said; no other decoder is tried. What is written is a line of JSON, then the bytes it counts.
Nothing of the app is imported: a small process that may fail.
"""

import contextlib
import json
import resource
import sys
import warnings
from io import BytesIO
from typing import Any

MEMORY, HEIF_MEMORY = 108 << 20, 320 << 20  # bytes of address space; the decoder of HEIC alone maps 170 MB of it
SECONDS = 3  # of computing
LONG_SIDE, SMALL_SIDE = 1600, 320  # pixels of what is kept
QUALITY, SMALL_QUALITY = 80, 70
SMALLER_FIRST = {"RGB", "RGBA", "L", "CMYK"}  # modes that can be made smaller as they are
DEEP = {"I", "I;16", "I;16L", "I;16B", "I;16N"}  # grey of 16 bits
TURNS = {  # EXIF's orientation → what makes it upright
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}


class Refusal(Exception):
    """Why the photo is not redrawn."""


def limit(memory: int) -> None:
    """From here on this process can take no more than its share."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))  # SIGXCPU first, which says why
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def opened(content: bytes, kind: str, most_pixels: int) -> Any:
    """The photo, not decoded yet. Raises Refusal for too many pixels."""
    from PIL import Image

    if kind == "HEIF":
        _teach_heif()
    image = Image.open(BytesIO(content), formats=[kind])
    if image.width * image.height > most_pixels:
        raise Refusal("too_many_pixels")
    return image


def _teach_heif() -> None:
    try:
        import pillow_heif
    except ImportError as error:
        raise Refusal("no_heif") from error
    pillow_heif.options.DECODE_THREADS = 1
    pillow_heif.register_heif_opener(depth_images=False, aux_images=False, thumbnails=False)


def redrawn(image: Any) -> Any:
    """The first frame, upright, at most LONG_SIDE, in sRGB: a picture that carries nothing else."""
    from PIL import Image

    profile, way = image.info.get("icc_profile"), TURNS.get(orientation(image))
    wanted = [max(1, side * LONG_SIDE // max(image.size)) for side in image.size]
    image.draft(None, wanted)  # a large JPEG is unpacked at a half, a quarter or an eighth
    if image.mode not in SMALLER_FIRST:
        image = plain(image)
    image.thumbnail((LONG_SIDE, LONG_SIDE), reducing_gap=None)
    image = in_srgb(opaque(image), profile)
    if way:
        image = image.transpose(Image.Transpose[way])
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    return bare


def orientation(image: Any) -> int:
    """What EXIF says; 1 where what it says cannot be read."""
    try:
        return int(image.getexif().get(0x0112, 1))
    except Exception:  # whatever broken EXIF makes the library raise
        return 1


def plain(image: Any) -> Any:
    """A picture with a palette, of one bit or of sixteen, in a mode that can be made smaller."""
    if image.mode in DEEP:
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def opaque(image: Any) -> Any:
    """What is transparent lies on white."""
    from PIL import Image

    if not image.has_transparency_data:
        return image
    clear = image.convert("RGBA")
    white = Image.new("RGB", clear.size, "white")
    white.paste(clear, mask=clear.getchannel("A"))
    return white


def in_srgb(image: Any, profile: bytes | None) -> Any:
    """The colours as a screen without knowledge of profiles shows them; a profile that cannot be read is dropped."""
    from PIL import ImageCms

    if profile:
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            known = ImageCms.ImageCmsProfile(BytesIO(profile))
            image = ImageCms.profileToProfile(image, known, ImageCms.createProfile("sRGB"), outputMode="RGB")
    return image.convert("RGB")


def written(image: Any, quality: int) -> bytes:
    """As a JPEG, which every phone, browser and word processor reads."""
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def draw(content: bytes, kind: str, most_pixels: int) -> tuple[dict[str, Any], bytes]:
    """What is said of the photo, and the bytes of it and of its thumbnail."""
    image = redrawn(opened(content, kind, most_pixels))
    photo = written(image, QUALITY)
    small = image.copy()
    small.thumbnail((SMALL_SIDE, SMALL_SIDE))
    thumbnail = written(small, SMALL_QUALITY)
    said = {"width": image.width, "height": image.height, "photo": len(photo), "thumbnail": len(thumbnail)}
    return said, photo + thumbnail


def main() -> None:
    limit(HEIF_MEMORY if sys.argv[1] == "HEIF" else MEMORY)
    warnings.simplefilter("ignore")
    drawn = b""
    try:
        said, drawn = draw(sys.stdin.buffer.read(), sys.argv[1], int(sys.argv[2]))
    except Refusal as refusal:
        said = {"refused": str(refusal)}
    except MemoryError:
        said = {"refused": "too_heavy"}
    except Exception:  # whatever a broken file makes the library raise
        said = {"refused": "unreadable"}
    sys.stdout.buffer.write(json.dumps(said).encode("ascii") + b"\n" + drawn)


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        main()
        sys.stdout.buffer.flush()
