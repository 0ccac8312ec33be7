"""Signing in, and choosing the secrets one signs in with."""

from collections.abc import Iterable

from wtforms import BooleanField, PasswordField, StringField

from app import vietnamese
from app.accounts.rules import password_problem, pin_problem
from app.forms import BaseForm, TextBox

WRONG = "Số điện thoại hoặc mật khẩu, mã PIN chưa đúng."
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


class OwnSecretForm(SecretForm):
    """The same for someone signed in, who gives the present one first (ASVS 6.2.3)."""

    present = PasswordField()


class ConfirmForm(BaseForm):
    """The password once more, before something weighty."""

    password = PasswordField("Mật khẩu")
    next = StringField()
