"""Photos as phones send them, and photos that entries have already."""

import hashlib
from collections.abc import Sequence
from io import BytesIO
from typing import Any
from uuid import uuid4

from bs4 import BeautifulSoup
from flask import current_app
from PIL import Image

from app import clock
from app.activities.models import Activity
from app.database import writing
from app.extensions import db
from app.photos.commands import NewPhoto, file, put_photo, unfile
from app.photos.darkroom import Darkroom
from app.photos.decoding import Drawn
from tests.page import PageClient


def encoded(image: Image.Image, kind: str = "JPEG", **more: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def a_jpeg(width: int = 64, height: int = 48, **more: Any) -> bytes:
    """A photo like no other before it."""
    return encoded(Image.effect_noise((width, height), 60).convert("RGB"), **more)


def darkroom() -> Darkroom:
    return current_app.extensions["darkroom"]


def a_photo(entry: Activity, content: bytes | None = None, *, key: str = "") -> str:
    """A photo an entry has; its name. It is stored as it is, without being redrawn."""
    content = content or a_jpeg()
    filed = file(Drawn(content, content[:200], 64, 48), darkroom().store)
    key = key or str(uuid4())
    new = NewPhoto(entry.id, entry.unit_id, key, hashlib.sha256(content).hexdigest(), None, clock.now())
    name = put_photo(writing(), new, filed)
    db.session.commit()
    if name != filed.name:
        unfile(filed.name, darkroom().store)
    return name


def multipart(fields: dict[str, str], files: Sequence[tuple[bytes, str]]) -> dict[str, Any]:
    """The body of a form with files, all in one: the test client would leave files of its own open."""
    edge = uuid4().hex
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'.encode() for n, v in fields.items()
    ]
    for content, name in files:
        head = f'--{edge}\r\nContent-Disposition: form-data; name="photo"; filename="{name}"\r\n\r\n'
        parts += [head.encode(), content, b"\r\n"]
    body = b"".join([*parts, f"--{edge}--\r\n".encode()])
    return {"data": body, "content_type": f"multipart/form-data; boundary={edge}"}


def send(client: PageClient, number: int, content: bytes, *, key: str = "", **more: str) -> Any:
    """What a phone is answered that sends one photo."""
    sent = {"key": key or str(uuid4()), "sha256": hashlib.sha256(content).hexdigest(), "csrf_token": client.token()}
    body = multipart(sent | more, [(content, "IMG_0001.jpg")])
    who = client.send("/cho-gui/ai").get_json()
    headers = {"X-Outbox": f"{who['person']} {who.get('unit')}"}
    return client.send(f"/nhat-ky/{number}/anh", method="POST", headers=headers, **body)


def send_form(client: PageClient, number: int, *files: tuple[bytes, str], status: int = 303) -> BeautifulSoup:
    """The page a browser without JavaScript gets for these files; for none it sends an empty one without a name."""
    body = multipart({"csrf_token": client.token()}, files or [(b"", "")])
    return client.open("POST", f"/nhat-ky/{number}/anh", status=status, **body)


def stored_files() -> list[str]:
    return [kept.name for kept in darkroom().store.kept()]
