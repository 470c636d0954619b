"""A mention: words of a text that refer to an actor or a program."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.labels import ActorKind, Via


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Words that name an actor; ``id`` is ``GROUP`` for groups that cannot be resolved.

    ``weak`` are words that name it without referring to it by themselves: a capital as a place ("met in Tokyo"), the
    nationality of a firm.
    """

    start: int
    end: int
    id: str
    kind: ActorKind
    via: Via
    weak: bool = False


@dataclass(frozen=True, slots=True)
class ProgramMention:
    """Words that name a program; ``name`` is the table's, or the words themselves where it is not ``known`` there."""

    start: int
    end: int
    id: str
    name: str
    known: bool = False
    annotated: bool = False
    """Whether only an annotation tells of it, as at run time only the model's tags would."""


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A pronoun or description that stands for actors named elsewhere; ``plural`` when for several."""

    start: int
    end: int
    via: Via
    plural: bool
