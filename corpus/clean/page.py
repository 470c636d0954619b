"""The visible text of an HTML page, and what of it counts in comparisons."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.clean.offsets import TextBuilder
from corpus.visible import HYPHENATION, Piece, scan

_BODY = re.compile(r"<body\b|</head\s*>", re.IGNORECASE)
_FOLDED = re.compile(rf"{HYPHENATION}|\s{{2,}}|[^\S ]")
"""What is written otherwise than it stands: hyphenation goes, white space other than a single space becomes one."""


class _KeyTable(dict[str, str]):
    """What each character contributes to a key."""

    def __missing__(self, character: str) -> str:
        shown = "" if character.isspace() or not character.isprintable() else unicodedata.normalize("NFD", character)
        key = self[character] = "".join(part for part in shown if unicodedata.category(part) not in ("Mn", "Me"))
        return key


_KEYS = _KeyTable()


@dataclass(frozen=True, slots=True)
class Key:
    """The characters of a text that count in comparisons, and where each stands in it.

    These are the printable ones without white space and accents, so that neither folding nor Unicode normalization
    matters.
    """

    text: str
    positions: Sequence[int]

    @classmethod
    def of(cls, text: str) -> Key:
        """Reduce a text to its key."""
        keys = [_KEYS[character] for character in text]
        positions = [index for index, key in enumerate(keys) for _ in key]
        return cls("".join(keys), positions)


@dataclass(frozen=True, slots=True)
class Page:
    """The visible text of a page, its key, and the pieces of source that it was made of."""

    original: str
    text: str
    key: Key
    pieces: Sequence[Piece]
    starts: Sequence[int]
    """Where each piece begins in the text."""
    body: int
    """Where the body begins in the key."""

    @classmethod
    def of(cls, original: str) -> Page:
        """Read the visible text of an HTML page."""
        pieces = list(scan(original))
        starts, length = [], 0
        for piece in pieces:
            starts.append(length)
            length += len(piece.text)
        text = "".join(piece.text for piece in pieces)
        key = Key.of(text)
        begin = _BODY.search(original)
        first = bisect_left(pieces, begin.start() if begin else 0, key=lambda piece: piece.start)
        body = bisect_left(key.positions, starts[first] if first < len(starts) else 0)
        return cls(original, text, key, pieces, starts, body)

    def pieces_of(self, start: int, end: int) -> Iterator[tuple[Piece, int]]:
        """Yield the pieces that a stretch of the text touches, each with its beginning in the text."""
        index = bisect_right(self.starts, start) - 1
        while index < len(self.pieces) and self.starts[index] < end:
            yield self.pieces[index], self.starts[index]
            index += 1

    def is_inline(self, start: int, end: int) -> bool:
        """Whether no block begins or ends in a stretch of the text."""
        return all(piece.tag is None for piece, _ in self.pieces_of(start, end))

    def headings(self) -> Iterator[str]:
        """Yield the words of the main headings, white space folded."""
        opened: int | None = None
        for piece, start in zip(self.pieces, self.starts, strict=True):
            if piece.tag == "h1" and self.original[piece.start + 1] != "/":
                opened = start
            elif piece.tag == "h1" and opened is not None:
                yield " ".join(self.text[opened:start].split())
                opened = None

    def write(self, builder: TextBuilder, start: int, end: int) -> None:
        """Write a stretch of the text, hyphenation joined and white space folded."""
        at, joined = start, False
        for match in _FOLDED.finditer(self.text, start, end):
            joined = self._copy(builder, at, match.start(), joined=joined)
            if match[0].isspace():
                builder.put(" ", *self._source(*match.span()), joined=joined)
                joined = True
            at = match.end()
        self._copy(builder, at, end, joined=joined)

    def _source(self, start: int, end: int) -> tuple[int, int]:
        pieces = list(self.pieces_of(start, end))
        (first, first_start), (last, last_start) = pieces[0], pieces[-1]
        source_start = first.start + (start - first_start if first.is_literal else 0)
        source_end = last.end - (last_start + len(last.text) - end if last.is_literal else 0)
        return source_start, source_end

    def _copy(self, builder: TextBuilder, start: int, end: int, *, joined: bool) -> bool:
        for piece, piece_start in self.pieces_of(start, end):
            first, last = max(start - piece_start, 0), min(end - piece_start, len(piece.text))
            if piece.is_literal:
                builder.copy(piece.start + first, piece.start + last, joined=joined)
            elif last - first == len(piece.text):
                builder.put(piece.text, piece.start, piece.end, joined=joined)
            else:
                builder.add(piece.text[first:last])
            joined = True
        return joined
