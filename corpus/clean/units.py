"""The lines and paragraphs of a plain text, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"\S[^\r\n]*")
_WRAPPED_WORDS = 5
"""A line that was cut to a width holds at least so many words; items of a list may hold fewer."""
_BLANK = re.compile(r"(?>\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A line, or a paragraph whose lines were wrapped, with its place in the original."""

    text: str
    start: int
    end: int
    block: int
    """Number of the group of lines, set apart by blank ones, that it belongs to."""


def split_units(original: str) -> Iterator[Unit]:
    """Yield the lines of a text that have words; a paragraph of wrapped lines is one unit."""
    block: list[re.Match[str]] = []
    number = 0
    for line in _LINE.finditer(original):
        if block and _BLANK.search(original, block[-1].end(), line.start()):
            yield from _block_units(original, block, number)
            block, number = [], number + 1
        block.append(line)
    yield from _block_units(original, block, number)


def _block_units(original: str, lines: Sequence[re.Match[str]], number: int) -> Iterator[Unit]:
    spans = [_strip(original, *line.span()) for line in lines]
    if spans and _is_wrapped([original[start:end] for start, end in spans]):
        spans = [(spans[0][0], spans[-1][1])]
    for start, end in spans:
        yield Unit(original[start:end], start, end, number)


def _strip(original: str, start: int, end: int) -> tuple[int, int]:
    line = original[start:end]
    return start + len(line) - len(line.lstrip()), end - len(line) + len(line.rstrip())


def _is_wrapped(lines: Sequence[str]) -> bool:
    return any(
        len(line.split()) >= _WRAPPED_WORDS and line[-1] not in '.!?:"”' and following[0].islower()
        for line, following in pairwise(lines)
    )
