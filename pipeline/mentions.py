"""A mention: words of a text that refer to an actor or a program."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.labels import ActorKind, Via


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Words that refer to an actor; ``id`` is ``GROUP`` for groups that cannot be resolved."""

    start: int
    end: int
    id: str
    kind: ActorKind
    via: Via


@dataclass(frozen=True, slots=True)
class ProgramMention:
    """Words that name a program; ``name`` is the table's, or the words themselves where it is not ``known`` there."""

    start: int
    end: int
    id: str
    name: str
    known: bool = False


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A pronoun or description that stands for actors named elsewhere; ``plural`` when for several."""

    start: int
    end: int
    via: Via
    plural: bool
