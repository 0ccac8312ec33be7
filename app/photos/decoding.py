"""Has a photo redrawn by a child process with limits, and takes what it gives."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from app.photos.looking import BROKEN, MOST_PIXELS, TOO_MANY_PIXELS, NoPhoto, Refused, Seen
from app.photos.turns import Busy, a_turn

SCRIPT = Path(__file__).with_name("redrawing.py")
SECONDS = 8  # by the wall clock, for one photo
FROM_OUTSIDE = (-signal.SIGKILL, -signal.SIGTERM)  # somebody else ended it, none of its own limits
NO_HEIF = "Máy chủ chưa mở được ảnh HEIC của iPhone. Vào Cài đặt, Camera, Định dạng, chọn Tương thích nhất rồi chụp lại; hoặc gửi ảnh chụp màn hình."


class Drawn(NamedTuple):
    """A photo as it is kept, and its thumbnail: JPEG without metadata. width, height: pixels of the photo."""

    photo: bytes
    thumbnail: bytes
    width: int
    height: int


def redraw(content: bytes, seen: Seen, locks: Path) -> Drawn:
    """The photo redrawn. seen: what its header said; locks: a folder of this machine. Raises Refused or Busy."""
    command = [sys.executable, "-I", str(SCRIPT), seen.format.value, str(MOST_PIXELS)]
    with a_turn(locks):
        try:
            ended = subprocess.run(  # noqa: S603  our own script, no shell
                command, input=content, capture_output=True, cwd="/", env={}, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise Busy from error  # its computing is limited far below: the machine was slow, not the photo large
    if ended.returncode in FROM_OUTSIDE:
        raise Busy
    line, _, drawn = ended.stdout.partition(b"\n")
    if not line:
        raise Refused(TOO_MANY_PIXELS)  # killed by a limit
    return _drawn(json.loads(line), drawn)


def _drawn(said: dict[str, Any], drawn: bytes) -> Drawn:
    match said.get("refused"):
        case "no_heif":
            raise NoPhoto(NO_HEIF)
        case "too_many_pixels" | "too_heavy":
            raise Refused(TOO_MANY_PIXELS)
        case str():
            raise Refused(BROKEN)
    if len(drawn) != said["photo"] + said["thumbnail"]:
        raise Refused(BROKEN)
    return Drawn(drawn[: said["photo"]], drawn[said["photo"] :], said["width"], said["height"])
