"""Settings from the environment: frozen, typed, refused when wrong. Only three ever need be set."""

import contextlib
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from app.keys import Keys

ROOT = Path(__file__).resolve().parent.parent
SIGNED_IN_FOR = timedelta(days=90)  # unless a ward decides otherwise
COOKIES_LAST = timedelta(days=400)  # as long as browsers keep one; the row of the sign-in ends it before
LOOPBACK = ("127.0.0.1", "localhost")


class ConfigError(ValueError):
    """A setting that the app may not start with; the message names it."""


class CutOff(StrEnum):
    """How months are cut: on the 15th (Nghị định 09/2019, Điều 12) or by the calendar."""

    FIFTEENTH = "15-14"
    CALENDAR = "calendar"


@dataclass(frozen=True)
class Config:
    """Everything the app is told from outside. DATABASE_URL, SECRET_KEY and DATA_DIR; the rest has defaults."""

    database_url: str
    secret_key: str
    data_dir: Path
    plan_file: Path | None = None
    holidays_file: Path | None = None
    cut_off: CutOff = CutOff.FIFTEENTH
    trusted_hosts: tuple[str, ...] = LOOPBACK
    proxy_hops: int = 0
    photo_store: str = ""
    help_phone: str = ""

    @cached_property
    def keys(self) -> Keys:
        """What is made from the secret key, one a purpose."""
        return Keys(self.secret_key)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> "Config":
        """Reads and checks the settings. Raises ConfigError; makes DATA_DIR and its secret key when missing."""
        env = os.environ if environ is None else environ
        data_dir = Path(env.get("DATA_DIR") or ROOT / "var").resolve()
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        plan_file, holidays_file = env.get("PLAN_FILE"), env.get("HOLIDAYS_FILE")
        return cls(
            database_url=_database_url(env.get("DATABASE_URL") or f"sqlite:///{data_dir / 'sotayso.db'}"),
            secret_key=_secret_key(env.get("SECRET_KEY"), data_dir / "secret-key"),
            data_dir=data_dir,
            plan_file=Path(plan_file) if plan_file else None,
            holidays_file=Path(holidays_file) if holidays_file else None,
            cut_off=_cut_off(env.get("CUT_OFF") or CutOff.FIFTEENTH),
            trusted_hosts=tuple(env.get("TRUSTED_HOSTS", "").replace(",", " ").split()) or LOOPBACK,
            proxy_hops=_hops(env.get("PROXY_HOPS") or "0"),
            photo_store=_photo_store(env.get("PHOTO_STORE") or ""),
            help_phone=_help_phone(env.get("HELP_PHONE") or ""),
        )


def _database_url(url: str) -> str:
    if url.startswith("sqlite:///"):
        return url
    for prefix in ("postgresql+psycopg://", "postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    raise ConfigError("DATABASE_URL must begin with sqlite:/// or postgresql://")


def _secret_key(given: str | None, kept: Path) -> str:
    if given is None:
        if not kept.exists():
            _keep_once(secrets.token_urlsafe(48), kept)
        given = kept.read_text(encoding="ascii").strip()
    if len(given) < 32:
        raise ConfigError("SECRET_KEY must have at least 32 characters")
    return given


def _keep_once(secret: str, kept: Path) -> None:
    """Whole or not at all, and the first of two starts wins."""
    fresh = kept.with_name(f".{kept.name}.{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_text(secret, encoding="ascii")
    with contextlib.suppress(FileExistsError):
        os.link(fresh, kept)
    fresh.unlink()


def _cut_off(text: str) -> CutOff:
    try:
        return CutOff(text)
    except ValueError as error:
        raise ConfigError("CUT_OFF must be 15-14 or calendar") from error


def _photo_store(text: str) -> str:
    if text and not re.match(r"s3://[a-z0-9][a-z0-9.-]+(/|\?|$)", text):
        raise ConfigError("PHOTO_STORE must be s3://bucket or s3://bucket/prefix?endpoint=https://…&region=…")
    return text


def _help_phone(text: str) -> str:
    """As people read it out: digits, with blanks or dots between."""
    if text and not re.fullmatch(r"[0-9]([ .]?[0-9]){2,14}", text, re.ASCII):
        raise ConfigError("HELP_PHONE must be a telephone number, such as 024 3333 4444")
    return text


def _hops(text: str) -> int:
    if text not in {"0", "1", "2", "3"}:
        raise ConfigError("PROXY_HOPS must be 0, 1, 2 or 3: how many proxies of yours stand in front")
    return int(text)
