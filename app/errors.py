"""Errors as a page a person can act on; what was typed is handed back where there is something to hand back."""

import errno
import logging
import secrets
from typing import Any

from flask import Flask, Response, g, render_template, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, NotSupportedError, ProgrammingError
from werkzeug.exceptions import HTTPException, default_exceptions

from app import database, delivery
from app.extensions import login_manager

log = logging.getLogger(__name__)

# status → heading, sentence
TEXTS = {
    400: ("Không đọc được nội dung gửi lên", "Nội dung đến máy chủ không trọn vẹn. Thử gửi lại."),
    401: ("Cần đăng nhập", "Đăng nhập lại rồi làm tiếp."),
    403: ("Không mở được trang này", "Trang này dành cho cán bộ phường phụ trách việc đó."),
    404: ("Không tìm thấy trang", "Có thể đường dẫn bị thiếu chữ khi sao chép, hoặc mục này thuộc đơn vị khác."),
    405: ("Không mở được trang này", "Trang này chỉ mở được từ nút bấm của Sổ tay số."),
    409: ("Mục này vừa thay đổi", "Có người vừa sửa mục này. Xem bản mới rồi làm lại."),
    411: ("Không đọc được nội dung gửi lên", "Nội dung gửi lên chưa đủ. Mở lại trang rồi gửi lại."),
    413: ("Nội dung quá dài", "Rút ngắn phần ghi chú, hoặc gửi ít ảnh hơn mỗi lần."),
    422: ("Nội dung chưa đúng", "Có chỗ máy không đọc được. Xem lại rồi gửi lại."),
    429: ("Thử quá nhiều lần", "Chờ ít phút rồi thử lại."),
    500: ("Sổ tay số đang trục trặc", "Lỗi đã được ghi lại. Thử lại sau ít phút."),
    503: ("Sổ tay số đang bận", "Nội dung chưa được lưu. Thử lại sau ít phút."),
    507: ("Máy chủ hết chỗ chứa", "Nội dung chưa được lưu. Báo phường, rồi thử lại sau."),
}
RETRY_AFTER = {429: "60", 503: "5", 507: "300"}
NEVER_HANDED_BACK = {"csrf_token", "username", "password", "secret", "again", "present", "token", "code", "recovery"}
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG}
LACKING = {errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN, errno.EIO, errno.EACCES}
OUR_FAULTS = (IntegrityError, ProgrammingError, NotSupportedError)  # every other failure of a database is its own
HANDED_BACK_WITH = {401, 429, 500, 503, 507}  # the failure was not in what was typed


def register(app: Flask) -> None:
    """Binds the handlers."""
    app.register_error_handler(CSRFError, _stale_form)
    for code in default_exceptions:
        app.register_error_handler(code, _http_error)
    app.register_error_handler(DatabaseError, _database_failed)
    for fault in OUR_FAULTS:
        app.register_error_handler(fault, _unexpected)
    app.register_error_handler(OSError, _file_failed)
    for each in (DataError, OverflowError, UnicodeError):
        app.register_error_handler(each, _unstorable)
    app.register_error_handler(Exception, _unexpected)


def answer(code: int, **context: Any) -> Response:
    """The page of a status; where the failure was not in what was typed, everything typed is on it, to send again."""
    code = code if delivery.asked() or _knows_who() else max(code, 503)
    heading, sentence = TEXTS.get(code, TEXTS[400 if code < 500 else 500])
    kept = typed() if code in HANDED_BACK_WITH or context.pop("stale", False) else []
    if delivery.asked():
        response = delivery.refused(code, [sentence])
    else:
        page = render_template("errors/error.html", heading=heading, sentence=sentence, code=code, kept=kept, **context)
        response = Response(page, code)
    if code in RETRY_AFTER:
        response.headers["Retry-After"] = RETRY_AFTER[code]
    return response


def _knows_who() -> bool:
    """Whether the database says who is signed in; if not the page is nobody's, and needs nothing that failed."""
    try:
        return current_user.is_authenticated is not None
    except DatabaseError:
        database.let_go()
        g._login_user = login_manager.anonymous_user()
        return False


def _http_error(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:
        return error
    return answer(error.code)


def typed() -> list[tuple[str, str]]:
    """What the form held, secrets aside."""
    if request.method != "POST":
        return []
    try:
        sent = request.form
    except OSError:  # photos that find no room while they are read
        return []
    return [(name, value) for name, value in sent.items(multi=True) if name not in NEVER_HANDED_BACK]


def send_again(target: str, kept: list[tuple[str, str]]) -> Response:
    """A form that was held up, to be sent to its own address with one tap."""
    heading, sentence = "Đã xác nhận mật khẩu", "Bấm Gửi lại để làm tiếp việc vừa rồi."
    page = render_template("errors/error.html", heading=heading, sentence=sentence, code=200, kept=kept, target=target)
    return Response(page)


def _stale_form(error: CSRFError) -> Response:
    """A form from a page that is too old: everything typed comes back in a fresh one, one tap to send."""
    log.info("stale form: %s", error.description)
    return answer(400, stale=True)


def _database_failed(error: DatabaseError) -> Response:
    log.error("the database failed: %s", error.orig)
    database.let_go()
    return answer(507 if database.is_full(error) else 503)


def _file_failed(error: OSError) -> Response:
    """The machine has no room, no memory or no descriptor left: photos of a form lie in a temporary file while it is read."""
    if error.errno not in NO_ROOM | LACKING:
        return _unexpected(error)
    log.error("a file failed: %s", error)
    database.let_go()
    return answer(507 if error.errno in NO_ROOM else 503)


def _unstorable(error: Exception) -> Response:
    log.warning("not storable: %s", type(error).__name__)
    database.let_go()
    return answer(422)


def _unexpected(error: Exception) -> Response:
    number = secrets.token_hex(4)
    log.error("error %s", number, exc_info=error)
    database.let_go()
    return answer(500, number=number)
