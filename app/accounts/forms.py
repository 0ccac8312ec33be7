"""Signing in."""

from wtforms import PasswordField, StringField

from app.forms import BaseForm, TextBox

WRONG = "Số điện thoại hoặc mật khẩu chưa đúng."


class SignInForm(BaseForm):
    """Telephone number and password; what is wrong is said once, the same for a known and an unknown number."""

    phone = TextBox("Số điện thoại", longest=40)
    password = PasswordField("Mật khẩu")
    next = StringField()  # what is no path of ours is dropped (local_path), never held against the person

    def missing(self) -> bool:
        """Whether a box is empty, having said so."""
        if not self.phone.data:
            self.mend("phone", "Nhập số điện thoại.")
        if not self.password.data:
            self.mend("password", "Nhập mật khẩu.")
        return bool(self.errors)
