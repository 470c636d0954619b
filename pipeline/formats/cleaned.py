"""A cleaned document as text or as a line of JSON."""

from __future__ import annotations

from dataclasses import asdict

import msgspec

from corpus.document import Document


def render_cleaned(document: Document, *, with_metadata: bool) -> str:
    """Return the text alone, or one JSON object with id, source, text, digest and metadata."""
    if not with_metadata:
        return document.text
    record = {"id": document.id, "source": document.source, **asdict(document.metadata), "sha256": document.sha256}
    return msgspec.json.encode({**record, "text": document.text}).decode()
