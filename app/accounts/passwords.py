"""Passwords and PINs: argon2id with set parameters, and the same work for a number nobody has."""

import secrets
from functools import cache
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 8, 1024  # characters; bytes (ASVS 6.2.1; the cap keeps hashing cheap)
PIN_LENGTH = 6
# 19 MiB, two passes, one lane: OWASP's floor for argon2id.
_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


_one_at_a_time = Lock()  # each hash takes 19 MiB, and a worker has several threads


def hashed(secret: str) -> str:
    """The argon2id hash of a password, or of a PIN with its pepper (Keys.pin)."""
    with _one_at_a_time:
        return _hasher.hash(secret)


def matches(kept: str | None, secret: str) -> bool:
    """Whether a secret is the one kept; takes as long when nothing is kept."""
    fits = len(secret.encode("utf-8", "replace")) <= LONGEST
    compared = kept or _nobodys()
    try:
        with _one_at_a_time:
            return _hasher.verify(compared, secret if fits else "") and fits and bool(kept)
    except (VerificationError, InvalidHashError, UnicodeError):
        return False


def is_outdated(kept: str) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return _hasher.check_needs_rehash(kept)


def is_pin(text: str) -> bool:
    """Whether a text is six digits."""
    return len(text) == PIN_LENGTH and text.isascii() and text.isdigit()


def fresh() -> str:
    """A random password that can be read aloud: four groups of four, 79 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


@cache
def _nobodys() -> str:
    return hashed(secrets.token_urlsafe(16))
