"""Using a card."""

from wtforms import HiddenField

from app.forms import BaseForm, TextBox
from app.keys import CODE_LENGTH, CODE_LETTERS

NO_CODE = "Gõ mã trên thẻ, gồm 9 chữ và số."
SPENT_CODE = (
    "Mã này chưa đúng, đã dùng rồi hoặc đã hết hạn. Xem lại từng chữ, hoặc gọi Phòng Văn hóa - Xã hội để nhận mã mới."
)
SPENT_CARD = (
    "Thẻ này đã dùng rồi hoặc đã hết hạn. Đã đặt mã PIN thì đăng nhập bằng số điện thoại; "
    "chưa thì gọi Phòng Văn hóa - Xã hội để nhận thẻ mới."
)


class CardForm(BaseForm):
    """The QR's secret, put in by the page's script, or the code typed."""

    token = HiddenField()
    code = TextBox("Mã trên thẻ", longest=40)

    @property
    def is_typed(self) -> bool:
        return not self.token.data

    def accepts_code(self) -> bool:
        """Whether what was typed can be a code at all; what cannot is not counted as a try."""
        letters = [c for c in (self.code.data or "").upper() if c.isalnum()]
        if len(letters) != CODE_LENGTH or any(c not in CODE_LETTERS for c in letters):
            self.mend("code", NO_CODE)
        return not self.errors
