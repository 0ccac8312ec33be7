"""Keys made from SECRET_KEY, one a purpose: what a thief of the database alone lacks."""

import base64
import hmac
import secrets
from dataclasses import dataclass, field

# No vowels, D or W: Vietnamese keyboards would turn pairs of them into other letters. No 0/O, 1/I.
CODE_LETTERS = "BCFGHJKLMNPQRSTVXZ23456789"
CODE_LENGTH, GROUP = 9, 3  # 42 bits, in groups that can be read aloud


@dataclass(frozen=True)
class Keys:
    """Everything that is made from the secret; another SECRET_KEY makes PINs, codes and second factors worthless."""

    secret: str = field(repr=False)

    def pin(self, person_id: int, pin: str) -> str:
        """A PIN with its pepper: what argon2id is given. Six digits alone would be guessed whatever the hash."""
        return self._mac("pin", str(person_id), pin).hex()

    def code(self, typed: str) -> str:
        """How a typed code is kept, 64 hex digits; spaces, dashes and case do not matter."""
        return self._mac("code", "".join(c for c in typed.upper() if c in CODE_LETTERS)).hex()

    def factor(self, person_id: int, nonce: str) -> str:
        """The secret of a person's second factor (RFC 6238), 160 bits in base32; never stored."""
        return base64.b32encode(self._mac("factor", str(person_id), nonce)[:20]).decode()

    def recovery(self, person_id: int, typed: str) -> str:
        """How a recovery code of a person is kept, 64 hex digits."""
        return self._mac("recovery", str(person_id), "".join(c for c in typed.upper() if c in CODE_LETTERS)).hex()

    def _mac(self, purpose: str, *parts: str) -> bytes:
        return hmac.digest(self.secret.encode(), "\0".join((purpose, *parts)).encode("utf-8", "replace"), "sha256")


def fresh_code() -> str:
    """A random typed code: "BCF-234-GHK"."""
    letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    return "-".join(letters[place : place + GROUP] for place in range(0, CODE_LENGTH, GROUP))
