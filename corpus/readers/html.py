"""HTML."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Media, RawDocument
from corpus.readers.source import OnError, Source


def read_html(source: Source, _on_error: OnError) -> Iterator[RawDocument]:
    """Read an input as one HTML page, in the encoding that it declares."""
    yield source.document(Media.HTML)
