"""The claim record, ``accordant.claim/1``: what a text says about a cooperation, word for word and in codes.

All offsets count Unicode code points and are half-open. Every record validates itself, so that one that exists is well
formed.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import Final, Literal

from corpus.errors import EvidenceMismatchError, RecordError
from corpus.labels import ActorKind, AttributionKind, Domain, Modality, Polarity, ProgramKind, Role, Status, Via

SCHEMA: Final = "accordant.claim/1"
_ADVERSE = frozenset({Status.STALLED, Status.ENDED, Status.REJECTED})
_ACTOR_ID = re.compile(r"[A-Z][A-Z0-9_]+")
_PROGRAM_ID = re.compile(r"\w+(?:-\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words and their place in the cleaned text.

    Raises:
        EvidenceMismatchError: the words are not as long as the offsets say.
    """

    text: str
    start: int
    end: int

    def __post_init__(self) -> None:
        _check_span(type(self).__name__.lower(), self.text, self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The exact words that a claim rests on, in the cleaned text and, where unbroken, in the original.

    Raises:
        EvidenceMismatchError: offsets and text disagree.
    """

    text: str
    start: int
    end: int
    source_start: int | None
    source_end: int | None
    sentence: int
    """Number of the sentence in the cleaned text, from 0."""
    paragraph: int
    """Number of the paragraph in the cleaned text, from 0."""

    def __post_init__(self) -> None:
        _check_span("evidence", self.text, self.start, self.end)
        if (self.source_start is None) != (self.source_end is None):
            raise RecordError("evidence.source_end", self.source_end, "null exactly where source_start is null")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An actor of a claim: the words that refer to it, and whom they stand for."""

    text: str
    start: int
    end: int
    id: str
    name: str
    kind: ActorKind
    role: Role
    via: Via
    antecedent: tuple[tuple[int, int], ...] | None = None
    """For pronouns and descriptions, the offsets of the mentions that gave the members."""

    def __post_init__(self) -> None:
        _check_span("actors[].text", self.text, self.start, self.end)
        if not _ACTOR_ID.fullmatch(self.id):
            raise RecordError("actors[].id", self.id, "capitals, digits and _")


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A named vehicle of cooperation, as mentioned and as known."""

    text: str
    start: int
    end: int
    id: str
    name: str
    kind: ProgramKind | None

    def __post_init__(self) -> None:
        _check_span("programs[].text", self.text, self.start, self.end)
        if not _PROGRAM_ID.fullmatch(self.id) or self.id != self.id.lower():
            raise RecordError("programs[].id", self.id, "a lower-case slug")


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainConfidence:
    """A domain of a claim, with the probability that the model gives it."""

    code: Domain
    confidence: float

    def __post_init__(self) -> None:
        _check_probability("domains[].confidence", self.confidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says so: the kind of voice, the source as named, and the cue that ties the words to it."""

    kind: AttributionKind
    source: Span | None = None
    cue: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """When the cooperation takes place, as written and, where sure, as an interval of ISO 8601 dates."""

    text: str
    start: int
    end: int
    from_: str | None = None
    to: str | None = None

    def __post_init__(self) -> None:
        _check_span("time.text", self.text, self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plover:
    """The PLOVER event that a claim maps to, with its direction."""

    event: str
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReference:
    """The document that a claim comes from."""

    id: str
    source: str
    title: str | None
    author: str | None
    publisher: str | None
    published: str | None
    language: str | None
    sha256: str
    cluster: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What made a record: the version of the program, of the model, and the digest of the configuration."""

    accordant: str
    model: str
    config: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim of international cooperation.

    ``id`` and ``polarity`` follow from the other fields and are computed.

    Raises:
        RecordError: it has no actor, no domain, words outside its evidence, or an impossible confidence.
    """

    schema: Literal["accordant.claim/1"] = SCHEMA
    id: str = field(default="", init=False)
    document: DocumentReference
    evidence: Evidence
    trigger: Span
    actors: tuple[Actor, ...]
    programs: tuple[Program, ...]
    domains: tuple[DomainConfidence, ...]
    status: Status
    modality: Modality
    polarity: Polarity = field(default=Polarity.COOPERATIVE, init=False)
    attribution: Attribution
    time: Time | None
    plover: Plover | None
    confidence: float
    provenance: Provenance

    def __post_init__(self) -> None:
        _check_probability("confidence", self.confidence)
        if not self.participants:
            raise RecordError("actors", [actor.id for actor in self.actors], "at least one participant")
        if not self.domains:
            raise RecordError("domains", [], "at least one domain")
        if not self.evidence.start <= self.trigger.start <= self.trigger.end <= self.evidence.end:
            raise RecordError("trigger", self.trigger.text, "words inside the evidence")
        object.__setattr__(self, "id", _claim_id(self))
        object.__setattr__(self, "polarity", polarity(self.status, self.modality))

    @property
    def participants(self) -> tuple[str, ...]:
        """The ids of those who take part, sorted, each once."""
        return tuple(sorted({actor.id for actor in self.actors if actor.role is Role.PARTICIPANT}))


def polarity(status: str, modality: Modality) -> Polarity:
    """Return ``adverse`` when exactly one of the two holds: an adverse status, a negated modality."""
    adverse = (status in _ADVERSE) != (modality is Modality.NEGATED)
    return Polarity.ADVERSE if adverse else Polarity.COOPERATIVE


def _claim_id(claim: Claim) -> str:
    programs = ",".join(sorted({program.id for program in claim.programs}))
    place = f"{claim.evidence.start}:{claim.evidence.end}"
    parts = (claim.document.sha256, place, ",".join(claim.participants), programs, claim.status)
    return "c_" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:20]


def _check_span(name: str, text: str, start: int, end: int) -> None:
    if start < 0 or end <= start or end - start != len(text):
        raise EvidenceMismatchError(name, text, start, end)


def _check_probability(name: str, value: float) -> None:
    if not 0.0 <= value <= 1.0:
        raise RecordError(name, value, "a probability between 0 and 1")
