"""Settings: three that may be set, defaults for the rest, and a plain refusal of what is wrong."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app.config import LOOPBACK, ROOT, Config, ConfigError, CutOff

KEY = "k" * 32


def read(tmp_path: Path, **env: str) -> Config:
    return Config.from_environment({"DATA_DIR": str(tmp_path)} | env)


@pytest.mark.parametrize("typed", ["abc", "12", "024-33334444", "0" * 40, "javascript:1"])
def test_a_number_to_call_is_one(tmp_path: Path, typed: str):
    with pytest.raises(ConfigError, match="HELP_PHONE"):
        read(tmp_path, HELP_PHONE=typed)

    assert read(tmp_path, HELP_PHONE="024 3333 4444").help_phone == "024 3333 4444"


def test_without_any_setting_all_is_in_the_data_directory(tmp_path: Path):
    config = read(tmp_path)

    assert config.database_url == f"sqlite:///{tmp_path / 'sotayso.db'}"
    assert (config.cut_off, config.plan_file, config.proxy_hops) == (CutOff.FIFTEENTH, None, 0)
    assert config.trusted_hosts == LOOPBACK


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path):
    first, second = read(tmp_path).secret_key, read(tmp_path).secret_key

    assert first == second
    assert len(first) >= 48
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_two_machines_never_share_a_secret_key(tmp_path: Path):
    assert read(tmp_path / "a").secret_key != read(tmp_path / "b").secret_key


def test_starts_at_the_same_moment_agree_on_one_secret_key(tmp_path: Path):
    code = "from app.config import Config; print(Config.from_environment().secret_key)"
    env = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path)}
    starts = [
        subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=env, stdout=subprocess.PIPE) for _ in range(6)
    ]

    keys = {start.communicate(timeout=30)[0] for start in starts}

    assert len(keys) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret-key"]


@pytest.mark.parametrize("prefix", ["postgres://", "postgresql://", "postgresql+psycopg://"])
def test_every_way_of_naming_postgresql_is_understood(tmp_path: Path, prefix: str):
    assert read(tmp_path, DATABASE_URL=f"{prefix}u@h/d").database_url == "postgresql+psycopg://u@h/d"


def test_hosts_are_separated_by_commas_or_spaces(tmp_path: Path):
    config = read(tmp_path, TRUSTED_HOSTS="so.example.vn, so2.example.vn  127.0.0.1")

    assert config.trusted_hosts == ("so.example.vn", "so2.example.vn", "127.0.0.1")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "k" * 31),
        ("SECRET_KEY", ""),
        ("DATABASE_URL", "mysql://h/d"),
        ("DATABASE_URL", "sotayso.db"),
        ("CUT_OFF", "16-15"),
        ("PROXY_HOPS", "-1"),
        ("PROXY_HOPS", "4"),
        ("PROXY_HOPS", "một"),
    ],
)
def test_a_wrong_setting_stops_the_start_and_is_named(tmp_path: Path, name: str, value: str):
    with pytest.raises(ConfigError, match=name):
        read(tmp_path, **{"SECRET_KEY": KEY} | {name: value})


def test_a_secret_key_kept_too_short_is_refused_as_well(tmp_path: Path):
    (tmp_path / "secret-key").write_text("short", encoding="ascii")

    with pytest.raises(ConfigError, match="SECRET_KEY"):
        read(tmp_path)
