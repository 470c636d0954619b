"""What the joint model is given of a document: its sentences, and the mentions that may take part in a claim."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import IntEnum


class MentionKind(IntEnum):
    """How a mention refers; the encoder sees it as the token type of the mention's tokens."""

    NONE = 0
    STATE = 1
    DEMONYM = 2
    LEADER = 3
    ORGANIZATION = 4
    GROUP = 5
    NONSTATE = 6
    ANAPHOR = 7
    PROGRAM = 8
    WEAK = 9
    LOOSE = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that the role head judges, or (``entity`` None) an expression that only the encoder sees."""

    start: int
    end: int
    kind: MentionKind
    entity: int | None
    in_title: bool = False
    shown: bool = True
    """Whether the encoder is told of it; not of what only an annotator knows, or the tags of the model itself."""


@dataclass(frozen=True, slots=True)
class Entity:
    """What candidates refer to: an actor (participant, against, absent) or a program."""

    id: str
    name: str
    is_program: bool = False
    is_group: bool = False
    """Whether it is an unresolved group, which only its own words stand for."""


@dataclass(frozen=True, slots=True)
class DocumentInput:
    """One document as the model sees it; offsets are code points of ``text``, or of ``title`` for candidates there."""

    title: str
    text: str
    sentences: tuple[tuple[int, int], ...]
    candidates: tuple[Candidate, ...]
    entities: tuple[Entity, ...]

    def frequencies(self) -> Counter[int]:
        """How often each entity is mentioned."""
        return Counter(one.entity for one in self.candidates if one.entity is not None and one.shown)
