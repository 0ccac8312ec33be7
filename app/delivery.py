"""What the outbox of a phone sends and is told: delivered, by key and checksum, or in plain words why not (security.md 3.0)."""

import hashlib
from collections.abc import Sequence

from flask import Response, jsonify, request

HEADER = "X-Outbox"  # the number of the person who typed it and the code of the unit it is for


def asked() -> bool:
    """Whether a phone's outbox sends this and not a page."""
    return HEADER in request.headers


def is_from(person_id: int, unit_code: str) -> bool:
    """Whether it was typed by this person for this unit."""
    return request.headers.get(HEADER, "") == f"{person_id} {unit_code}"


def delivered(url: str, checksum: str = "") -> Response:
    """201: it is stored, now or before. url: where it can be seen; checksum: of a photo.

    Echoes the key and the SHA-256 (hex) of the photo, else of the body.
    """
    checksum = checksum or hashlib.sha256(request.get_data()).hexdigest()
    answer = jsonify(key=request.form.get("key", ""), sha256=checksum, url=url)
    answer.status_code = 201
    return answer


def refused(status: int, sentences: Sequence[str]) -> Response:
    """Nothing was stored; sentences: why, for the person."""
    answer = jsonify(messages=list(sentences))
    answer.status_code = status
    return answer
