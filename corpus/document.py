"""A document before and after cleaning, and the way back from one to the other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Media(StrEnum):
    """The form in which a document's words came."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


class OffsetMap(Protocol):
    """Leads from code-point offsets in a cleaned text to those in the text that it was made from."""

    def source_span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the half-open source span of the cleaned span, or None where a character has no source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known about a document besides its words; None where nothing trustworthy says so."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    """ISO 8601 date, ``YYYY-MM-DD``."""
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """A document as it was read: decoded, not yet cleaned."""

    id: str
    source: str
    original: str
    media: Media
    sha256: str
    """Hexadecimal digest of the input's bytes (of the line, for a line of JSONL)."""
    metadata: Metadata = Metadata()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A cleaned document: its main text, where each character came from, and what is known about it."""

    id: str
    source: str
    original: str
    text: str
    offsets: OffsetMap
    sha256: str
    metadata: Metadata = Metadata()
