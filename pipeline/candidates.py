"""What the model is asked about: the actors and programs that a document mentions, as candidates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.labels import ActorKind, ProgramKind
from models.inputs import DocumentInput
from pipeline.actors.anaphors import find_anaphors
from pipeline.actors.entries import members_in
from pipeline.actors.find import ActorFinder, default_actor_finder
from pipeline.actors.loose import find_loose_groups
from pipeline.actors.resolve import Resolution, World, resolve_anaphors
from pipeline.entities import EntityBuilder, Mentions
from pipeline.linguistics import Linguistics, read_linguistics
from pipeline.mentions import ActorMention, Anaphor, ProgramMention
from pipeline.programs.find import ProgramFinder, default_program_finder
from pipeline.spans import HasPlace

Linguist = Callable[[str, Sequence[ActorMention]], Linguistics]
"""Segments a text whose actors are known."""
_JOINT = re.compile(
    r"\b(?:[Jj]oint|JOINT|[Tt]rilateral|[Qq]uadrilateral|[Tt]ripartite|Declaration|Communiqu|Leaders['’] Statement"
    r"|Statement (?:of|by))"
)
_BODIES = frozenset({ProgramKind.ORGANIZATION, ProgramKind.FORUM, ProgramKind.ALLIANCE})
_NEIGHBOR = ("neighbor", "neighbour")
FORMAT = 12
"""Members at most of what is expanded to them: larger bodies are one actor."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """A document ready for the model, with what its entities stand for."""

    input: DocumentInput
    mentions: Mentions
    linguistics: Linguistics
    resolved: tuple[Resolution, ...]


class CandidateFinder:
    """Finds the candidates of a document; ``actors`` and ``programs`` hold the tables."""

    def __init__(
        self,
        actors: ActorFinder | None = None,
        programs: ProgramFinder | None = None,
        read: Linguist = read_linguistics,
    ) -> None:
        self.actors = actors or default_actor_finder()
        self.programs = programs or default_program_finder()
        self._read = read

    def mentions(self, text: str, date: str = "") -> Mentions:
        """Find all mentions in a text published at a date (ISO 8601, empty where unknown)."""
        programs = self.programs(text)
        actors = [actor for actor in self.actors(text, date) if not _inside_name(actor, programs)]
        programs = [program for program in programs if not self._is_refused(text, program, actors)]
        programs = sorted([*programs, *self._frames(actors, programs)], key=lambda mention: mention.start)
        return Mentions(tuple(actors), tuple(programs), tuple(_outside(text, find_anaphors(text), actors)))

    def _is_refused(self, text: str, program: ProgramMention, actors: Sequence[ActorMention]) -> bool:
        """Whether a program is an organization's name that its context makes something else ("G20" of a carmaker)."""
        words = text[program.start : program.end]
        entry = self.programs.entry(program.id)
        same = program.id.upper().replace("-", "_")
        if entry is None or entry.kind not in _BODIES or not self.actors.knows(words, same):
            return False
        return not any(actor.start < program.end and program.start < actor.end for actor in actors)

    def _frames(self, actors: Sequence[ActorMention], programs: Sequence[ProgramMention]) -> Iterator[ProgramMention]:
        """Organizations as the frames in which states act; the model decides which of the two they are."""
        taken = {place for program in programs for place in range(program.start, program.end)}
        for actor in actors:
            if actor.kind is ActorKind.ORGANIZATION and not taken.intersection(range(actor.start, actor.end)):
                key = actor.id.lower().replace("_", "-")
                name = self.programs.name(key) or self.actors.name(actor.id)
                yield ProgramMention(actor.start, actor.end, key, name, known=True)

    def __call__(
        self, title: str, text: str, extra_programs: Sequence[ProgramMention] = (), date: str = ""
    ) -> Candidates:
        """Find the candidates of a document; ``extra_programs`` are names that no table or rule finds."""
        found = self.mentions(text, date)
        programs = tuple(sorted([*found.programs, *extra_programs], key=lambda mention: mention.start))
        linguistics = self._read(text, found.actors)
        titled = self.mentions(title, date)
        world = self.world(title, found, titled, date)
        sentences = linguistics.sentences
        resolved = tuple(resolve_anaphors(text, sentences, found.actors, found.anaphors, titled.actors, world))
        actors = list(_without_resolved(found.actors, resolved))
        named: list[HasPlace] = [*actors, *(one for one in programs if one.known), *found.anaphors]
        taken = [(one.start, one.end) for one in named]
        actors += _free(find_loose_groups(text), taken)
        places = {(one.anaphor.start, one.anaphor.end) for one in resolved}
        actors += [_as_group(one) for one in found.anaphors if one.plural and (one.start, one.end) not in places]
        mentions = Mentions(tuple(sorted(actors, key=lambda actor: actor.start)), programs, found.anaphors)
        builder = EntityBuilder(self.actors.name)
        builder.add(mentions, text, in_title=False)
        builder.add(titled, title, in_title=True)
        builder.point(resolved)
        document = DocumentInput(title, text, sentences, tuple(builder.candidates), tuple(builder.entities))
        return Candidates(document, mentions, linguistics, resolved)

    def world(self, title: str, found: Mentions, titled: Mentions, date: str) -> World:
        """What is known beyond the text: neighbors, members of what the text names, and who speaks in it."""
        programs = (*found.programs, *titled.programs)
        formats = self._formats([*found.actors, *titled.actors], programs, date)
        # all that the title names, also within the name of a summit ("EU-Canada Summit Joint Statement")
        parties = tuple(dict.fromkeys(actor.id for actor in self.actors(title, date) if actor.id != "GROUP"))
        joint = len(parties) > 1 and _JOINT.search(title)
        return World(self.actors.table.neighbors, formats, parties if joint else ())

    def _formats(
        self, actors: Iterable[ActorMention], programs: Iterable[ProgramMention], date: str
    ) -> dict[str, tuple[str, ...]]:
        """The members, at its date, of the small organizations and programs that a text names."""
        year = int(date[:4]) if date else None
        formats: dict[str, tuple[str, ...]] = {}
        for key in dict.fromkeys(actor.id for actor in actors):
            entry = self.actors.table.actors.get(key)
            if entry and entry.members:
                formats[key] = members_in(entry.members, year)
        for key in dict.fromkeys(program.id for program in programs):
            program = self.programs.entry(key)
            if program and program.members:
                formats[key] = members_in(program.members, year)
        return {key: ids for key, ids in formats.items() if 2 <= len(ids) <= FORMAT}  # noqa: PLR2004 - one is no group


