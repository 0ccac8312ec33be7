"""Photos in a bucket of any store that speaks S3. Needs boto3, which only an installation that asks for it has."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from app.config import ConfigError
from app.photos.store import Kept, StoreAway, StoreFull

WAIT = 5  # seconds, to connect and for each answer
REST = 20  # seconds nothing is read after an answer that did not come
# Bodies without a checksum behind them, which stores other than Amazon's may not take (boto3 issue 4392).
PLAIN = {"request_checksum_calculation": "when_required", "response_checksum_validation": "when_required"}
FULL = {"QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded"}


class BucketStore:
    """A Store in a bucket, under a prefix. client: boto3's."""

    def __init__(self, client: Any, bucket: str, prefix: str = "") -> None:
        self.client, self.bucket, self.prefix = client, bucket, prefix
        self.rests_until = 0.0  # by time.monotonic(): pages full of thumbnails do not all wait for a store that is away

    def put(self, name: str, content: bytes) -> None:
        with _failures():
            self.client.put_object(Bucket=self.bucket, Key=self.prefix + name, Body=content, ContentType="image/jpeg")

    def read(self, name: str) -> bytes | None:
        if time.monotonic() < self.rests_until:
            raise StoreAway("it did not answer a moment ago")
        with _failures(self._rest), suppress(self.client.exceptions.NoSuchKey):
            content: bytes = self.client.get_object(Bucket=self.bucket, Key=self.prefix + name)["Body"].read()
            return content
        return None

    def _rest(self) -> None:
        self.rests_until = time.monotonic() + REST

    def remove(self, name: str) -> None:
        with _failures():
            self.client.delete_object(Bucket=self.bucket, Key=self.prefix + name)

    def kept(self) -> Iterator[Kept]:
        with _failures():
            for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix):
                for found in page.get("Contents", ()):
                    yield Kept(found["Key"].removeprefix(self.prefix), found["LastModified"])


def open_bucket(setting: str) -> BucketStore:
    """The store of s3://bucket/prefix?endpoint=https://…&region=…; who may use it stands where boto3 looks for it.

    Raises ConfigError. Nothing is asked of the store yet.
    """
    try:
        import boto3
        from botocore.config import Config
    except ImportError as error:
        raise ConfigError("PHOTO_STORE names a bucket: install what stands in requirements-s3.txt") from error
    parts = urlsplit(setting)
    said = dict(parse_qsl(parts.query))
    waits = Config(connect_timeout=WAIT, read_timeout=WAIT, retries={"total_max_attempts": 2}, **PLAIN)
    client = boto3.client(
        "s3", endpoint_url=said.get("endpoint"), region_name=said.get("region", "us-east-1"), config=waits
    )
    prefix = parts.path.strip("/")
    return BucketStore(client, parts.netloc, f"{prefix}/" if prefix else "")


@contextmanager
def _failures(unanswered: Callable[[], None] = lambda: None) -> Iterator[None]:
    """What the library raises, as the store says it. unanswered: what is done where no answer came."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except BotoCoreError as error:
        unanswered()
        raise StoreAway(str(error)) from error
    except ClientError as error:
        code = error.response["Error"]["Code"]
        raise (StoreFull if code in FULL else StoreAway)(code) from error
