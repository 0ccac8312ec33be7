"""What was said of a month and by whom, and why something cannot be said, in words; pure."""

from app.activities.declaring import BY_PHONE, HasEntries, HasNone, MonthClosed, NotBegun
from app.status.declaring.months import Word
from app.wording import near_moment

NOT_ASKED = "Đơn vị không phải cập nhật số liệu theo kỳ này."
_SENTENCES: dict[type[Exception], str] = {
    HasNone: "Kỳ này chưa ghi hoạt động nào. Ghi hoạt động trước; nếu đúng là không có thì chọn “Không phát sinh”.",
    MonthClosed: "Kỳ này đã chốt số liệu. Cần thay đổi thì báo Phòng Văn hóa - Xã hội.",
    NotBegun: "Kỳ này chưa bắt đầu nên chưa báo được.",
}


def why(refused: Exception) -> str:
    """What a person reads when a word was refused."""
    if isinstance(refused, HasEntries):
        return f"Kỳ này đã ghi {refused.count} hoạt động nên không báo “Không phát sinh” được. Ghi nhầm thì hủy lần ghi đó trước."
    return _SENTENCES[type(refused)]


def told(word: Word) -> str:
    """ "Tổ trưởng Nguyễn Văn A báo “Không phát sinh”, hôm nay, 19:40." """
    by_phone = word.said_as == BY_PHONE
    who = " ".join(part for part in ("" if by_phone else word.said_as, word.by) if part)
    did = f"{who} (Phòng VH-XH) báo thay" if by_phone else f"{who or 'Đơn vị'} báo"
    return f"{did} “{word.said.label}”, {near_moment(word.at)}."
