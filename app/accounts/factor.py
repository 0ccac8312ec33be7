"""The second factor as arithmetic: a code for every 30 seconds (RFC 6238), and what is typed instead of one."""

import hmac
import secrets
from datetime import datetime

import pyotp

from app.keys import CODE_LENGTH, CODE_LETTERS, fresh_code

ISSUER = "Sổ tay số"
STEP = 30  # seconds
WINDOW = 1  # steps a telephone's clock may be behind or ahead
CODES = 10  # recovery codes handed out at once


def fresh_nonce() -> str:
    """What one set-up differs in from another; the secret is made from it and from the program's key."""
    return secrets.token_urlsafe(24)


def address(secret: str, who: str) -> str:
    """What the QR holds for the app on the telephone."""
    return pyotp.TOTP(secret, interval=STEP).provisioning_uri(name=who, issuer_name=ISSUER)


def grouped(secret: str) -> str:
    """The secret to be typed by hand: "ABCD EFGH …"."""
    return " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))


def bare(typed: str) -> str:
    """A code without the spaces and dashes people put into it."""
    return "".join(c for c in typed.upper() if not c.isspace() and c not in "-.")


def is_code(typed: str) -> bool:
    """Whether this can be a code of the app."""
    return len(bare(typed)) == 6 and all(c in "0123456789" for c in bare(typed))


def is_recovery_code(typed: str) -> bool:
    """Whether this can be a recovery code."""
    return len(bare(typed)) == CODE_LENGTH and all(c in CODE_LETTERS for c in bare(typed))


def step_of(typed: str, secret: str, now: datetime) -> int | None:
    """The step whose code this is, one either side of now's allowed; None: of none."""
    present, counter = int(now.timestamp()) // STEP, pyotp.HOTP(secret)
    steps = range(present - WINDOW, present + WINDOW + 1)
    if not is_code(typed):
        return None
    return max((step for step in steps if hmac.compare_digest(counter.at(step), bare(typed))), default=None)


def fresh_codes() -> list[str]:
    """Recovery codes nobody has seen."""
    return [fresh_code() for _ in range(CODES)]
