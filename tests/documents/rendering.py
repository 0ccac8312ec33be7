"""Documents as LibreOffice prints them, in Tinos alone, which is as wide as Times New Roman letter by letter.

python -m tests.documents.rendering draws the kept pictures anew; look at them before they are kept.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

from app.documents.docx import as_docx
from tests.documents import samples

FONTS = Path("/usr/share/fonts/truetype/croscore")
KEPT = Path(__file__).parent / "pictures"
DOTS = 60  # an inch
TILE = 20  # a side of the squares compared: 8 mm
PAGES = {"office_report": (1, 2, 3), "committee_report": (1, 2, 3)}
_CONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>
<alias binding="same"><family>Times New Roman</family><prefer><family>Tinos</family></prefer></alias></fontconfig>"""
_WORD = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')


@dataclass(frozen=True)
class Word:
    """A word on a page and its edges, in points from the sheet's upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def lacking() -> list[str]:
    """What is not installed of what this needs."""
    programs = [each for each in ("soffice", "pdftoppm", "pdftotext", "pdffonts") if shutil.which(each) is None]
    return programs + ([] if (FONTS / "Tinos-Regular.ttf").exists() else ["fonts-croscore"])


def printed(documents: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """Each .docx as PDF, by its name; LibreOffice starts once, with a profile and fonts of its own."""
    config = folder / "fonts.conf"
    config.write_text(_CONFIG.format(fonts=FONTS, cache=folder / "cache"), encoding="utf-8")
    files = [folder / f"{name}.docx" for name in documents]
    for file, data in zip(files, documents.values(), strict=True):
        file.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *files]
    subprocess.run(
        command, check=True, capture_output=True, timeout=240, env={**os.environ, "FONTCONFIG_FILE": str(config)}
    )
    return {name: folder / f"{name}.pdf" for name in documents}


@cache
def pictures(pdf: Path) -> list[Image.Image]:
    """Its pages in grey."""
    subprocess.run(["pdftoppm", "-r", str(DOTS), "-gray", "-png", pdf, pdf.with_suffix("")], check=True)
    return [Image.open(file).convert("L") for file in sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))]


@cache
def text(pdf: Path) -> list[str]:
    """The text of its pages, laid out as they are."""
    return run("pdftotext", "-layout", pdf, "-").split("\f")[:-1]


@cache
def words(pdf: Path) -> list[list[Word]]:
    """The words of its pages."""
    pages = run("pdftotext", "-bbox", pdf, "-").split("<page ")[1:]
    return [[Word(found[4], *map(float, found[:4])) for found in _WORD.findall(page)] for page in pages]


def fonts(pdf: Path) -> set[str]:
    """Families of letters in it."""
    return {line.split()[0].partition("+")[2].partition("-")[0] for line in run("pdffonts", pdf).splitlines()[2:]}


def run(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def difference(one: Image.Image, other: Image.Image) -> float:
    """How unlike two pages are at their most unlike place: mean difference of grey in a square, 0 to 255.

    Both are blurred first, so that another way to smooth letters counts little, and a line that moved counts.
    """
    if one.size != other.size:
        return 255
    soft = (page.filter(ImageFilter.GaussianBlur(1.5)) for page in (one, other))
    apart = ImageChops.difference(*soft)
    return max(apart.resize((one.width // TILE, one.height // TILE), Image.Resampling.BOX).tobytes())


def main() -> None:
    KEPT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, pdf in printed({name: as_docx(getattr(samples, name)()) for name in PAGES}, Path(folder)).items():
            for page in PAGES[name]:
                pictures(pdf)[page - 1].save(KEPT / f"{name}-{page}.png", optimize=True)


if __name__ == "__main__":
    main()
