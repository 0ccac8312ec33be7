"""Signing in, and choosing the secrets one signs in with."""

from collections.abc import Iterable

from wtforms import BooleanField, PasswordField, StringField

from app import vietnamese
from app.accounts.factor import is_code, is_recovery_code
from app.accounts.rules import password_problem, pin_problem
from app.forms import BaseForm, TextBox

WRONG = "Số điện thoại, mật khẩu hoặc mã PIN chưa đúng. Máy mới, hoặc mở từ Zalo lần đầu, thì chưa dùng được mã PIN: vào bằng thẻ hoặc mật khẩu."
NO_CODE = "Mã trong ứng dụng gồm đúng 6 chữ số."
WRONG_CODE = "Mã này chưa đúng hoặc đã dùng rồi. Chờ ứng dụng hiện mã mới rồi gõ lại."
NO_RECOVERY_CODE = "Mã khôi phục gồm 9 chữ và số."
WRONG_RECOVERY_CODE = "Mã khôi phục này chưa đúng hoặc đã dùng rồi. Xem lại từng chữ."
NO_WORK = "Số này không còn phụ trách việc ở đơn vị nào đang hoạt động. Nếu chưa đúng, gọi Phòng Văn hóa - Xã hội."
UNLIKE = "Hai lần gõ chưa giống nhau. Gõ lại."


class SignInForm(BaseForm):
    """Telephone number and secret; what is wrong is said once, the same for a known and an unknown number."""

    phone = TextBox("Số điện thoại", longest=40)
    password = PasswordField("Mật khẩu")
    remember = BooleanField("Nhớ máy này", default=True)
    next = StringField()  # what is no path of ours is dropped (local_path), never held against the person

    def missing(self) -> bool:
        """Whether a box is empty, having said so."""
        if not self.phone.data:
            self.mend("phone", "Nhập số điện thoại.")
        if not self.password.data:
            self.mend("password", "Nhập mật khẩu hoặc mã PIN.")
        return bool(self.errors)


class SecretForm(BaseForm):
    """A new secret, twice; nothing that was typed is shown again."""

    secret = PasswordField()
    again = PasswordField()

    @property
    def chosen(self) -> str:
        return vietnamese.nfc(self.secret.data or "")

    def accepts_pin(self, phone: str) -> bool:
        return self._accepts(pin_problem(self.chosen, phone=phone))

    def accepts_password(self, phone: str, words: Iterable[str]) -> bool:
        return self._accepts(password_problem(self.chosen, phone=phone, words=words))

    def _accepts(self, problem: str | None) -> bool:
        if problem:
            self.mend("secret", problem)
        elif self.chosen != vietnamese.nfc(self.again.data or ""):
            self.mend("again", UNLIKE)
        return not self.errors


class FirstSecretForm(SecretForm):
    """The same after a card, where one may also say that the machine is not one's own."""

    remember = BooleanField("Nhớ máy này", default=True)


class OwnSecretForm(SecretForm):
    """The same for someone signed in, who gives the present one first (ASVS 6.2.3)."""

    present = PasswordField()


class ConfirmForm(BaseForm):
    """The password once more, before something weighty."""

    password = PasswordField("Mật khẩu")
    next = StringField()


class FactorForm(BaseForm):
    """A code of the telephone's app, or a recovery code: two boxes, one of them filled."""

    code = TextBox("Mã 6 số", longest=20)
    recovery = TextBox("Mã khôi phục", longest=40)
    next = StringField()

    @property
    def is_recovery(self) -> bool:
        return bool(self.recovery.data)

    @property
    def given(self) -> str:
        return self.recovery.data or self.code.data or ""

    def accepts(self) -> bool:
        """Whether what was typed can be right at all; what cannot is not counted as a try."""
        if not self.validate():
            return False
        if self.is_recovery and not is_recovery_code(self.given):
            self.mend("recovery", NO_RECOVERY_CODE)
        elif not self.is_recovery and not is_code(self.given):
            self.mend("code", NO_CODE)
        return not self.errors

    def refuse(self, message: str = "") -> None:
        """Says of the box that was filled what is wrong."""
        if self.is_recovery:
            self.mend("recovery", message or WRONG_RECOVERY_CODE)
        else:
            self.mend("code", message or WRONG_CODE)
