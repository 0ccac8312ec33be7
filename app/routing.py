"""Typed, bounded parts of addresses: what does not fit is no page of ours (404)."""

import re
from functools import lru_cache
from typing import Any

from flask import Flask, request, url_for
from werkzeug.routing import BaseConverter, IntegerConverter


class NumberConverter(IntegerConverter):
    """The number of an entry or a receipt: at most nine digits, so that both databases can hold it."""

    regex = r"[1-9][0-9]{0,8}"


class SlugConverter(BaseConverter):
    """The name of a tile."""

    regex = r"[a-z][a-z0-9-]{0,39}"


class CodeConverter(BaseConverter):
    """A unit's code."""

    regex = r"[A-Za-z0-9][A-Za-z0-9._-]{0,19}"


class FeedbackConverter(BaseConverter):
    """What a thread of feedback is called: PA-2026-0001, in whatever case it was typed."""

    regex = r"[Pp][Aa]-20[0-9]{2}-[0-9]{4,8}"

    def to_python(self, value: str) -> str:
        return value.upper()


class PeriodConverter(BaseConverter):
    """What a period is called in addresses: 2026-11, 2026-Q4, 2026-H2, 2026, 2026-10-01..2026-10-31."""

    regex = r"[0-9]{4}(?:-(?:[0-9]{2}|[QH][1-4])|-[0-9]{2}-[0-9]{2}\.\.[0-9]{4}-[0-9]{2}-[0-9]{2})?"


class PhotoConverter(BaseConverter):
    """The name of a photo, as its store knows it."""

    regex = r"[0-9a-f]{32}"


def path_to(endpoint: str, **values: Any) -> str:
    """url_for() of the templates, remembered: the same address is asked for on every page."""
    return _path(request.script_root, endpoint, tuple(values.items()))


@lru_cache(maxsize=8192)
def _path(_script_root: str, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
    return url_for(endpoint, **dict(values))


def register(app: Flask) -> None:
    """Gives the url map these converters, and the templates a url_for() that remembers."""
    app.add_template_global(path_to, "url_for")
    app.url_map.converters |= {
        "number": NumberConverter,
        "slug": SlugConverter,
        "code": CodeConverter,
        "feedback": FeedbackConverter,
        "period": PeriodConverter,
        "photo": PhotoConverter,
    }


def bounded(text: str | None) -> str:
    """A word of an address's query: at most 100 letters, none of them invisible (PostgreSQL refuses some)."""
    return "".join(letter if letter.isprintable() else " " for letter in (text or "")[:100])


def numbers(texts: list[str]) -> list[int]:
    """The row numbers among what a form sent; what no row can have is left out."""
    return [int(text) for text in texts if re.fullmatch(NumberConverter.regex, text, re.ASCII)]


def page_asked() -> int:
    """The page of a list, from the address; the first where there is none."""
    typed = request.args.get("trang", "")
    return max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 1
