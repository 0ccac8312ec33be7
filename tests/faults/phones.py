"""Phones that send by the contract of security.md 3.0: a key and the same bytes at every try, done only at 201 that echoes both."""

import hashlib
import json
import re
import time
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection, HTTPException, HTTPMessage
from http.cookies import SimpleCookie
from itertools import count
from random import SystemRandom
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from app import clock

FORM = "application/x-www-form-urlencoded"
TOPICS = ("bdhvs", "attt")
CHANCE = SystemRandom()
_figure = count(1001)


@dataclass
class Item:
    """What a phone holds until it is acknowledged. attending: the figure of an entry; None: a photo."""

    path: str
    body: bytes
    kind: str
    key: str
    sha256: str
    attending: int | None = None
    answers: list[int] = field(default_factory=list)  # status of each try; 0: none came
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def acknowledged(self) -> bool:
        return 201 in self.answers


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes

    def json(self) -> dict[str, Any]:
        try:
            return dict(json.loads(self.body))
        except ValueError:
            return {}


def an_entry(days_ago: int | None = None) -> Item:
    """A meeting with a figure of its own and two topics, on one of the last sixty days."""
    attending = next(_figure)
    day = clock.today() - timedelta(days=attending % 60 if days_ago is None else days_ago)
    fields = {"key": str(uuid4()), "held_on": day.isoformat(), "type": "hop_tdp", "luot_nguoi_du": str(attending)}
    body = urlencode(fields | {"topics": TOPICS}, doseq=True).encode()
    return Item("/nhat-ky/ghi/hop", body, FORM, fields["key"], hashlib.sha256(body).hexdigest(), attending)


def a_photo(entry: int, content: bytes) -> Item:
    """A photo for an entry, as photos.js sends it."""
    key, sha256, edge = str(uuid4()), hashlib.sha256(content).hexdigest(), uuid4().hex
    head = "".join(
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in (("key", key), ("sha256", sha256))
    )
    head += f'--{edge}\r\nContent-Disposition: form-data; name="photo"; filename="IMG_0001.jpg"\r\n\r\n'
    body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
    return Item(f"/nhat-ky/{entry}/anh", body, f"multipart/form-data; boundary={edge}", key, sha256)


class Phone:
    """Keeps cookies. port: the server's, or that of a line in between."""

    def __init__(self, port: int, account: dict[str, str], *, limit: float = 30) -> None:
        self.port, self.account, self.limit = port, account, limit
        self.cookies: dict[str, str] = {}
        self.who: dict[str, Any] = {}
        self.hung_up = False

    def ask(self, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """One request on a connection of its own. Raises OSError or HTTPException where no answer comes."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {name.replace("_", "-"): value for name, value in headers.items()} | {"Cookie": cookie}
        line = HTTPConnection("127.0.0.1", self.port, timeout=self.limit)
        try:
            line.request("GET" if body is None else "POST", path, body, sent)
            answer = line.getresponse()
            told = Answer(answer.status, answer.headers, answer.read())
        finally:
            line.close()
        for each in told.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(each).items()}
        return told

    def sign_in(self) -> "Phone":
        token = re.search(rb'name="csrf_token" value="([^"]+)"', self.ask("/dang-nhap").body)
        assert token
        fields = {"csrf_token": token[1].decode(), "phone": self.account["phone"], "password": self.account["password"]}
        assert self.ask("/dang-nhap", urlencode(fields).encode(), Content_Type=FORM).status == 303
        self.ask_who()
        assert self.who.get("person"), self.who
        return self

    def ask_who(self) -> None:
        self.who = self.ask("/cho-gui/ai").json()

    def send(self, item: Item) -> Answer | None:
        """One try; its status is kept with the item."""
        own = {"X_Outbox": f"{self.who['person']} {self.who['unit']}"}
        try:
            answer = self.ask(item.path, item.body, Content_Type=item.kind, X_CSRFToken=self.who["token"], **own)
        except (OSError, HTTPException):
            item.answers.append(0)
            return None
        told = answer.json()
        delivered = answer.status == 201 and (told.get("key"), told.get("sha256")) == (item.key, item.sha256)
        item.answers.append(answer.status if delivered or answer.status != 201 else -201)
        item.told = told
        return answer

    def deliver(self, item: Item, within: float = 60, most_wait: float = 0.5) -> Item:
        """Tries until it is acknowledged. most_wait: seconds between two tries, whatever Retry-After says."""
        deadline = time.monotonic() + within
        while not (item.acknowledged or self.hung_up) and time.monotonic() < deadline:
            answer = self.send(item)
            if not item.acknowledged:
                asked = float(answer.headers.get("Retry-After", "0")) if answer else 0.05
                time.sleep(min(most_wait, asked or 0.05) * (0.5 + CHANCE.random()))
        return item
