"""Cleaning: from a document as it was read to its article, with the way back to every character."""

from __future__ import annotations

from corpus.clean.markdown import clean_markdown
from corpus.clean.text import clean_text
from corpus.document import Document, Media, Metadata, OffsetMap, RawDocument


def clean(raw: RawDocument) -> Document:
    """Return the article of a document, without what surrounds it on the page.

    Metadata that came with the document wins over what the text states.
    """
    text, offsets, metadata = _clean(raw.media, raw.original, raw.metadata)
    return Document(
        id=raw.id,
        source=raw.source,
        original=raw.original,
        text=text,
        offsets=offsets,
        sha256=raw.sha256,
        metadata=metadata,
    )


def _clean(media: Media, original: str, given: Metadata) -> tuple[str, OffsetMap, Metadata]:
    if media is Media.HTML:
        from corpus.clean.html import clean_html

        return clean_html(original, given)
    if media is Media.MARKDOWN:
        return clean_markdown(original, given)
    return clean_text(original, given)
