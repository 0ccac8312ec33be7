"""What may not be a password or a PIN (ASVS 6.2.4, 6.2.11)."""

from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from app import vietnamese
from app.accounts.passwords import LONGEST, SHORTEST, is_pin

TOO_SHORT = f"Mật khẩu có ít nhất {SHORTEST} ký tự."
TOO_LONG = "Mật khẩu dài quá. Chọn mật khẩu ngắn hơn."
COMMON = "Mật khẩu này nhiều người dùng, dễ bị đoán. Chọn mật khẩu khác."
OWN_PHONE = "Mật khẩu không được là số điện thoại của mình."
WARDS_WORDS = "Mật khẩu chỉ gồm tên phường, tên đơn vị hoặc tên mình thì dễ bị đoán. Thêm vài từ khác."
NO_PIN = "Mã PIN gồm đúng 6 chữ số."
EASY_PIN = "Mã PIN này dễ bị đoán. Chọn 6 số khác, không liền nhau và không trùng số điện thoại."

# What people here choose, beside zxcvbn's list of the 30 000 most common; compared without marks, spaces and digits at the end.
_OWN_WORDS = (
    "mat khau",
    "anh yeu em",
    "em yeu anh",
    "viet nam",
    "ha noi",
    "xin chao",
    "khong biet",
    "gia dinh",
    "con cho",
    "to truong",
    "to dan pho",
    "chuyen vien",
    "quan tri",
    "so tay so",
    "binh dan hoc vu so",
    "chuyen doi so",
    "nghi quyet 57",
    "phuong",
    "ubnd",
    "password",
    "admin",
)


def password_problem(password: str, *, phone: str, words: Iterable[str]) -> str | None:
    """Why a password may not be taken, or None. words: names of the person, the unit and the ward."""
    if len(password) < SHORTEST:
        return TOO_SHORT
    if len(password.encode("utf-8", "replace")) > LONGEST:
        return TOO_LONG
    if vietnamese.phone(password) == phone or phone in password:
        return OWN_PHONE
    if password.casefold() in _common() or _bare(password) in _common() or _repeats(password):
        return COMMON
    return WARDS_WORDS if _only_words(password, words) else None


def pin_problem(pin: str, *, phone: str) -> str | None:
    """Why a PIN may not be taken, or None."""
    if not is_pin(pin):
        return NO_PIN
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    repeated = pin[:3] == pin[3:] or pin[:2] * 3 == pin
    return EASY_PIN if len(steps) == 1 or repeated or pin in phone else None


def _bare(text: str) -> str:
    """Letters and digits without marks or case: "Phú Lương-2026" → "phuluong2026"."""
    return "".join(c for c in vietnamese.fold(text) if c.isalnum())


def _only_words(password: str, words: Iterable[str]) -> bool:
    """Whether nothing is left of a password once known words, digits and signs are taken away."""
    left = "".join(c for c in _bare(password) if not c.isdigit())
    if not left:
        return False
    known = {_bare(part) for word in (*words, *_OWN_WORDS) for part in (word, *word.split())}
    for word in sorted(known, key=len, reverse=True):
        if len(word) >= 2:
            left = left.replace("".join(c for c in word if not c.isdigit()) or "\0", "")
    return not left


def _repeats(password: str) -> bool:
    """Whether one short piece is said over and over: "aaaaaaaa", "12121212"."""
    return any(password == (password[:size] * len(password))[: len(password)] for size in (1, 2, 3))


@cache
def _common() -> frozenset[str]:
    """Read when the first password is chosen: most workers never need it."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return frozenset(FREQUENCY_LISTS["passwords"])
