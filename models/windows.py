"""Windows of tokens over a document: every sentence is the target of exactly one window, with its context around it.

A window reads: title, the document's salient entities that the window itself does not name, preceding sentences, target
sentences, a little of what follows. Together the targets cover the whole document; nothing is truncated away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from models.inputs import Candidate, DocumentInput, MentionKind

WINDOW = 320
"""Tokens in a window."""
TARGET = 176
"""Tokens of whole sentences that share a window as its target; a longer sentence is cut at ``LONGEST``."""
LONGEST = 208
TITLE, ROSTER, AHEAD = 24, 40, 20
"""Tokens at most for the title, for the entities named only elsewhere, and for what follows the target."""

Ints = NDArray[np.int64]
OUTSIDE = -1
"""Sentence number of tokens that are not of the text: title, roster, separators."""


@dataclass(frozen=True, slots=True)
class WindowMention:
    """A mention inside a window: its tokens ``[start, end)``, and where it stands."""

    entity: int
    start: int
    end: int
    sentence: int
    kind: MentionKind
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """One input of the encoder; all arrays have one row a token."""

    ids: Ints
    kinds: Ints
    chars: Ints
    """Code-point offsets ``(tokens, 2)`` into the text, 0 outside it."""
    sentences: Ints
    target: tuple[int, int]
    mentions: tuple[WindowMention, ...]


@dataclass(frozen=True, slots=True)
class _Tokens:
    ids: Ints
    chars: Ints
    kinds: Ints
    sentences: Ints

    def __getitem__(self, part: slice) -> _Tokens:
        return _Tokens(self.ids[part], self.chars[part], self.kinds[part], self.sentences[part])

    def __len__(self) -> int:
        return len(self.ids)


class WindowMaker:
    """Cuts documents into windows."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._cls, self._sep = (_token_id(tokenizer, names) for names in (("[CLS]", "<s>"), ("[SEP]", "</s>")))

    def __call__(self, document: DocumentInput, shift: int = 0) -> Iterator[Window]:
        """Yield the windows in the order of the text; ``shift`` sentences first, so that training sees other cuts."""
        body = [candidate for candidate in document.candidates if not candidate.in_title]
        text = self._tokenize(document.text, body, document.sentences)
        titled = [candidate for candidate in document.candidates if candidate.in_title]
        title = self._tokenize(document.title, titled, ())[:TITLE]
        salient = [
            entity
            for entity, _ in document.frequencies().most_common()
            if not document.entities[entity].is_program and not document.entities[entity].is_group
        ]
        for start, end in _targets(text.sentences, shift):
            yield self._window(document, title, text, salient, start, end)

    def _tokenize(self, text: str, candidates: Sequence[Candidate], sentences: Sequence[tuple[int, int]]) -> _Tokens:
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        chars = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
        kinds = np.zeros(len(chars), dtype=np.int64)
        for candidate in (one for one in candidates if one.shown):
            kinds[token_span(chars, candidate.start, candidate.end)] = candidate.kind
        numbers = np.full(len(chars), OUTSIDE, dtype=np.int64)
        for number, (start, end) in enumerate(sentences):
            numbers[token_span(chars, start, end)] = number
        return _Tokens(np.array(encoding.ids, dtype=np.int64), chars, kinds, numbers)

    def _window(
        self, document: DocumentInput, title: _Tokens, text: _Tokens, salient: Sequence[int], start: int, end: int
    ) -> Window:
        room = WINDOW - 4 - len(title) - ROSTER - (end - start) - AHEAD
        first, last = max(0, start - max(room, 0)), min(len(text), end + AHEAD)
        shown = {c.entity for c in document.candidates if not c.in_title and _within(text.chars, c, first, last)}
        roster, listed = self._roster([entity for entity in salient if entity not in shown], document)
        parts = [self._special(self._cls), title, self._special(self._sep), roster, self._special(self._sep)]
        offset = sum(map(len, parts))
        body = text[first:last]
        parts += [body, self._special(self._sep)]
        mentions = [
            *_mentions(title.chars, [c for c in document.candidates if c.in_title], title.sentences, 1),
            *(WindowMention(e, len(title) + 2 + a, len(title) + 2 + b, OUTSIDE, k) for e, a, b, k in listed),
            *_mentions(body.chars, [c for c in document.candidates if not c.in_title], body.sentences, offset),
        ]
        return Window(
            np.concatenate([part.ids for part in parts]),
            np.concatenate([part.kinds for part in parts]),
            np.concatenate([part.chars if part is body else np.zeros_like(part.chars) for part in parts]),
            np.concatenate([part.sentences for part in parts]),
            (offset + start - first, offset + end - first),
            tuple(mentions),
        )

    def _roster(
        self, entities: Sequence[int], document: DocumentInput
    ) -> tuple[_Tokens, list[tuple[int, int, int, MentionKind]]]:
        """The names of the entities as tokens, and each one's place among them."""
        ids: list[int] = []
        listed = []
        for entity in entities:
            name = self._tokenizer.encode(document.entities[entity].name, add_special_tokens=False).ids
            if len(ids) + len(name) > ROSTER:
                break
            listed.append((entity, len(ids), len(ids) + len(name), MentionKind.STATE))
            ids += name
        kinds = np.full(len(ids), MentionKind.STATE, dtype=np.int64)
        nowhere = np.full(len(ids), OUTSIDE, dtype=np.int64)
        return _Tokens(np.array(ids, dtype=np.int64), np.zeros((len(ids), 2), dtype=np.int64), kinds, nowhere), listed

    def _special(self, token: int) -> _Tokens:
        one = np.zeros(1, dtype=np.int64)
        return _Tokens(one + token, np.zeros((1, 2), dtype=np.int64), one, one + OUTSIDE)


