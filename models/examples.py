"""What the joint model learns from: a document's input with the claims that an annotator found in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.labels import AttributionKind, Domain, Modality, Status
from models.heads import DOMAINS, KINDS, MODALITIES, STATUSES, pair_features
from models.inputs import DocumentInput
from models.windows import Window, token_span

OUT, BEGIN, INSIDE = 0, 1, 2
IGNORED = -100
"""Label of tokens that are not judged: outside the target of their window."""


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim as annotated: its trigger, the role index (see `models.heads.ROLES`) of each entity, and its labels."""

    trigger: tuple[int, int]
    roles: Mapping[int, int]
    domains: tuple[Domain, ...]
    status: Status
    modality: Modality
    attribution: AttributionKind


@dataclass(frozen=True, slots=True)
class Example:
    """A training document; ``programs`` are the code-point spans of every program that a claim names."""

    name: str
    document: DocumentInput
    claims: tuple[GoldClaim, ...]
    programs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class TriggerTarget:
    """One trigger of a window with all that is to be predicted of it."""

    span: tuple[int, int]
    features: NDArray[np.int64]
    roles: NDArray[np.int64]
    """For each mention of the window the role of its entity, counted from 1; 0 is none."""
    domains: NDArray[np.float32]
    labels: tuple[int, int, int]
    """Indices of status, modality and attribution."""


@dataclass(frozen=True, slots=True)
class WindowTarget:
    """A window with its token labels ``(T,)`` and its triggers."""

    window: Window
    trigger_tags: NDArray[np.int64]
    program_tags: NDArray[np.int64]
    triggers: tuple[TriggerTarget, ...]
    is_program: NDArray[np.bool_]
    """For each mention of the window, whether its entity is a program."""


def window_target(example: Example, window: Window) -> WindowTarget:
    """Label a window: tags inside its target only, and the triggers that begin there."""
    tags = {"trigger": [claim.trigger for claim in example.claims], "program": list(example.programs)}
    tagged = {name: _tags(window, spans) for name, spans in tags.items()}
    frequencies = example.document.frequencies()
    triggers = []
    for claim in example.claims:
        span = span_in_target(window, *claim.trigger)
        if span is not None:
            triggers.append(_trigger_target(claim, window, span, frequencies))
    programs = np.array([example.document.entities[m.entity].is_program for m in window.mentions], dtype=np.bool_)
    return WindowTarget(window, tagged["trigger"], tagged["program"], tuple(triggers), programs)


def span_in_target(window: Window, start: int, end: int) -> tuple[int, int] | None:
    """The window's tokens of the characters ``[start, end)`` where they begin in its target, else None."""
    first, last = window.target
    span = token_span(window.chars[first:last], start, end)
    return (first + span.start, first + span.stop) if span.stop > span.start else None


def _tags(window: Window, spans: list[tuple[int, int]]) -> NDArray[np.int64]:
    tags = np.full(len(window.ids), IGNORED, dtype=np.int64)
    first, last = window.target
    tags[first:last] = OUT
    for start, end in spans:
        span = span_in_target(window, start, end)
        if span is not None:
            tags[span[0] : span[1]] = INSIDE
            tags[span[0]] = BEGIN
    return tags


def _trigger_target(
    claim: GoldClaim, window: Window, span: tuple[int, int], frequencies: Mapping[int, int]
) -> TriggerTarget:
    return TriggerTarget(
        span,
        pair_features(window, span, frequencies),
        np.array([claim.roles.get(m.entity, -1) + 1 for m in window.mentions], dtype=np.int64),
        np.array([domain in claim.domains for domain in DOMAINS], dtype=np.float32),
        (STATUSES.index(claim.status), MODALITIES.index(claim.modality), KINDS.index(claim.attribution)),
    )
