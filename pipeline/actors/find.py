"""Mentions of actors in a text, by table and by rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from corpus.labels import ActorKind, Via
from pipeline.actors.contexts import load_contexts, weaken_in_sports
from pipeline.actors.entries import HOME, NEAR, Alias
from pipeline.actors.groups import find_groups
from pipeline.actors.index import ActorIndex, index_actors
from pipeline.actors.people import NameHit, PeopleFinder
from pipeline.actors.table import ActorTable, load_actors
from pipeline.compiled import load_compiled
from pipeline.gazetteer import Gazetteer, Match
from pipeline.mentions import ActorMention
from pipeline.spans import longest
from pipeline.tables import covers, uncollected

_OWNERS = frozenset({Via.DEMONYM, Via.NAME, Via.ABBREVIATION})
_CAPITALS = re.compile(r"[A-Z][A-Z'’.,:&-]*(?: [A-Z'’.,:&-]+){3,}")
"""Four words or more in capitals."""


class _Local(NamedTuple):
    """Words that several actors use for a part of themselves, and where they stand."""

    aliases: Sequence[Alias]
    start: int
    end: int


class ActorFinder:
    """Finds every mention of an actor that a table or a rule knows; mentions never overlap, longer ones win."""

    def __init__(self, table: ActorTable, index: ActorIndex | None = None) -> None:
        self.table = table
        self._index = index or index_actors(table)
        self._contexts = load_contexts()
        self._gazetteer = Gazetteer(self._index.forms)

    def __call__(self, text: str, date: str = "") -> list[ActorMention]:
        """Return the mentions in the order of the text; ``date`` (ISO 8601) is when it was published, if known."""
        named, hits = self._lookup(text, date)
        named = weaken_in_sports(text, named, self._contexts)
        find_people = PeopleFinder(text, date, self.table, self._contexts, named)
        people = find_people(hits)
        titles = find_people.titles(sorted(people, key=lambda mention: mention.start))
        return longest([*named, *people, *titles, *find_groups(text)])

    def name(self, key: str) -> str:
        """The usual short name of an actor."""
        return self.table.name(key)

    def kind(self, key: str) -> ActorKind:
        """What sort of actor an id stands for."""
        return self.table.kind(key)

    def knows(self, words: str, key: str) -> bool:
        """Whether words are a name that the table gives to an id, whatever their context says."""
        return (words, key) in self._names

    @cached_property
    def _names(self) -> frozenset[tuple[str, str]]:
        return frozenset((alias.text, alias.id) for alias in self.table.aliases)

    def _lookup(self, text: str, date: str) -> tuple[list[ActorMention], list[NameHit]]:
        """What the table's words mean where they stand, and the names of people that need more of the text."""
        named: list[ActorMention] = []
        hits: list[NameHit] = []
        local: list[_Local] = []
        for form, start, end in [*self._gazetteer(text), *self._in_capitals(text)]:
            if (leaders := self._index.leaders[form]) and _is_name(text, start, end):
                people = [self.table.leaders[number] for number in leaders]
                surname = all(person.surname == self._index.forms[form] for person in people)
                hits.append(NameHit(start, end, people, whole=" " in text[start:end] and not surname))
            aliases = [self.table.aliases[number] for number in self._index.aliases[form]]
            if any(alias.only_near == HOME for alias in aliases):
                local.append(_Local(aliases, start, end))
            elif aliases:
                named += self._named(text, date, aliases, (start, end))
        return [*named, *self._at_home(text, date, local, named)], hits

    def _in_capitals(self, text: str) -> Iterator[Match]:
        """What lines in capitals name ("JAPAN, ITALY SIGN PACT")."""
        for line in _CAPITALS.finditer(text):
            for form, start, end in self._gazetteer(line[0].title()):
                words = self._index.forms[form]
                if words[1:].islower():
                    yield Match(form, line.start() + start, line.start() + end)

    def _at_home(
        self, text: str, date: str, local: Iterable[_Local], named: Sequence[ActorMention]
    ) -> Iterator[ActorMention]:
        """What local words mean: a part of the actor that is named closest by."""
        for aliases, start, end in local:
            near = [mention for mention in named if start - NEAR < mention.end and mention.start < end + NEAR]
            if any(start - 3 <= mention.end < start and mention.via in _OWNERS for mention in near):
                continue  # "the Cape Verdean Coast Guard" is not the American one that the text names as well
            near.sort(key=lambda mention: max(mention.start - end, start - mention.end))
            yield from self._named(text, date, aliases, (start, end), tuple(mention.id for mention in near))

    def _named(
        self, text: str, date: str, aliases: Sequence[Alias], place: tuple[int, int], near: Sequence[str] = ()
    ) -> list[ActorMention]:
        """The mention that words at a place make, as a list of one or none."""
        start, end = place
        if self._contexts.is_other_name(text, start, end, aliases[0].via):
            return []
        ordered = list(_in_time(aliases, date))
        ordered.sort(key=lambda alias: near.index(alias.id) if alias.id in near else len(near))
        for alias in ordered:
            if (alias.only_near != HOME or alias.id in near) and alias.fits(text, start, end):
                weak = self._contexts.is_weak(text, start, end, alias.via)
                return [ActorMention(start, end, alias.id, self.table.kind(alias.id), alias.via, weak)]
        return []


def _in_time(aliases: Sequence[Alias], date: str) -> Iterator[Alias]:
    """The aliases whose time holds the date first: it decides only between actors that share a name."""
    if date and len(aliases) > 1:
        yield from (alias for alias in aliases if covers(alias.since, alias.until, date))
        yield from (alias for alias in aliases if not covers(alias.since, alias.until, date))
    else:
        yield from aliases


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether a person's name is not a part of a hyphenated word, unless of a pair of names ("Obama-Medvedev")."""
    joined_after = text[end : end + 1] == "-" and not text[end + 1 : end + 2].isupper()
    joined_before = start > 0 and text[start - 1] == "-" and not text[start : start + 1].isupper()
    return not joined_after and not joined_before


@lru_cache(maxsize=1)
def default_actor_finder() -> ActorFinder:
    """The finder over the table that ships with Accordant."""
    with uncollected():
        compiled = load_compiled()
        if not compiled:
            return ActorFinder(load_actors())
        return ActorFinder(load_actors(), ActorIndex(compiled.forms, compiled.form_aliases, compiled.form_leaders))
