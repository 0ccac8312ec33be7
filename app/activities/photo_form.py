"""What a form with photos holds, and what is said of a photo that is not taken."""

import re
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import uuid4

from werkzeug.datastructures import FileStorage

from app.activities.changing import NotNow
from app.activities.illustrating import Sent
from app.photos.commands import KeyReused, TooMany
from app.photos.looking import MOST_BYTES, NoPhoto, Refused, TooBig
from app.photos.queries import MOST
from app.photos.store import StoreAway, StoreFull
from app.photos.turns import Busy
from app.vietnamese import has_control, nfc

MOST_BODY = 25 * 1024 * 1024  # bytes of a form, with all its photos
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LONGEST = 60  # letters of a file's name that are shown

NONE = "Chọn ít nhất một ảnh."
CUT_SHORT = "Ảnh đến máy chủ không trọn vẹn. Gửi lại ảnh này."
NO_KEY = "Trang này mở chưa trọn. Mở lại trang rồi gửi lại ảnh."
# failure → status, sentence; a failure that says more itself has none here
PROBLEMS: dict[type[Exception], tuple[int, str]] = {
    TooBig: (413, ""),
    NoPhoto: (415, ""),
    Refused: (422, ""),
    TooMany: (422, f"Mỗi lần ghi có nhiều nhất {MOST} ảnh. Bỏ bớt một ảnh rồi thêm ảnh này."),
    KeyReused: (409, "Ảnh này chưa được lưu, vì lần gửi đó đã dùng cho ảnh khác hoặc ảnh đã bỏ. Chọn lại ảnh rồi gửi."),
    NotNow: (409, "Lần ghi này đã hủy nên không thêm ảnh được."),
    Busy: (503, "Máy chủ đang xử lý nhiều ảnh. Ảnh chưa được lưu, chờ ít giây rồi gửi lại."),
    StoreAway: (503, "Chỗ chứa ảnh chưa trả lời. Ảnh chưa được lưu, thử lại sau ít phút."),
    StoreFull: (507, "Máy chủ hết chỗ chứa ảnh. Ảnh chưa được lưu, báo phường rồi thử lại sau."),
}
FAILURES = tuple(PROBLEMS)


class Problem(NamedTuple):
    """Why a photo was not taken. label: what the file is called on the sender's machine."""

    label: str
    status: int
    sentence: str


def problem_with(failure: Exception, label: str = "") -> Problem:
    status, sentence = next(PROBLEMS[kind] for kind in type(failure).__mro__ if kind in PROBLEMS)
    return Problem(label, status, sentence or str(failure))


def sent_alone(form: Any, files: Any) -> Sent:
    """The one photo a phone sends, with its key and checksum. Raises Refused."""
    key, claimed = form.get("key", ""), form.get("sha256", "")
    if not KEY.fullmatch(key):
        raise Refused(NO_KEY)
    content = _content(files["photo"]) if "photo" in files else b""
    if sha256(content).hexdigest() != claimed:
        raise Refused(CUT_SHORT)
    return Sent(key, claimed, content)


def sent_together(files: Any) -> list[tuple[str, Sent]]:
    """The photos of a plain form, each with its label; the browser gave them no key, so that each gets one here."""
    chosen = [(label_of(each), _content(each)) for each in files.getlist("photo")[: MOST * 2] if each.filename]
    return [(label, Sent(str(uuid4()), sha256(content).hexdigest(), content)) for label, content in chosen]


def label_of(file: FileStorage) -> str:
    """What a file is called on the sender's machine, if that can be shown."""
    name = nfc(file.filename or "").replace("\\", "/").rpartition("/")[2][-LONGEST:]
    return name if name.strip() and not has_control(name) and "\n" not in name else "ảnh"


def _content(file: FileStorage) -> bytes:
    """What a file holds, and a byte more than is taken where it is too big."""
    return file.stream.read(MOST_BYTES + 1)
