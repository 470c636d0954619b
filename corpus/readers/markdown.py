"""Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Media, RawDocument
from corpus.readers.source import OnError, Source


def read_markdown(source: Source, _on_error: OnError) -> Iterator[RawDocument]:
    """Read an input as one document of Markdown."""
    yield source.document(Media.MARKDOWN)
