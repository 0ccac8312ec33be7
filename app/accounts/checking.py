"""Whether a telephone number and a secret belong together: throttled, and the same work for a number nobody has."""

import logging
from dataclasses import dataclass, field
from datetime import date, datetime

from app import vietnamese
from app.accounts import passwords
from app.accounts.commands import renew_hash
from app.accounts.people import knows
from app.accounts.queries import Account, account_with
from app.keys import Keys
from app.throttle.commands import Subject, begin_try, succeed
from app.throttle.figures import ACCOUNT, ADDRESS, DEVICE

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Attempt:
    """What was typed, and where. phone: ten digits, or None for what is no number. mark: the browser's, or empty."""

    phone: str | None
    secret: str = field(repr=False)
    mark: str = field(repr=False)
    address: str


def check(attempt: Attempt, keys: Keys, *, now: datetime, today: date) -> Account | None:
    """The account, when the secret is right: a password anywhere, a PIN only on a known device and never of an official.

    Raises TooManyTries. A known device has a counter of its own, so that an attack on the number does not keep it out.
    """
    account = account_with(attempt.phone, today)
    known = knows(attempt.mark, account.id if account else 0)
    own, shared = _subjects(attempt, account if known else None)
    begin_try([*own, *shared], now=now)
    column, kept, secret = _compared(attempt, account, known, keys)
    if not passwords.matches(kept, secret) or account is None:
        log.info("sign-in refused: %s from %s", vietnamese.masked(attempt.phone or ""), attempt.address)
        return None
    succeed(forgiven=own, taken_back=shared, now=now)
    if passwords.is_outdated(kept):
        renew_hash(account.id, column, old=kept, new=passwords.hashed(secret))
    return account


def _subjects(attempt: Attempt, known: Account | None) -> tuple[list[Subject], list[Subject]]:
    """What a failure counts against: what a success forgives, and what it does not."""
    if known is not None:
        return [Subject("device", f"{known.id} {attempt.mark}", DEVICE)], []
    return [Subject("account", attempt.phone or "", ACCOUNT)], [Subject("address", attempt.address, ADDRESS)]


def _compared(attempt: Attempt, account: Account | None, known: bool, keys: Keys) -> tuple[str, str, str]:
    """The column a secret is compared with, the hash there ("" fits nothing), and what that hash was made of."""
    if account is not None and known and not account.is_official and passwords.is_pin(attempt.secret):
        return "pin_hash", account.pin_hash, keys.pin(account.id, attempt.secret)
    return "password_hash", account.password_hash if account else "", attempt.secret


def is_own(account: Account, secret: str, keys: Keys, *, now: datetime) -> bool:
    """Whether somebody signed in knows the own password or PIN, asked before it is changed. Raises TooManyTries."""
    subject = Subject("own", str(account.id), DEVICE)
    begin_try([subject], now=now)
    if passwords.is_pin(secret) and not account.is_official:
        right = passwords.matches(account.pin_hash, keys.pin(account.id, secret))
    else:
        right = passwords.matches(account.password_hash, secret)
    if right:
        succeed(forgiven=[subject], now=now)
    return right