def _token_id(tokenizer: Tokenizer, names: Sequence[str]) -> int:
    """The id of a special token, by the first of its names that the tokenizer knows (BERT's, MPNet's)."""
    for name in names:
        number = tokenizer.token_to_id(name)
        if number is not None:
            return number
    raise ValueError(f"the tokenizer has no token {' or '.join(names)}")


def token_span(chars: Ints, start: int, end: int) -> slice:
    """The tokens that overlap the characters ``[start, end)``; ``chars`` holds ``(tokens, 2)`` offsets in order."""
    first = int(np.searchsorted(chars[:, 1], start, side="right"))
    last = int(np.searchsorted(chars[:, 0], end, side="left"))
    return slice(first, max(first, last))


def _within(chars: Ints, candidate: Candidate, first: int, last: int) -> bool:
    return bool(last > first and chars[first, 0] <= candidate.start and candidate.end <= chars[last - 1, 1])


def _mentions(chars: Ints, candidates: Sequence[Candidate], sentences: Ints, offset: int) -> Iterator[WindowMention]:
    for candidate in candidates:
        if candidate.entity is None or not len(chars) or not _within(chars, candidate, 0, len(chars)):
            continue
        span = token_span(chars, candidate.start, candidate.end)
        if span.stop > span.start:
            number = int(sentences[span.start])
            yield WindowMention(
                candidate.entity, offset + span.start, offset + span.stop, number, candidate.kind, candidate.in_title
            )


def _targets(sentences: Ints, shift: int) -> Iterator[tuple[int, int]]:
    """Token ranges of whole sentences up to ``TARGET`` tokens, covering all tokens that belong to a sentence.

    With ``shift``, the first range holds only so many sentences.
    """
    start = end = held = 0
    for first, last in _runs(sentences):
        if start < end and (last - start > TARGET or held == shift > 0):
            yield start, end
            start, end, shift = first, first, 0
        start = first if start == end else start
        end, held = last, held + 1
        while end - start > LONGEST:
            yield start, start + LONGEST
            start += LONGEST
    if start < end:
        yield start, end


def _runs(sentences: Ints) -> Iterator[tuple[int, int]]:
    """The token ranges of the sentences, in order."""
    bounds = [0, *(np.flatnonzero(np.diff(sentences)) + 1).tolist(), len(sentences)]
    for first, last in pairwise(bounds):
        if first < last and sentences[first] != OUTSIDE:
            yield first, last
