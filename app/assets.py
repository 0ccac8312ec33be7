"""Static files: built once into static/dist under names that hold their hash, served for a year.

build() makes one style sheet from static/css, the scripts, htmx and the icons, each also
compressed. Nothing is transformed but the icon, which is drawn in the sizes phones ask for; the style sheets are only put end to end so that a page needs one, and phones do not pay for lines of our scripts that are comments alone.
"""

import gzip
import hashlib
import json
import re
import shutil
import time
from pathlib import Path

import brotli
from flask import Flask
from whitenoise import WhiteNoise

from app import icons
from app.config import ROOT, ConfigError

STATIC = ROOT / "static"
DIST = STATIC / "dist"
MANIFEST = "manifest.json"
STYLES = ("tokens.css", "base.css", "layout.css")
YEAR = 365 * 24 * 3600
COMMENT = re.compile(rb"^ */\*.*\*/\n", re.MULTILINE)
KEPT_FOR = 7 * 24 * 3600  # seconds that files of an earlier build stay


def sources() -> dict[str, bytes]:
    """Every file a page may ask for, by its plain name."""
    css = STATIC / "css"
    sheets = [css / name for name in STYLES] + sorted((css / "components").glob("*.css")) + [css / "print.css"]
    found = {"app.css": b"\n".join(sheet.read_bytes() for sheet in sheets)}
    for folder, pattern in (("js", "*.js"), ("icons", "*.svg"), ("vendor", "*.js")):
        found |= {file.name: file.read_bytes() for file in sorted((STATIC / folder).glob(pattern))}
    for file in (STATIC / "js").glob("*.js"):
        found[file.name] = COMMENT.sub(b"", found[file.name])
    return found | icons.drawn(found["icon.svg"].decode())


def build() -> dict[str, str]:
    """Writes static/dist anew; returns plain name → hashed name."""
    fresh = DIST.with_name("dist.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    names = {}
    for name, content in sources().items():
        stem, _, suffix = name.rpartition(".")
        names[name] = f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"
        (fresh / names[name]).write_bytes(content)
        if suffix != "png":
            (fresh / f"{names[name]}.br").write_bytes(brotli.compress(content))
            (fresh / f"{names[name]}.gz").write_bytes(gzip.compress(content, mtime=0))
    (fresh / MANIFEST).write_text(json.dumps(names), encoding="utf-8")
    _keep_recent(fresh)
    shutil.rmtree(DIST, ignore_errors=True)
    fresh.rename(DIST)
    return names


def _keep_recent(fresh: Path) -> None:
    """A server that still runs, and pages that are still open, ask for the files of the build before."""
    for file in DIST.glob("*") if DIST.is_dir() else ():
        if not (fresh / file.name).exists() and time.time() - file.stat().st_mtime < KEPT_FOR:
            shutil.copy2(file, fresh)


class Files(WhiteNoise):
    """Static files whose names hold their hash: cached for a year."""

    FOREVER = YEAR


def register(app: Flask) -> None:
    """Serves static/dist and gives the templates asset(). Raises ConfigError when it was not built."""
    try:
        names: dict[str, str] = json.loads((DIST / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigError("the static files are not built: run make install") from error
    if "htmx.min.js" not in names:
        raise ConfigError("htmx is not there: run make install")
    urls = {name: f"/static/{hashed}" for name, hashed in names.items()}
    app.add_template_global(urls.__getitem__, "asset")
    app.wsgi_app = Files(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(DIST),
        prefix="static/",
        immutable_file_test=lambda path, url: True,
        allow_all_origins=False,
    )
