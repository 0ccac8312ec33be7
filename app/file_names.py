"""How an answer says what its file is called, in every browser (RFC 6266, RFC 8187); pure."""

import re
from urllib.parse import quote

from app.vietnamese import fold

_NO_PLAIN = re.compile(r"[^a-z0-9]+")


def attachment(name: str) -> str:
    """The Content-Disposition of a file to keep: for old browsers without marks, for others as it is called."""
    stem, dot, suffix = name.rpartition(".")
    plain = _NO_PLAIN.sub("-", fold(stem or suffix)).strip("-") or "tep"
    return f"attachment; filename=\"{plain}{dot}{suffix if dot else ''}\"; filename*=UTF-8''{quote(name, safe='')}"
