"""What the model is asked about: the actors and programs that a document mentions, as candidates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from corpus.labels import ActorKind, Via
from models.inputs import Candidate, DocumentInput, Entity, MentionKind
from pipeline.actors.find import ActorFinder, default_actor_finder
from pipeline.actors.groups import find_anaphors
from pipeline.actors.resolve import Resolution, resolve_anaphors
from pipeline.linguistics import Linguistics, read_linguistics
from pipeline.mentions import ActorMention, Anaphor, ProgramMention
from pipeline.programs.find import ProgramFinder, default_program_finder

_KINDS = {
    ActorKind.ORGANIZATION: MentionKind.ORGANIZATION,
    ActorKind.GROUP: MentionKind.GROUP,
    ActorKind.NONSTATE: MentionKind.NONSTATE,
}
_STATE_KINDS = {Via.DEMONYM: MentionKind.DEMONYM, Via.LEADER: MentionKind.LEADER}


@dataclass(frozen=True, slots=True)
class Mentions:
    """Every mention of a text, each sort in the order of the text."""

    actors: tuple[ActorMention, ...]
    programs: tuple[ProgramMention, ...]
    anaphors: tuple[Anaphor, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """A document ready for the model, with what its entities stand for."""

    input: DocumentInput
    mentions: Mentions
    linguistics: Linguistics
    resolved: tuple[Resolution, ...]


class CandidateFinder:
    """Finds the candidates of a document; ``actors`` and ``programs`` hold the tables."""

    def __init__(self, actors: ActorFinder | None = None, programs: ProgramFinder | None = None) -> None:
        self.actors = actors or default_actor_finder()
        self.programs = programs or default_program_finder()

    def mentions(self, text: str) -> Mentions:
        """Find all mentions in a text."""
        programs = self.programs(text)
        actors = [actor for actor in self.actors(text) if not _inside_name(actor, programs)]
        return Mentions(tuple(actors), tuple(programs), tuple(find_anaphors(text)))

    def __call__(self, title: str, text: str, extra_programs: Sequence[ProgramMention] = ()) -> Candidates:
        """Find the candidates of a document; ``extra_programs`` are names that no table or rule finds."""
        found = self.mentions(text)
        programs = tuple(sorted([*found.programs, *extra_programs], key=lambda mention: mention.start))
        mentions = Mentions(found.actors, programs, found.anaphors)
        linguistics = read_linguistics(text)
        titled = self.mentions(title)
        resolved = tuple(
            resolve_anaphors(text, linguistics.sentences, mentions.actors, mentions.anaphors, titled.actors)
        )
        builder = _Builder(self.actors.name)
        builder.add(mentions, in_title=False)
        builder.add(titled, in_title=True)
        builder.point(resolved)
        document = DocumentInput(title, text, linguistics.sentences, tuple(builder.candidates), tuple(builder.entities))
        return Candidates(document, mentions, linguistics, resolved)


def _inside_name(actor: ActorMention, programs: Sequence[ProgramMention]) -> bool:
    """Whether an actor's name is only a part of a program's ("Paris" of the Paris Agreement)."""
    return any(
        p.known and p.start <= actor.start and actor.end <= p.end and (p.start, p.end) != (actor.start, actor.end)
        for p in programs
    )


class _Builder:
    """Numbers entities by id and collects their mentions."""

    def __init__(self, name: Callable[[str], str]) -> None:
        self._name = name
        self._numbers: dict[tuple[str, bool], int] = {}
        self.entities: list[Entity] = []
        self.candidates: list[Candidate] = []

    def add(self, mentions: Mentions, *, in_title: bool) -> None:
        for anaphor in mentions.anaphors:
            self.candidates.append(Candidate(anaphor.start, anaphor.end, MentionKind.ANAPHOR, None, in_title))
        for program in mentions.programs:
            entity = self._number(program.id, program.name, is_program=True)
            self.candidates.append(Candidate(program.start, program.end, MentionKind.PROGRAM, entity, in_title))
        for actor in mentions.actors:
            entity = self._number(actor.id, self._name(actor.id), is_program=False)
            self.candidates.append(Candidate(actor.start, actor.end, _kind(actor), entity, in_title))

    def point(self, resolved: Iterable[Resolution]) -> None:
        """Let each resolved expression be one more mention of each of its members."""
        for one in resolved:
            for key in one.ids:
                entity = self._number(key, self._name(key), is_program=False)
                place = (one.anaphor.start, one.anaphor.end)
                self.candidates.append(Candidate(*place, MentionKind.ANAPHOR, entity))

    def _number(self, key: str, name: str, *, is_program: bool) -> int:
        if (key, is_program) not in self._numbers:
            self._numbers[key, is_program] = len(self.entities)
            self.entities.append(Entity(key, name, is_program))
        return self._numbers[key, is_program]


def _kind(actor: ActorMention) -> MentionKind:
    return _KINDS.get(actor.kind) or _STATE_KINDS.get(actor.via, MentionKind.STATE)
