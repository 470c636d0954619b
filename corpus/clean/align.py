"""Finds the paragraphs that an extractor returned again in the page that they came from.

Both sides are compared by their keys. Search goes forward through the page in windows, with a budget for the searches
that leave them, so that time grows with the length of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from corpus.clean.page import Key, Page

_ANCHOR = 24
"""Characters that are looked up at once; so long a sequence rarely occurs twice by chance."""
_LONG = 40
_FAR_LOOKS = 3
_WINDOW = 4000
_STEP = 8
_TYPO = 4
"""Differences of up to so many characters are the extractor's; the page's characters are taken."""
_PASSED = 400
"""The extractor drops links and spans within sentences; up to so many characters without a block are put back."""
_BUDGET = 50
"""Searches beyond the window may read the page so many times in all."""


class Segment(NamedTuple):
    """A part of a paragraph: where it lies in the page's visible text, or the extractor's own words."""

    start: int
    end: int
    words: str = ""


class Match(NamedTuple):
    """Equal stretches of a paragraph's key and the page's key."""

    start: int
    end: int
    page: int
    page_end: int


def align(page: Page, paragraphs: Sequence[str]) -> list[list[Segment]]:
    """Return for each paragraph its parts as found in the page."""
    keys = [Key.of(paragraph) for paragraph in paragraphs]
    finder = _Finder(page.key.text, page.body)
    found = [finder.find_long(key.text) if len(key.text) >= _LONG else [] for key in keys]
    _find_short(finder, keys, found)
    return [_segments(page, *parts) for parts in zip(paragraphs, keys, found, strict=True)]


def _find_short(finder: _Finder, keys: Sequence[Key], found: list[list[Match]]) -> None:
    """Look for short paragraphs between the places of their neighbors, where a chance occurrence is unlikely."""
    following = len(finder.page)
    limits = [following] * len(keys)
    for index in range(len(keys) - 1, -1, -1):
        limits[index] = following
        following = found[index][0].page if found[index] else following
    cursor = finder.body
    for index, key in enumerate(keys):
        if not found[index] and key.text:
            at = finder.find(key.text, cursor, limits[index])
            found[index] = [Match(0, len(key.text), at, at + len(key.text))] if at >= 0 else []
        if found[index]:
            cursor = found[index][-1].page_end


class _Finder:
    """Looks paragraphs up in a page's key, going forward."""

    def __init__(self, page: str, body: int) -> None:
        self.page, self.body = page, body
        self._cursor = body
        self._budget = _BUDGET * len(page) + 1_000_000

    def find(self, words: str, start: int, end: int) -> int:
        """Return where ``words`` are between two places, or -1; also -1 when the budget is spent."""
        if end - start > _WINDOW and self._budget <= 0:
            end = start + _WINDOW
        at = self.page.find(words, start, end)
        if end - start > _WINDOW:
            self._budget -= (at if at >= 0 else end) - start
        return at

    def find_long(self, key: str) -> list[Match]:
        """Return the stretches of a paragraph that the page has, in order."""
        matches: list[Match] = []
        at = misses = 0
        while at < len(key):
            place = self._locate(key[at : at + _ANCHOR], len(key), far=not matches and misses < _FAR_LOOKS)
            if place < 0:
                misses, at = misses + 1, at + _STEP
                continue
            match = self._extend(key, at, place, matches[-1] if matches else Match(0, 0, 0, 0))
            matches.append(match)
            at, self._cursor = match.end, match.page_end
        return matches

    def _locate(self, anchor: str, length: int, *, far: bool) -> int:
        place = self.page.find(anchor, self._cursor, self._cursor + 4 * length + _WINDOW)
        if place < 0 and far and len(anchor) == _ANCHOR:
            place = self.find(anchor, self._cursor, len(self.page))
            if place < 0:
                place = self.find(anchor, self.body, self._cursor + _ANCHOR)
        return place

    def _extend(self, key: str, at: int, place: int, last: Match) -> Match:
        while at > last.end and place > last.page_end and key[at - 1] == self.page[place - 1]:
            at, place = at - 1, place - 1
        length = _common(key, at, self.page, place)
        return Match(at, at + length, place, place + length)


def _common(left: str, i: int, right: str, j: int) -> int:
    """The length of the longest equal stretch from two places."""
    length, stride = 0, 256
    while stride:
        chunk = left[i + length : i + length + stride]
        if chunk and len(chunk) == stride and right.startswith(chunk, j + length):
            length += stride
        else:
            stride //= 2
    return length


def _segments(page: Page, paragraph: str, key: Key, matches: Sequence[Match]) -> list[Segment]:
    segments: list[Segment] = []
    at = 0
    for match in _bridge(page, matches):
        segments.extend(_own_words(paragraph[at : key.positions[match.start]]))
        segments.append(_seen(page, match.page, match.page_end))
        at = key.positions[match.end - 1] + 1
    segments.extend(_own_words(paragraph[at:]))
    return segments


def _bridge(page: Page, matches: Sequence[Match]) -> list[Match]:
    """Join matches that only a typo or a dropped link keeps apart."""
    bridged: list[Match] = []
    for match in matches:
        if bridged and _is_bridgeable(page, bridged[-1], match):
            bridged[-1] = bridged[-1]._replace(end=match.end, page_end=match.page_end)
        else:
            bridged.append(match)
    return bridged


def _is_bridgeable(page: Page, last: Match, match: Match) -> bool:
    missed, passed = match.start - last.end, match.page - last.page_end
    if missed > _TYPO or not 0 <= passed <= _PASSED:
        return False
    return passed <= missed or page.is_inline(page.key.positions[last.page_end - 1], page.key.positions[match.page] + 1)


def _own_words(words: str) -> list[Segment]:
    """The extractor's words as a segment; of what no reader sees, only the white space."""
    shown = words if Key.of(words).text else " " * any(map(str.isspace, words))
    return [Segment(-1, -1, shown)] if shown else []


def _seen(page: Page, start: int, end: int) -> Segment:
    """The visible text between two places of the key, with the marks that follow the last character."""
    first, last = page.key.positions[start], page.key.positions[end - 1]
    stop = page.key.positions[end] if end < len(page.key.positions) else len(page.text)
    marks = page.text[last + 1 : stop]
    return Segment(first, last + 1 + _marks(marks))


def _marks(following: str) -> int:
    """How many characters, up to white space, belong to the one before."""
    return next((index for index, character in enumerate(following) if character.isspace()), len(following))
