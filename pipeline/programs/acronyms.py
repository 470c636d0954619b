"""Acronyms that a text defines beside a long form: "Tripartite Free Trade Area (TFTA)", "…, known as ELSA".

The letters of the short form must be found in the long form from right to left, the first at the start of a word, as in
Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text" (2003).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.programs.names import TYPES

_DEFINITION = re.compile(
    r"(?: ?\((?:the |known as |or )?[\"“']?|,? (?:or|known as|called|abbreviated(?: as)?) (?:the )?[\"“']?| [—–-] )"
    r"(?P<short>[A-Z][\w&+-]*[A-Z0-9+][\w+-]*)\b"
)
_LONG = re.compile(
    r"(?:[A-Z][\w’'&/–-]*|of|on|for|and|the|to|in|against|long-range|[–-])(?: (?:[A-Z][\w’'&/–-]*|of|on|for|and"
    r"|the|to|in|against|long-range)){1,11}\Z"
)
REACH = 110
"""Characters before a short form in which its long form is looked for."""
_MORE_TYPES = re.compile(
    r"\b(?:Area|Approach|Window|Link|Grid|Zone|Mechanism|Community|Drill|Patrols?|Highway|Line|Standard|Pool|Loop)\Z"
)
"""Words that make a long form a program where an acronym shows that it is a name."""


class Definition(NamedTuple):
    """A short form with the place of its long form and its own."""

    short: str
    start: int
    end: int
    place: int


def find_definitions(text: str) -> Iterator[Definition]:
    """Yield the acronyms that a text defines, in its order."""
    for match in _DEFINITION.finditer(text):
        window = text[max(0, match.start() - REACH) : match.start()]
        long = _LONG.search(window)
        start = long and _matched(long[0], match["short"])
        if long and start is not None:
            begin = match.start() - len(long[0]) + start
            yield Definition(match["short"], begin, match.start(), match.start("short"))


def names_program(long: str) -> bool:
    """Whether a long form can name a program, not a firm, an office or an organization."""
    return bool(_MORE_TYPES.search(long) or re.search(rf"\b{TYPES}\Z", long))


def _matched(long: str, short: str) -> int | None:
    """Where in the long form the words begin that the short form stands for, or None."""
    letters = re.sub(r"[^A-Za-z0-9]", "", short)
    at = len(long)
    for number in range(len(letters) - 1, -1, -1):
        letter = letters[number].lower()
        at -= 1
        while at >= 0 and (
            long[at].lower() != letter
            or (number == 0 and at > 0 and (long[at - 1].isalnum() or not long[at].isupper()))
        ):
            at -= 1
        if at < 0:
            return None
    return at
