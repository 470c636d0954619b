"""Cleaning of plain text: drops the lines that are not part of the article, and touches nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.clean.dropped import find_dropped
from corpus.clean.metadata import read_head
from corpus.clean.offsets import TextBuilder
from corpus.clean.units import Unit, split_units
from corpus.document import Metadata, OffsetMap


def clean_text(original: str, given: Metadata) -> tuple[str, OffsetMap, Metadata]:
    """Drop what is not the article from a plain text.

    1. Split it into lines, or paragraphs where lines were wrapped.
    2. Read title, author and date from the lines before the first prose.
    3. Mark these, repetitions of the title, furniture and author cards, and the tail of the page.
    4. Put the rest together as it stood. Where nothing was marked, or nothing is left, that is the original.
    """
    units = list(split_units(original))
    texts = [unit.text for unit in units]
    head = read_head(texts, [unit.block for unit in units], given)
    dropped = find_dropped(texts, [unit.block for unit in units], head.metadata.title) | head.used
    if len(dropped) == len(units):
        dropped = set()
    text, offsets = _assemble(original, units, dropped)
    return text, offsets, head.metadata


def _assemble(original: str, units: Sequence[Unit], dropped: set[int]) -> tuple[str, OffsetMap]:
    builder = TextBuilder(original)
    if not dropped:
        builder.copy(0, len(original))
        return builder.build()
    kept = [index for index in range(len(units)) if index not in dropped]
    previous: int | None = None
    for index in kept:
        if previous is not None:
            builder.copy(*_separator(units, previous, index))
        builder.copy(units[index].start, units[index].end)
        previous = index
    return builder.build()


def _separator(units: Sequence[Unit], previous: int, index: int) -> tuple[int, int]:
    """The source between two kept units; where others were dropped between them, the wider of the gaps at its edges."""
    before = units[previous].end, units[previous + 1].start
    after = units[index - 1].end, units[index].start
    return max(after, before, key=lambda gap: gap[1] - gap[0])
