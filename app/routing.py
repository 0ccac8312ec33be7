"""Typed, bounded parts of addresses: what does not fit is no page of ours (404)."""

from flask import Flask
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


def register(app: Flask) -> None:
    """Gives the url map these converters."""
    app.url_map.converters |= {"number": NumberConverter, "slug": SlugConverter, "code": CodeConverter}


def bounded(text: str | None) -> str:
    """A word of an address's query: at most 100 letters."""
    return (text or "")[:100]
