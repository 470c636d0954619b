"""What the words around a name say about it: part of another name, or a weak mention. The words are in a data file."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from corpus.labels import ActorKind, Via
from pipeline.mentions import ActorMention

FILE = Path(__file__).parent / "contexts.toml"
BESIDE = 48
"""Characters in which the words before a name are looked for."""
_OPENING, _CLOSING = ("“", "‘", '"'), ("”", "’", '"')
SPORTS, SPORTS_REACH = 2, 120
"""Words of sports within so many characters of a name that make it a team."""


@dataclass(frozen=True, slots=True)
class Contexts:
    """Tests of what stands beside a name at ``[start, end)`` of a text."""

    part_of_name: re.Pattern[str]
    within_name: re.Pattern[str]
    private: re.Pattern[str]
    diaspora: re.Pattern[str]
    language: re.Pattern[str]
    place: re.Pattern[str]
    acts_from: re.Pattern[str]
    thing: re.Pattern[str]
    sports: re.Pattern[str]
    as_place: re.Pattern[str]
    speech: re.Pattern[str]
    event: re.Pattern[str]
    site: re.Pattern[str]
    joined: re.Pattern[str]
    city_states: frozenset[str]

    def is_other_name(self, text: str, start: int, end: int, via: Via) -> bool:
        """Whether the words are part of a longer name that is no actor ("Washington Post", "Gulf of Oman")."""
        if text[end : end + 2] == " " + text[end + 1 : end + 2].upper() and self.part_of_name.match(text, end):
            return True
        if via is Via.DEMONYM:
            prefix = text[end : end + 1] == "-" and text[end - 1 : end] == "o"
            return (not prefix and bool(self.diaspora.match(text, end))) or self._is_language(text, start, end)
        return bool(self.within_name.search(text[max(0, start - BESIDE) : start]))

    def is_weak(self, text: str, start: int, end: int, via: Via) -> bool:
        """Whether the words name an actor without referring to it."""
        if text[end : end + 1] == "-" and self.joined.match(text, end):
            return True
        if text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING:
            return True  # a title: the film "Dahomey"
        if via is Via.DEMONYM:
            return bool(self.private.match(text, end))
        if via not in {Via.CAPITAL, Via.INSTITUTION} and text[start:end] not in self.city_states:
            return False
        return bool(self.as_place.match(text, end)) or self._is_place(text[max(0, start - BESIDE) : start], via)

    def _is_place(self, before: str, via: Via) -> bool:
        """Whether what stands before a capital or an institution makes it a place where something happens."""
        if via is Via.INSTITUTION:
            return bool(self.event.search(before) or self.site.search(before))
        return bool(self.place.search(before)) and not self.acts_from.search(before)

    def is_thing(self, text: str, end: int) -> bool:
        """Whether a surname that ends here names a thing ("Trump Tower")."""
        return text[end : end + 1] == " " and bool(self.thing.match(text, end))

    def _is_language(self, text: str, start: int, end: int) -> bool:
        before = text[max(0, start - BESIDE) : start]
        if self.speech.search(before):
            return True
        return text[end : end + 1] in ".,;:)" and bool(self.language.search(before))


def weaken_in_sports(text: str, mentions: Sequence[ActorMention], contexts: Contexts) -> list[ActorMention]:
    """Return the mentions, those of states weak where at least `SPORTS` words of sports stand around them."""
    places = [match.start() for match in contexts.sports.finditer(text)]
    if len(places) < SPORTS:
        return list(mentions)

    def at_play(mention: ActorMention) -> bool:
        near = bisect_right(places, mention.end + SPORTS_REACH) - bisect_left(places, mention.start - SPORTS_REACH)
        return mention.kind is ActorKind.STATE and near >= SPORTS

    return [replace(mention, weak=mention.weak or at_play(mention)) for mention in mentions]


@lru_cache(maxsize=1)
def load_contexts() -> Contexts:
    """Read the lists that ship with Accordant."""
    lists: dict[str, Sequence[str]] = tomllib.loads(FILE.read_text(encoding="utf-8"))

    def after(name: str, between: str = " ") -> re.Pattern[str]:
        return re.compile(rf"{between}(?:{'|'.join(lists[name])})(?![\w-])")

    def before(name: str, then: str = r" (?:the )?") -> re.Pattern[str]:
        return re.compile(rf"(?:^|[^\w-])(?:{'|'.join(lists[name])}){then}\Z")

    return Contexts(
        part_of_name=after("part_of_name"),
        within_name=before("within_name", " "),
        private=after("private", r" (?:[a-z]+ |[a-z]+-[a-z]+ (?<!state-owned )(?<!state-run ))?"),
        diaspora=after("diaspora", "[ -]"),
        language=before("language_before", " "),
        place=before("place_before", r" (?:both |nearby |the )?"),
        acts_from=before(
            "acts_from", r"(?: (?:of|and|for) \w+(?: \w+)?)? (?:in|at|from) (?:both |the )?(?:[A-Z]\w+ (?:and|or) )?"
        ),
        thing=after("thing_after_person"),
        as_place=after("as_place"),
        speech=before("speech_before", " "),
        event=before("event_before", r" (?:at|in|outside|near|inside|around) (?:the )?"),
        site=before("site_before", r" (?:the )?"),
        joined=after("joined", "-"),
        city_states=frozenset(lists["city_states"]),
        sports=re.compile(rf"\b(?:{'|'.join(lists['sports'])})\b"),
    )