def _outside(text: str, anaphors: Iterable[Anaphor], actors: Sequence[ActorMention]) -> Iterator[Anaphor]:
    """The expressions that are no part of a mention; they may hold a group, the name of a format, or a neighbor's."""
    taken = {place for actor in actors if actor.id != "GROUP" for place in range(actor.start, actor.end)}
    formats = {actor.start: actor.end for actor in actors if actor.kind is ActorKind.ORGANIZATION}
    for one in anaphors:
        holds = any(one.start < start and end < one.end for start, end in formats.items())
        if holds or text[one.start : one.end].endswith(_NEIGHBOR) or not taken.intersection(range(one.start, one.end)):
            yield one


def _as_group(one: Anaphor) -> ActorMention:
    """An expression that nobody is known for, as a group that the model may choose."""
    return ActorMention(one.start, one.end, "GROUP", ActorKind.GROUP, one.via, weak=True)


def _free(mentions: Iterable[ActorMention], taken: Sequence[tuple[int, int]]) -> Iterator[ActorMention]:
    """The mentions that no other one overlaps."""
    places = {place for start, end in taken for place in range(start, end)}
    return (one for one in mentions if places.isdisjoint(range(one.start, one.end)))


def _without_resolved(actors: Iterable[ActorMention], resolved: Sequence[Resolution]) -> Iterator[ActorMention]:
    """The mentions but those of groups and formats that are part of a resolved expression."""
    places = [(one.anaphor.start, one.anaphor.end) for one in resolved]
    for actor in actors:
        if actor.kind is ActorKind.STATE or not any(start < actor.end and actor.start < end for start, end in places):
            yield actor


def _inside_name(actor: ActorMention, programs: Sequence[ProgramMention]) -> bool:
    """Whether an actor's name is only a part of a program's ("Paris" of the Paris Agreement)."""
    return any(
        p.known and p.start <= actor.start and actor.end <= p.end and (p.start, p.end) != (actor.start, actor.end)
        for p in programs
    )
