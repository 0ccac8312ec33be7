"""A report as it is kept: its sections and the figures in them, as JSON that can be read whatever the program becomes; pure."""

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from app.documents.document import Document
from app.reporting.edits import Shown
from app.reporting.outline import Section
from app.reporting.sentences import Figure, Piece, Source


def as_text(parts: Iterable[tuple[Section, Sequence[Shown]]], document: Document) -> str:
    """The sections with their paragraphs, a figure as [text, label, endpoint, values]; and the digest of all the document says."""
    sections = [
        {
            "id": section.id,
            "heading": section.heading,
            "level": section.level,
            "paragraphs": [
                {"item": each.is_item, "pieces": [_piece(piece) for piece in each.pieces]} for each in shown
            ],
        }
        for section, shown in parts
    ]
    kept = {"sections": sections, "digest": sha256(repr(document).encode("utf-8", "replace")).hexdigest()}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _piece(piece: Piece) -> Any:
    if isinstance(piece, str):
        return piece
    endpoint, values = piece.source or (None, ())
    return [piece.text, piece.label, endpoint, [list(pair) for pair in values]]


def from_text(text: str) -> list[dict[str, Any]]:
    """The sections, their pieces as Piece again."""
    sections: list[dict[str, Any]] = json.loads(text)["sections"]
    for section in sections:
        for paragraph in section["paragraphs"]:
            paragraph["pieces"] = tuple(_read(piece) for piece in paragraph["pieces"])
    return sections


def _read(piece: Any) -> Piece:
    if isinstance(piece, str):
        return piece
    text, label, endpoint, values = piece
    return Figure(text, label, Source(endpoint, tuple((name, value) for name, value in values)) if endpoint else None)


def texts(text: str) -> dict[str, list[str]]:
    """The paragraphs' texts by section."""
    return {section["id"]: [_words(each) for each in section["paragraphs"]] for section in from_text(text)}


def plans(text: str, section: str) -> list[str]:
    """What a section says without a figure: what was planned, not what was counted."""
    chosen = (each for part in from_text(text) if part["id"] == section for each in part["paragraphs"])
    return [_words(each) for each in chosen if all(isinstance(piece, str) for piece in each["pieces"])]


def _words(paragraph: dict[str, Any]) -> str:
    return "".join(piece if isinstance(piece, str) else piece.text for piece in paragraph["pieces"])
