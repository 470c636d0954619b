"""Mentions of actors in a text, by table and by rule."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from corpus.labels import ActorKind, Via
from pipeline.actors.groups import find_groups
from pipeline.actors.people import find_bare_titles, find_people
from pipeline.actors.table import ActorTable, Alias, load_actors
from pipeline.gazetteer import Gazetteer
from pipeline.mentions import ActorMention
from pipeline.spans import longest


class ActorFinder:
    """Finds every mention of an actor that a table or a rule knows; mentions never overlap, longer ones win."""

    def __init__(self, table: ActorTable) -> None:
        self._table = table
        people = [Alias(leader.person, leader.id, Via.LEADER) for leader in table.leaders]
        by_text: dict[str, list[Alias]] = {}
        for alias in (*table.aliases, *people):
            by_text.setdefault(alias.text, []).append(alias)
        self._aliases = list(by_text.values())
        self._gazetteer = Gazetteer(list(by_text))

    def __call__(self, text: str) -> list[ActorMention]:
        """Return the mentions in the order of the text."""
        named = list(self._named(text))
        people = list(find_people(text, self._table, [mention for mention in named if mention.via is not Via.LEADER]))
        everyone = sorted([*people, *(m for m in named if m.via is Via.LEADER)], key=lambda mention: mention.start)
        titles = list(find_bare_titles(text, everyone, self._table))
        return longest([*named, *people, *titles, *find_groups(text)])

    def name(self, key: str) -> str:
        """The usual short name of an actor."""
        return self._table.name(key)

    def kind(self, key: str) -> ActorKind:
        """What sort of actor an id stands for."""
        return self._table.kind(key)

    def _named(self, text: str) -> Iterable[ActorMention]:
        for form, start, end in self._gazetteer(text):
            fitting = next((alias for alias in self._aliases[form] if alias.fits(text, start, end)), None)
            if fitting:
                yield ActorMention(start, end, fitting.id, self._table.kind(fitting.id), fitting.via)


@lru_cache(maxsize=1)
def default_actor_finder() -> ActorFinder:
    """The finder over the table that ships with Accordant."""
    return ActorFinder(load_actors())
