"""Which paragraphs of a document are not part of its article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.clean.metadata import is_title_of
from corpus.clean.rules import is_bullet, is_card_field, is_junk, is_prose
from corpus.clean.tails import Tail, fits_tail, tail_kind

_CARD_FIELDS = 3
"""So many fields in a row make an author card; a single one may be a line of an article."""


def find_dropped(texts: Sequence[str], blocks: Sequence[int], title: str | None) -> set[int]:
    """Return the indexes of the paragraphs that are not part of the article."""
    dropped = {index for index, text in enumerate(texts) if is_junk(text) or (title and is_title_of(text, title))}
    dropped |= set(_cards(texts))
    return dropped | set(_tails(texts, blocks, dropped))


def _cards(texts: Sequence[str]) -> Iterator[int]:
    start = 0
    for index in range(len(texts) + 1):
        if index < len(texts) and is_card_field(texts[index]):
            continue
        if index - start >= _CARD_FIELDS:
            yield from range(start, index)
        start = index + 1


@dataclass(frozen=True, slots=True)
class _Open:
    """A tail that began at ``index`` and that everything since fits."""

    index: int
    kind: Tail
    header: str
    prose: int = 0


def _tails(texts: Sequence[str], blocks: Sequence[int], dropped: set[int]) -> Iterator[int]:
    """Yield what a tail takes: everything to the end where all of it fits, else a list of related articles."""
    opened: _Open | None = None
    seen_prose = False
    for index, text in enumerate(texts):
        prose = index not in dropped and is_prose(text)
        kind = tail_kind(text) if seen_prose else None
        if kind:
            opened = _Open(opened.index if opened else index, kind, text)
        elif opened and fits_tail(opened.kind, opened.header, text, texts[index - 1], opened.prose):
            opened = replace(opened, prose=opened.prose + prose)
        elif opened:
            yield from _local(texts, blocks, opened.index, index)
            opened = None
        seen_prose = seen_prose or prose
    if opened:
        yield from range(opened.index, len(texts))


def _local(texts: Sequence[str], blocks: Sequence[int], start: int, end: int) -> Iterator[int]:
    """Yield a list of related articles or share links inside the body: its header, the same block, and list items."""
    if tail_kind(texts[start]) not in (Tail.RELATED, Tail.SHARE):
        return
    yield start
    for index in range(start + 1, end):
        if is_prose(texts[index]) or not (blocks[index] == blocks[start] or is_bullet(texts[index])):
            return
        yield index
