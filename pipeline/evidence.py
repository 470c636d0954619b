"""Which words a claim rests on: the sentence, or the clause of its trigger where a sentence makes several claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_STRONG = re.compile(
    r";|:(?= )|,? (?:while|whereas|but|although|though|yet|even as)\b"
    r"|, and (?=[^,]{0,60}\b(?:is|are|was|were|has|have|had|will|would|[a-z]+ed)\b)"
)
_WEAK = re.compile(r",? and\b|,|\b(?:which|that|after|before|when|who|to)\b|[–—]")


def clauses(text: str, sentence: tuple[int, int], triggers: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return, for each trigger of a sentence in the order of the text, the code-point span of its words.

    One trigger has the whole sentence. Between two, the cut falls at the last strong break between them (a semicolon,
    "while", "but"), else at the last weak one (a comma, "and"); where there is none, they share their words.
    """
    cuts = [_cut(text, first[1], second[0]) for first, second in pairwise(triggers)]
    starts = [sentence[0]]
    spans = []
    for trigger, cut in zip(triggers, [*cuts, None], strict=True):
        end = sentence[1] if cut is None and trigger is triggers[-1] else cut[0] if cut else None
        spans.append((starts[-1], end))
        starts.append(cut[1] if cut else starts[-1])
    return [
        _trimmed(text, start, end if end is not None else _next_end(spans, i, sentence[1]))
        for i, (start, end) in enumerate(spans)
    ]


def _next_end(spans: Sequence[tuple[int, int | None]], index: int, last: int) -> int:
    return next((end for _, end in spans[index:] if end is not None), last)


def main_clause(
    text: str, sentence: tuple[int, int], trigger: tuple[int, int], listed: frozenset[int]
) -> tuple[int, int]:
    """The part of a sentence around a trigger that strong breaks set apart; at the places ``listed`` a list goes on."""
    breaks = [match.span() for match in _STRONG.finditer(text, *sentence) if match.start() not in listed]
    start = max((end for _, end in breaks if end <= trigger[0]), default=sentence[0])
    return start, min((first for first, _ in breaks if first >= trigger[1]), default=sentence[1])


def _cut(text: str, after: int, before: int) -> tuple[int, int] | None:
    """The place between two triggers where one clause ends and the next begins, or None."""
    for pattern in (_STRONG, _WEAK):
        if breaks := list(pattern.finditer(text, after, max(before, after))):
            return breaks[-1].span() if pattern is _STRONG else (breaks[-1].start(), breaks[-1].start())
    return None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ,;:–—\t\n\r\xa0":
        start += 1
    while end > start and text[end - 1] in " ,;:–—\t\n\r\xa0":
        end -= 1
    return start, end
