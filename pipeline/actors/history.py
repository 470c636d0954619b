"""What a text names, sentence by sentence: sets of actors side by side, each with its place in the grammar."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.labels import ActorKind, Via
from pipeline.mentions import ActorMention

_LINK = re.compile(
    r"(?:['’]s?)?(?:,| and\b| or\b| with\b| alongside\b| along with\b| as well as\b| plus\b|/|[-–])"
    r" ?(?:[\w.'’-]+ ){0,2}"
)
_BREAK = re.compile(
    r"[;:()]|\b(?:but|while|whereas|which|who|that|after|before|of|in|at|for|from|to|said|told|is|are|was|were|has|have|will)\b"
)
LINKED = 40
"""Characters at most between two names of one list."""
REACH = 5
"""Sentences to look back."""


@dataclass(slots=True)
class ActorSet:
    """Actors named side by side, and where they stand."""

    start: int
    end: int
    ids: dict[str, None]
    spans: tuple[tuple[int, int], ...]
    led: bool = False
    """Whether a leader or institution names one of them."""
    weak: bool = False
    resolved: bool = False
    role: str = "other"
    """Its place in the grammar of its clause, as the words beside it tell: subject, object, possessive, attribute."""


class History:
    """What a text names, by sentence."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[tuple[int, int]],
        actors: Sequence[ActorMention],
        title: Sequence[ActorMention],
    ) -> None:
        self.text, self.sentences = text, sentences
        named = [actor for actor in actors if actor.kind is not ActorKind.GROUP]
        self.title = tuple(dict.fromkeys(actor.id for actor in title if actor.kind is not ActorKind.GROUP))
        self.counts = Counter(actor.id for actor in named if not actor.weak)
        self.counts.update(self.title)
        self.ranks = {key: rank for rank, (key, _) in enumerate(self.counts.most_common())}
        self.kinds = {actor.id: actor.kind for actor in (*named, *title)}
        self.sets: list[list[ActorSet]] = [[] for _ in sentences]
        for one in coordinated(text, [as_set(actor) for actor in named]):
            if sentences:
                one.role = role_of(text, one.start, one.end)
                self.sets[self.number(one.start)].append(one)

    def number(self, place: int) -> int:
        """The number of the sentence in which a place lies."""
        return max(bisect_right(self.sentences, place, key=lambda sentence: sentence[0]) - 1, 0)

    def add(self, one: ActorSet) -> None:
        """Take a resolved expression into account from now on."""
        one.role = role_of(self.text, one.start, one.end)
        self.sets[self.number(one.start)].append(one)

    def before(self, place: int) -> Iterator[tuple[int, list[ActorSet]]]:
        """How many sentences back, and the sets that end before a place there, newest sentence first."""
        number = self.number(place)
        for back in range(min(REACH, number + 1)):
            found = [one for one in self.sets[number - back] if one.end <= place]
            if found:
                yield back, sorted(found, key=lambda one: one.start)

    def after(self, place: int) -> list[ActorSet]:
        """The sets that follow a place in its sentence."""
        return [one for one in self.sets[self.number(place)] if one.start > place] if self.sentences else []


_PREPOSITION = re.compile(
    r"\b(?:in|on|with|from|to|of|by|against|for|at|between|towards?|into|over|than|as|like|via|about|among|across"
    r"|after|before) (?:the |both |[A-Z]\w+ and )?\Z"
)
_VERB = re.compile(
    r",? (?:has|have|had|is|was|are|were|will|would|may|might|could|can|should|must|did|does|do|said|also|then"
    r"|went|took|made|got|gave|held|began|won|led|came|found|sent|put|set|met|[a-z]{3,}(?:ed|es|s))\b"
)
_CLAUSE = re.compile(
    r"(?:^|[.!?;:\n“\"(] ?|, |\b(?:that|when|while|as|if|because|and|but|which|where|whether|since|once|although"
    r"|though) )(?:the |The )?\Z"
)


def role_of(text: str, start: int, end: int) -> str:
    """The place of words in the grammar of their clause, as far as the words beside them tell."""
    after = text[end : end + 24]
    if after[:2] in {"'s", "’s"} or (after[:1] in "'’" and text[end - 1 : end] == "s"):
        return "possessive"
    before = text[max(0, start - 24) : start]
    if _PREPOSITION.search(before):
        return "oblique"
    if _VERB.match(after):
        return "subject"
    if after[:1] == " " and after[1:2].islower() and text[end - 1 : end] in "hne":
        return "attribute"
    return "subject" if _CLAUSE.search(before) else "object"


def as_set(actor: ActorMention) -> ActorSet:
    """A mention as a set of one."""
    led = actor.via in {Via.LEADER, Via.INSTITUTION}
    return ActorSet(actor.start, actor.end, {actor.id: None}, ((actor.start, actor.end),), led, actor.weak)


def coordinated(text: str, mentions: Iterable[ActorSet]) -> list[ActorSet]:
    """Join neighbors that the text links ("A, B and C", "the two, along with D")."""
    sets: list[ActorSet] = []
    for one in mentions:
        last = sets[-1] if sets else None
        between = text[last.end : one.start] if last and one.start - last.end < LINKED else "\n"
        if last and last.weak == one.weak and _LINK.fullmatch(between) and not _BREAK.search(between):
            ids, spans = {**last.ids, **one.ids}, (*last.spans, *one.spans)
            sets[-1] = ActorSet(last.start, one.end, ids, spans, last.led or one.led, last.weak and one.weak)
        else:
            sets.append(one)
    return sets
