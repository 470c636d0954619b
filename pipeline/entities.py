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
        self._numbers: dict[tuple[str, str, bool], int] = {}
        self.entities: list[Entity] = []
        self.candidates: list[Candidate] = []

    def add(self, mentions: Mentions, text: str, *, in_title: bool) -> None:
        """Add the mentions of a text, or of a title; groups are the same where their words are."""
        for anaphor in mentions.anaphors:
            self.candidates.append(Candidate(anaphor.start, anaphor.end, MentionKind.ANAPHOR, None, in_title))
        for program in mentions.programs:
            entity = self._number(program.id, program.name, is_program=True)
            self.candidates.append(
                Candidate(
                    program.start, program.end, MentionKind.PROGRAM, entity, in_title, shown=not program.annotated
                )
            )
        for actor in mentions.actors:
            name = text[actor.start : actor.end].lower() if actor.id == "GROUP" else self._name(actor.id)
            entity = self._number(actor.id, name, is_program=False)
            self.candidates.append(Candidate(actor.start, actor.end, _kind(actor), entity, in_title))

    def point(self, resolved: Iterable[Resolution]) -> None:
        """Let each resolved expression be one more mention of each of its members."""
        for one in resolved:
            for key in one.ids:
                entity = self._number(key, self._name(key), is_program=False)
                place = (one.anaphor.start, one.anaphor.end)
                self.candidates.append(Candidate(*place, MentionKind.ANAPHOR, entity))

    def _number(self, key: str, name: str, *, is_program: bool) -> int:
        same = (key, name if key == "GROUP" else "", is_program)
        if same not in self._numbers:
            self._numbers[same] = len(self.entities)
            self.entities.append(Entity(key, name, is_program, is_group=key == "GROUP"))
        return self._numbers[same]


def _kind(actor: ActorMention) -> MentionKind:
    if actor.weak:
        return MentionKind.LOOSE if actor.kind is ActorKind.GROUP else MentionKind.WEAK
    return _KINDS.get(actor.kind) or _STATE_KINDS.get(actor.via, MentionKind.STATE)
