"""Cleaning of HTML: main text by trafilatura, in the page's own characters."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

import trafilatura
from lxml.etree import LxmlError  # type: ignore[import-untyped]  # its stubs are a package of their own
from trafilatura.settings import Document as Extracted
from trafilatura.settings import Extractor

from corpus.clean.align import Segment, align
from corpus.clean.blocks import read_blocks
from corpus.clean.dates import read_date
from corpus.clean.dropped import find_dropped
from corpus.clean.metadata import choose_title, clean_author, clean_title, merge
from corpus.clean.offsets import TextBuilder
from corpus.clean.page import Page
from corpus.document import Metadata, OffsetMap

_BLOCKS = frozenset({"p", "head", "quote", "code", "list", "item", "table", "row", "div", "body", "main", "figure"})
_FAILURES = (LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError)
"""What trafilatura is known to raise on odd pages."""
_MOST_CHARACTERS = 5_000_000
_MOST_PARAGRAPHS = 20_000
"""Larger pages take trafilatura minutes; they get the simple extraction."""


class _Element(Protocol):
    """The part of lxml's elements that is needed."""

    tag: str
    text: str | None
    tail: str | None

    def __iter__(self) -> Iterator[_Element]: ...


logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def clean_html(original: str, given: Metadata) -> tuple[str, OffsetMap, Metadata]:
    """Take the article out of a page.

    1. Extract main paragraphs and metadata; where that gives nothing, take the page's blocks of prose.
    2. Drop the title and furniture that the extraction left.
    3. Find the paragraphs in the page again, and write them in its own characters, white space folded.
    """
    page = Page.of(original)
    paragraphs, stated = _extract(original)
    title = choose_title(stated.title, list(page.headings()))
    metadata = merge(given, replace(stated, title=title))
    if not paragraphs:
        paragraphs = read_blocks(page)
    dropped = find_dropped(paragraphs, range(len(paragraphs)), metadata.title)
    kept = [paragraph for index, paragraph in enumerate(paragraphs) if index not in dropped] or paragraphs
    builder = TextBuilder(original)
    for number, segments in enumerate(align(page, kept)):
        if number:
            builder.add("\n\n")
        _write(builder, page, segments)
    text, offsets = builder.build()
    return text, offsets, metadata


def _extract(original: str) -> tuple[list[str], Metadata]:
    """Return trafilatura's paragraphs and metadata; none where it is known to take minutes or to fail."""
    if len(original) > _MOST_CHARACTERS or original.count("<p") > _MOST_PARAGRAPHS:
        return [], Metadata()
    try:
        options = Extractor(comments=False, tables=True, recall=True, dedup=False, with_metadata=True)
        result = trafilatura.bare_extraction(original, options=options)
        paragraphs = list(_paragraphs(result.body)) if isinstance(result, Extracted) else []
    except _FAILURES:
        return [], Metadata()
    return paragraphs, _metadata(result) if isinstance(result, Extracted) else Metadata()


def _metadata(result: Extracted) -> Metadata:
    return Metadata(
        title=clean_title(result.title, result.sitename, result.hostname),
        author=clean_author(result.author),
        publisher=result.sitename or None,
        published=read_date(result.date) if result.date else None,
        url=result.url or None,
        language=result.language or None,
    )


def _paragraphs(body: _Element) -> Iterator[str]:
    """Yield the paragraphs, headings and items of trafilatura's tree."""
    for text in "".join(_flat(body)).split("\0"):
        if any(map(str.isalnum, text)):
            yield " ".join(text.split())


def _flat(element: _Element) -> Iterator[str]:
    """Yield an element's text with NUL where a block begins or ends."""
    edge = "\0" if element.tag in _BLOCKS else " " if element.tag in ("cell", "lb") else ""
    yield edge
    yield (element.text or "").replace("\0", "")
    for child in element:
        yield from _flat(child)
        yield (child.tail or "").replace("\0", "")
    yield edge


def _write(builder: TextBuilder, page: Page, segments: list[Segment]) -> None:
    for segment in segments:
        if words := segment.words:
            builder.add(" " * words[0].isspace() + " ".join(words.split()) + " " * words[-1].isspace())
        else:
            page.write(builder, segment.start, segment.end)
