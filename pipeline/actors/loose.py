"""Words that may stand for a group of actors and often do not: "governments", "ten countries", "European", "the Gulf".

Two in three groups that take part in a claim are called no more than that. They are candidates that the model may give
a role, as a capital that is only a place is; they are no mentions by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick, MatchKind

from corpus.labels import ActorKind, Via
from pipeline.actors.words import NUMBERS, words
from pipeline.gazetteer import on_word_boundaries
from pipeline.mentions import ActorMention

REACH = 48
"""Characters before a noun in which the words that say how many are looked for."""
_TENS = "(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]+)?|(?:six|seven|eigh|nine)teen)"
_HOW_MANY = re.compile(
    rf"(?<![\w-])(?:(?:more than|at least|over|some|nearly|most|all|the) )?"
    rf"(?:\d{{1,3}}|{_TENS}|{'|'.join(NUMBERS)}|(?:most|some|each|one|none)(?: of the)?|many|several|few|all|any|no"
    r"|other|such|various|certain|individual|third|the|dozens of)(?: [a-z-]+){0,2} \Z",
    re.IGNORECASE,
)


def find_loose_groups(text: str) -> Iterator[ActorMention]:
    """Yield them in the order of the text, with the id ``GROUP`` and marked as weak."""
    for number, start, end in _WORDS.find_matches_as_indexes(text):
        if on_word_boundaries(text, start, end) and "-" not in (text[end : end + 1], text[start - 1 : start]):
            many = _HOW_MANY.search(text[max(0, start - REACH) : start]) if number < _NOUNS else None
            yield ActorMention(
                start - len(many[0] if many else ""), end, "GROUP", ActorKind.GROUP, Via.DESCRIPTION, weak=True
            )


_MEMBERS = words("loose", "members")
_NOUNS = 2 * len(_MEMBERS)
_WORDS = AhoCorasick(
    [
        *_MEMBERS,
        *(word.capitalize() for word in _MEMBERS),
        *words("loose", "which"),
        *(
            form
            for phrase in words("loose", "phrases")
            for form in dict.fromkeys((phrase, phrase[0].upper() + phrase[1:]))
        ),
    ],
    MatchKind.LeftmostLongest,
)
