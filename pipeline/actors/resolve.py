"""Whom plural pronouns and descriptions stand for ("they", "the two leaders", "these seven countries").

Read from left to right. A number asks for a set of that many actors; without one, for the nearest actors that the text
names side by side. Sets are sought in the same sentence, then backwards sentence by sentence, then in the title. What
does not fit stays unresolved. Roles are judged by the model, which sees each resolved expression as one more mention of
its members.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.labels import ActorKind
from pipeline.mentions import ActorMention, Anaphor

_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: number for number, word in enumerate(_WORDS, 2)}
_NUMBERS |= {"both": 2, "pair": 2, "duo": 2, "couple": 2, "trio": 3, "quartet": 4}
_SIDES = re.compile(r"\b(?:sides|neighbou?rs|presidents|prime ministers|rivals|foes|capitals)\b")
_SPEAKERS = frozenset({"we", "our", "us"})
_RECIPROCAL = frozenset({"each other", "one another"})
_LINK = re.compile(
    r"(?:['’]s?)?(?:,| and\b| or\b| with\b| alongside\b| along with\b| as well as\b| plus\b|/|[-–])"
    r" ?(?:[\w.'’-]+ ){0,2}"
)
_BREAK = re.compile(
    r"[;:()]|\b(?:but|while|whereas|which|who|that|after|before|of|in|at|for|from|to|said|told|is|are|was|were|has|have|will)\b"
)
PAIR = 2
_PEOPLE = re.compile(r"\b(?:leaders|ministers|officials|presidents|envoys|secretaries|delegations|negotiators)\b")
REACH = 4
"""Sentences to look back."""
MEMORY = 200
"""Mentions among which the two that a text speaks of most are sought."""


@dataclass(slots=True)
class _Set:
    """Actors named side by side, and where they stand."""

    start: int
    end: int
    ids: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Resolution:
    """An expression with the ids that it stands for."""

    anaphor: Anaphor
    ids: tuple[str, ...]


def resolve_anaphors(
    text: str,
    sentences: Sequence[tuple[int, int]],
    actors: Sequence[ActorMention],
    anaphors: Sequence[Anaphor],
    title: Sequence[ActorMention] = (),
) -> Iterator[Resolution]:
    """Yield the plural expressions that can be resolved, in the order of the text."""
    named = [actor for actor in actors if actor.kind is not ActorKind.GROUP]
    titled = _distinct(actor.id for actor in title if actor.kind is not ActorKind.GROUP)
    past = _Past(text, sentences, [_Set(actor.start, actor.end, {actor.id: None}) for actor in named])
    for anaphor in sorted((a for a in anaphors if a.plural), key=lambda a: a.start):
        words = text[anaphor.start : anaphor.end].lower()
        if words in _RECIPROCAL or text.startswith(" of ", anaphor.end):
            continue
        ids = _members(words, past, anaphor.start, titled)
        if ids:
            past.add(_Set(anaphor.start, anaphor.end, dict.fromkeys(ids)))
            yield Resolution(anaphor, tuple(ids))


def _members(words: str, past: _Past, before: int, titled: Sequence[str]) -> Sequence[str]:
    """The ids that the words of an expression at a position stand for, or none."""
    if words in _SPEAKERS:
        return titled if len(titled) > 1 else ()
    number = _number(words)
    history = past.before(before)
    ids = _of_number(history, titled, number) if number else _nearest(history, titled, words)
    if not ids and (number == PAIR or (number is None and _PEOPLE.search(words))):
        return past.main_pair(before)
    return ids


def _number(words: str) -> int | None:
    for word in re.findall(r"\w+", words):
        if word in _NUMBERS:
            return _NUMBERS[word]
        if word.isdigit():
            return int(word)
    return 2 if _SIDES.search(words) and words.startswith(("the ", "both")) and "other" not in words else None


class _Past:
    """What a text has named up to a place, in the order of the text."""

    def __init__(self, text: str, sentences: Sequence[tuple[int, int]], named: Sequence[_Set]) -> None:
        self._text, self._sentences = text, sentences
        self._named, self._resolved = named, list[_Set]()

    def add(self, one: _Set) -> None:
        """Take a resolved expression into account from now on."""
        self._resolved.append(one)

    def before(self, place: int) -> list[list[_Set]]:
        """For the sentence of a place and those before it, newest first, the sets that each names before the place."""
        number = max(bisect_right(self._sentences, place, key=lambda sentence: sentence[0]) - 1, 0)
        nearest = self._sentences[max(number - REACH, 0) : number + 1]
        return [self._sets(start, min(end, place)) for start, end in reversed(nearest)]

    def main_pair(self, place: int) -> Sequence[str]:
        """The two actors that the text has spoken of most, where no third comes near."""
        until = bisect_right(self._named, place, key=lambda one: one.end)
        counts = Counter(key for one in self._named[max(until - MEMORY, 0) : until] for key in one.ids).most_common(3)
        if len(counts) < PAIR or (len(counts) > PAIR and counts[2][1] >= counts[1][1]):
            return ()
        return [key for key, _ in counts[:PAIR]]

    def _sets(self, start: int, end: int) -> list[_Set]:
        inside: list[_Set] = []
        for source in (self._named, self._resolved):
            first = bisect_left(source, start, key=lambda one: one.start)
            last = bisect_right(source, end, key=lambda one: one.end)
            inside += source[first:last]
        return _coordinated(self._text, sorted(inside, key=lambda one: one.start))


def named_together(text: str, actors: Sequence[ActorMention], span: tuple[int, int]) -> list[tuple[str, ...]]:
    """The ids of each list of actors that a stretch of text names side by side ("A, B and C")."""
    inside = [_Set(a.start, a.end, {a.id: None}) for a in actors if span[0] <= a.start and a.end <= span[1]]
    return [tuple(one.ids) for one in _coordinated(text, inside) if len(one.ids) > 1]


def _coordinated(text: str, mentions: Sequence[_Set]) -> list[_Set]:
    """Join neighbors that the text links ("A, B and C", "the two, along with D")."""
    sets: list[_Set] = []
    for mention in mentions:
        between = text[sets[-1].end : mention.start] if sets else ""
        if sets and _LINK.fullmatch(between) and not _BREAK.search(between):
            sets[-1] = _Set(sets[-1].start, mention.end, {**sets[-1].ids, **mention.ids})
        else:
            sets.append(mention)
    return sets


def _of_number(history: Sequence[list[_Set]], titled: Sequence[str], number: int) -> Sequence[str]:
    """The nearest set of exactly so many actors: named side by side, in one sentence, or in a run of sentences."""
    for sets in history:
        for one in reversed(sets):
            if len(one.ids) == number:
                return list(one.ids)
        listed = _distinct(key for one in sets if len(one.ids) > 1 for key in one.ids)
        every = _distinct(key for one in sets for key in one.ids)
        for ids in (listed, every):
            if len(ids) == number:
                return ids
    if len(titled) == number:
        return titled
    run: list[str] = []
    for sets in history:
        run = _distinct([*run, *(key for one in sets for key in one.ids)])
        if len(run) == number:
            return run
    return ()


def _nearest(history: Sequence[list[_Set]], titled: Sequence[str], words: str) -> Sequence[str]:
    """The nearest actors named side by side, or the only two of a sentence; its first set is likelier its subject."""
    for sets in history[:3]:
        for one in sets:
            if len(one.ids) > 1:
                return list(one.ids)
        every = _distinct(key for one in sets for key in one.ids)
        if len(every) == PAIR:
            return every
    return titled if " " in words and len(titled) > 1 else ()


def _distinct(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))
