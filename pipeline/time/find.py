"""Which words of a claim say when the cooperation takes place, and the interval that they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from corpus.claim import Time
from pipeline.time.normalize import normalize

_BEFORE = re.compile(
    r"\b(?:(?:ever )?since|from|as of|by|until|till|up to|before|prior to|after|following|during|throughout|in|on|at"
    r"|of|no later than|over|for|within)(?: the)? \Z",
    re.IGNORECASE,
)
"""Prepositions that belong to an expression, though the tagger of dates leaves them out."""
_LONGEST = 20
_AHEAD = re.compile(
    r"\b(?:will|shall|would|(?:is|are|were|was) (?:due |scheduled |set )?to|plans? to|intends? to)\b|['’]ll\b"
)
Place = tuple[int, int]


def find_time(text: str, dates: Sequence[Place], span: Place, trigger: Place, published: str | None) -> Time | None:
    """Return the time expression of a claim with its interval, or None where its words have none.

    Of several, the nearest to the trigger. ``dates`` are the code-point spans of dates in the text, ``span`` those of
    the evidence, ``published`` the day of publication (ISO 8601), where it is known to the day.
    """
    inside = [one for one in dates if span[0] <= one[0] and one[1] <= span[1]]
    if not inside:
        return None
    start, end = min(inside, key=lambda one: max(one[0] - trigger[1], trigger[0] - one[1], 0))
    if preposition := _BEFORE.search(text, max(span[0], start - _LONGEST), start):
        start = preposition.start()
    words = text[start:end]
    interval = normalize(words, _day(published), ahead=bool(_AHEAD.search(text, *span)))
    first, last = interval or (None, None)
    return Time(text=words, start=start, end=end, from_=_iso(first), to=_iso(last))


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
