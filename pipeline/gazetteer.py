"""Many surface forms found in one pass over a text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from pipeline.spans import longest


class Match(NamedTuple):
    """A surface form found at code points ``[start, end)``; ``form`` is its number in the gazetteer."""

    form: int
    start: int
    end: int


_ALIKE = str.maketrans(
    "\u2010\u2011\u2012\u2013\u2014\u2019\u2018\u00b4\u0060\u00a0\u202f\u2009",
    "-----" + "''" + "''" + "   ",
)
"""Hyphens, apostrophes and spaces that are written in many ways, one character for one."""


class Gazetteer:
    """Finds surface forms on word boundaries, case-sensitively; of forms that overlap, the longest wins.

    Hyphens, apostrophes and spaces of any kind count as the plain one.
    """

    def __init__(self, forms: Sequence[str]) -> None:
        alike = [form if form.isascii() else form.translate(_ALIKE) for form in forms]
        self._automaton = AhoCorasick(alike, MatchKind.Standard, implementation=Implementation.ContiguousNFA)

    def __call__(self, text: str) -> Iterator[Match]:
        """Yield the forms found in the order of the text, never two that overlap."""
        found = self._automaton.find_matches_as_indexes(text.translate(_ALIKE), overlapping=True)
        yield from longest(Match(*match) for match in found if on_word_boundaries(text, match[1], match[2]))


def unaccented(form: str) -> str:
    """A form without accents, as much of the press writes it."""
    return "".join(c for c in unicodedata.normalize("NFKD", form) if not unicodedata.combining(c))


def on_word_boundaries(text: str, start: int, end: int) -> bool:
    """Whether ``[start, end)`` neither begins nor ends inside a word."""
    inside_before = start > 0 and _is_word(text[start - 1]) and _is_word(text[start])
    inside_after = end < len(text) and _is_word(text[end]) and _is_word(text[end - 1])
    return not inside_before and not inside_after


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
