"""The entities of a document: mentions numbered by what they stand for, as the model reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from corpus.labels import ActorKind, Via
from models.inputs import Candidate, Entity, MentionKind
from pipeline.actors.resolve import Resolution
from pipeline.mentions import ActorMention, Anaphor, ProgramMention

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


class EntityBuilder:
    """Numbers entities by id and collects their mentions."""

    def __init__(self, name: Callable[[str], str]) -> None:
        self._name = name
        self._numbers: dict[tuple[str, bool], int] = {}
        self.entities: list[Entity] = []
        self.candidates: list[Candidate] = []

    def add(self, mentions: Mentions, *, in_title: bool) -> None:
        """Add the mentions of the text or of its title."""
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
    if actor.weak:
        return MentionKind.WEAK
    return _KINDS.get(actor.kind) or _STATE_KINDS.get(actor.via, MentionKind.STATE)
