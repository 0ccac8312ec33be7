"""Passwords: argon2id with set parameters, and the same work for a number nobody has."""

import secrets
from functools import cache
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 8, 1024  # characters; bytes (ASVS 6.2.1; the cap keeps hashing cheap)
# 19 MiB, two passes, one lane: OWASP's floor for argon2id.
_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


_one_at_a_time = Lock()  # each hash takes 19 MiB, and a worker has several threads


def hashed(password: str) -> str:
    """The argon2id hash of a password."""
    with _one_at_a_time:
        return _hasher.hash(password)


def matches(kept: str | None, password: str) -> bool:
    """Whether a password is the one kept; takes as long when nothing is kept."""
    fits = len(password.encode()) <= LONGEST
    compared = kept or _nobodys()
    try:
        with _one_at_a_time:
            return _hasher.verify(compared, password if fits else "") and fits and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def fresh() -> str:
    """A random password that can be read aloud: four groups of four, 79 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


@cache
def _nobodys() -> str:
    return hashed(secrets.token_urlsafe(16))
