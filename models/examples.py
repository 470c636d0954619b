"""What the joint model learns from: a document's input with the claims that an annotator found in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.labels import STANDARD, AttributionKind, LabelSet, Modality, Role
from models.heads import KINDS, MODALITIES, NOTHING_EARLIER, ROLES, Floats, pair_features
from models.inputs import DocumentInput
from models.windows import Window, token_span

OUT, BEGIN, INSIDE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim as annotated: its trigger, the role index (see `models.heads.ROLES`) of each entity, and its labels."""

    trigger: tuple[int, int]
    roles: Mapping[int, int]
    domains: tuple[str, ...]
    status: str
    modality: Modality
    attribution: AttributionKind

    @property
    def participants(self) -> frozenset[int]:
        """The entities that take part."""
        return frozenset(entity for entity, role in self.roles.items() if ROLES[role] == Role.PARTICIPANT)


@dataclass(frozen=True, slots=True)
class Example:
    """A training document; ``programs`` are the code-point spans of every program that a claim names."""

    name: str
    document: DocumentInput
    claims: tuple[GoldClaim, ...]
    programs: tuple[tuple[int, int], ...]
    labels: LabelSet = STANDARD


@dataclass(frozen=True, slots=True)
class TriggerTarget:
    """One trigger of a window with the probabilities of all that is to be predicted of it; an annotator is certain."""

    span: tuple[int, int]
    features: NDArray[np.int64]
    roles: Floats
    """For each mention of the window ``(M, 1 + ROLES)`` what its entity is; the first column is nothing."""
    domains: Floats
    labels: tuple[Floats, Floats, Floats]
    """Of each status, modality and kind of attribution."""


@dataclass(frozen=True, slots=True)
class WindowTarget:
    """A window with the probabilities of its tags ``(T, 3)``, zero outside its target, and its triggers."""

    window: Window
    trigger_tags: Floats
    program_tags: Floats
    triggers: tuple[TriggerTarget, ...]
    is_program: NDArray[np.bool_]
    """For each mention of the window, whether its entity is a program."""
    states: NDArray[np.float16] | None = None
    """What a teacher's encoder says of the tokens, to be learnt as well: ``(T, H of the teacher)``."""


def window_target(example: Example, window: Window) -> WindowTarget:
    """Label a window: tags inside its target only, and the triggers that begin there."""
    tags = {"trigger": [claim.trigger for claim in example.claims], "program": list(example.programs)}
    tagged = {name: _tags(window, spans) for name, spans in tags.items()}
    frequencies = example.document.frequencies()
    triggers = []
    earlier = NOTHING_EARLIER
    for claim in sorted(example.claims, key=lambda claim: claim.trigger):
        span = span_in_target(window, *claim.trigger)
        if span is not None:
            triggers.append(
                _trigger_target(claim, window, span, pair_features(window, span, frequencies, earlier), example.labels)
            )
        earlier = (claim.participants, earlier[0])
    programs = program_mentions(example.document, window)
    return WindowTarget(window, tagged["trigger"], tagged["program"], tuple(triggers), programs)


def program_mentions(document: DocumentInput, window: Window) -> NDArray[np.bool_]:
    """For each mention of the window, whether its entity is a program."""
    return np.array([document.entities[m.entity].is_program for m in window.mentions], dtype=np.bool_)


def span_in_target(window: Window, start: int, end: int) -> tuple[int, int] | None:
    """The window's tokens of the characters ``[start, end)`` where they begin in its target, else None."""
    first, last = window.target
    span = token_span(window.chars[first:last], start, end)
    return (first + span.start, first + span.stop) if span.stop > span.start else None


def _tags(window: Window, spans: list[tuple[int, int]]) -> Floats:
    tags = np.full(len(window.ids), OUT, dtype=np.int64)
    first, last = window.target
    for start, end in spans:
        span = span_in_target(window, start, end)
        if span is not None:
            tags[span[0] : span[1]] = INSIDE
            tags[span[0]] = BEGIN
    sure = _certain(tags, 3)
    sure[:first] = sure[last:] = 0
    return sure


def _certain(numbers: Sequence[int] | NDArray[np.int64], count: int) -> Floats:
    """Rows that are 1 at the given numbers, 0 elsewhere."""
    rows: Floats = np.eye(count, dtype=np.float32)[np.asarray(numbers, dtype=np.int64)]
    return rows


def _trigger_target(
    claim: GoldClaim, window: Window, span: tuple[int, int], features: NDArray[np.int64], labels: LabelSet
) -> TriggerTarget:
    return TriggerTarget(
        span,
        features,
        _certain([claim.roles.get(m.entity, -1) + 1 for m in window.mentions], len(ROLES) + 1),
        np.array([domain in claim.domains for domain in labels.domains], dtype=np.float32),
        (
            _certain([labels.statuses.index(claim.status)], len(labels.statuses))[0],
            _certain([MODALITIES.index(claim.modality)], len(MODALITIES))[0],
            _certain([KINDS.index(claim.attribution)], len(KINDS))[0],
        ),
    )
