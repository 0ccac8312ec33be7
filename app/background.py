"""Every job there is, with its hour: the rooms hand in what is done, `flask jobs run` does it."""

from datetime import datetime, time

from flask import current_app

from app.cards.forgetting import forget_sign_ins
from app.exporting.runs import KEPT_FOR, forget_files
from app.jobs.commands import forget_runs
from app.jobs.job import Job, NotDone, Schedule
from app.jobs.upkeep import tend_database
from app.photos.astray import photos_astray, remove_left
from app.photos.store import StoreAway


def compare_photos(now: datetime) -> str:
    """Whether every photo has its row and every row its photo. Raises NotDone with what is astray."""
    store = current_app.extensions["darkroom"].store
    try:
        left, found = remove_left(store, now), photos_astray(store, now)
    except StoreAway as away:
        raise NotDone("Không mở được kho ảnh nên chưa đối chiếu được.") from away
    if found:
        raise NotDone(found)
    removed = f"Đã xóa {left} tệp của ảnh đã bỏ hoặc ghi dở. " if left else ""
    return f"{removed}Ảnh trong kho và trong dữ liệu khớp nhau."


def forget_exports(now: datetime) -> str:
    """Files of figures are kept a few days and then asked for anew."""
    count = forget_files(current_app.extensions["settings"].data_dir, now)
    return f"Đã xóa {count} tệp số liệu cũ hơn {KEPT_FOR.days} ngày." if count else "Không có tệp số liệu cũ nào."


JOBS = (
    Job(
        "sign-ins",
        "Dọn phiên đăng nhập cũ",
        "Xóa phiên đăng nhập đã kết thúc hoặc hết hạn hơn 90 ngày và bộ đếm nhập sai đã hết hiệu lực. "
        "Nhật ký thao tác giữ nguyên.",
        Schedule(time(2, 10)),
        forget_sign_ins,
    ),
    Job(
        "database",
        "Kiểm tra tệp dữ liệu",
        "Tìm chỗ hỏng trong tệp dữ liệu SQLite, gộp nhật ký ghi vào tệp, cập nhật thống kê để tìm nhanh.",
        Schedule(time(2, 20)),
        tend_database,
    ),
    Job(
        "photos",
        "Đối chiếu ảnh",
        "Tìm ảnh có trong dữ liệu mà mất tệp, và tệp ảnh không thuộc lần ghi nào: chỉ báo, không xóa. "
        "Ảnh đã bỏ mà lúc đó kho ảnh không trả lời thì xóa nốt tệp.",
        Schedule(time(2, 30)),
        compare_photos,
    ),
    Job(
        "exports",
        "Xóa tệp số liệu cũ",
        f"Xóa các tệp Excel, CSV đã chuẩn bị hơn {KEPT_FOR.days} ngày; cần thì chuẩn bị lại.",
        Schedule(time(2, 40)),
        forget_exports,
    ),
    Job(
        "runs",
        "Dọn các lần chạy cũ",
        "Xóa khỏi trang này các lần chạy cũ hơn 400 ngày.",
        Schedule(time(2, 50)),
        forget_runs,
    ),
)
