"""One contract for whatever keeps the photos: a folder, or a bucket of an S3 server that runs beside the tests."""

import os
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import boto3
import pytest
from moto.server import ThreadedMotoServer

from app.config import Config, ConfigError
from app.photos.bucket import BucketStore, open_bucket
from app.photos.darkroom import open_darkroom
from app.photos.folder import FolderStore
from app.photos.store import Store, StoreAway, fresh_name, photo_file, thumbnail_file

NAME = photo_file("ab" * 16)


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an S3 server on loopback, and whoever may use it in the environment."""
    kept = {name: os.environ.get(name) for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")}
    os.environ.update(dict.fromkeys(kept, "test"))
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    yield f"http://127.0.0.1:{server.get_host_and_port()[1]}"
    server.stop()
    for name, value in kept.items():
        os.environ.pop(name)
        if value is not None:
            os.environ[name] = value


@pytest.fixture
def bucket(s3: str) -> Iterator[str]:
    """The setting that names an empty bucket."""
    client: Any = boto3.client("s3", endpoint_url=s3, region_name="us-east-1")
    client.create_bucket(Bucket="anh")
    yield f"s3://anh/pho?endpoint={s3}"
    for each in client.list_objects_v2(Bucket="anh").get("Contents", ()):
        client.delete_object(Bucket="anh", Key=each["Key"])
    client.delete_bucket(Bucket="anh")
    client.close()


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "folder":
        return FolderStore(tmp_path / "photos")
    return open_bucket(request.getfixturevalue("bucket"))


def names(store: Store) -> list[str]:
    return sorted(each.name for each in store.kept())


def test_what_is_put_is_read_back(store: Store):
    store.put(NAME, b"\xff\xd8 anh")

    assert store.read(NAME) == b"\xff\xd8 anh"


def test_what_is_not_there_is_none_and_may_be_removed(store: Store):
    store.remove(NAME)

    assert store.read(NAME) is None
    assert names(store) == []


def test_what_is_removed_is_gone_and_its_neighbour_is_not(store: Store):
    neighbour = thumbnail_file("ab" * 16)
    for name in (NAME, neighbour):
        store.put(name, b"anh")

    store.remove(NAME)

    assert store.read(NAME) is None
    assert names(store) == [neighbour]


def test_every_file_is_listed_with_its_time(store: Store):
    put = sorted(photo_file(fresh_name()) for _ in range(5))
    for name in put:
        store.put(name, b"anh")

    assert names(store) == put
    assert all(abs(datetime.now(UTC) - each.since) < timedelta(minutes=1) for each in store.kept())


def test_what_is_put_again_is_whole(store: Store):
    store.put(NAME, b"x" * 1000)
    store.put(NAME, b"anh")

    assert store.read(NAME) == b"anh"
    assert names(store) == [NAME]


def test_bodies_are_sent_as_every_store_takes_them(s3: str):
    """boto3 issue 4392: by default a checksum follows the body, which only Amazon's store is sure to take."""
    said = open_bucket(f"s3://anh?endpoint={s3}").client.meta.config

    assert {said.request_checksum_calculation, said.response_checksum_validation} == {"when_required"}


def test_a_bucket_keeps_to_its_prefix(bucket: str):
    store = open_bucket(bucket)
    other = BucketStore(store.client, "anh", "khac/")
    other.put(NAME, b"khac")

    assert store.read(NAME) is None
    assert names(store) == []


@pytest.mark.parametrize("act", [lambda s: s.put(NAME, b""), lambda s: s.read(NAME), lambda s: s.remove(NAME), names])
@pytest.mark.parametrize("broken", ["nobody listens", "no such bucket"])
def test_a_bucket_that_does_not_answer_is_away(s3: str, broken: str, act: Any):
    address = "http://127.0.0.1:9" if broken == "nobody listens" else s3

    with pytest.raises(StoreAway):
        act(open_bucket(f"s3://khong-co?endpoint={address}"))


def test_a_bucket_that_hangs_is_not_waited_for_by_everybody(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("app.photos.bucket.WAIT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes what comes and never answers
        store = open_bucket(f"s3://anh?endpoint=http://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(StoreAway):
            store.read(NAME)
    asked = Mock(side_effect=AssertionError)
    monkeypatch.setattr(store.client, "get_object", asked)

    with pytest.raises(StoreAway):
        store.read(NAME)

    store.rests_until = 0.0
    with pytest.raises(AssertionError):
        store.read(NAME)


def test_the_setting_chooses(tmp_path: Path, s3: str):
    def chosen(**more: str) -> Store:
        return open_darkroom(Config("sqlite://", "k" * 40, tmp_path, **more)).store

    assert isinstance(chosen(), FolderStore)
    assert isinstance(chosen(photo_store=f"s3://anh?endpoint={s3}"), BucketStore)


@pytest.mark.parametrize("text", ["http://x", "s3://", "s3://X/y", "/srv/anh", "s3:///x"])
def test_a_setting_that_names_no_bucket_is_refused(tmp_path: Path, text: str):
    with pytest.raises(ConfigError, match="PHOTO_STORE"):
        Config.from_environment({"DATA_DIR": str(tmp_path), "PHOTO_STORE": text})


def test_without_the_library_a_bucket_is_refused_in_words(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(__import__("sys").modules, "boto3", None)

    with pytest.raises(ConfigError, match=r"requirements-s3\.txt"):
        open_bucket("s3://anh")
