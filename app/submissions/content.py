"""What was sent, in one canonical form: equal content has equal checksums however it was sent."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any


def sha256(parts: Iterable[Any]) -> str:
    """The checksum of some dataclasses, in hex."""
    canonical = json.dumps([asdict(part) for part in parts], sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()
