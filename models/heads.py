"""The heads of the joint model on the encoder's states, in NumPy: what reads triggers, roles, programs and labels.

The same computation stands in `models.network` for training; a test holds the two together.

Shapes: ``T`` tokens of a window, ``H`` width of the encoder, ``M`` mentions, ``K`` candidate triggers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.labels import STANDARD, AttributionKind, LabelSet, Modality, Role
from models.inputs import MentionKind
from models.windows import OUTSIDE, Window, WindowMention

Floats = NDArray[np.float32]
Earlier = tuple[frozenset[int], frozenset[int]]
"""The participants of the last claim before a trigger, and of the one before that."""
NOTHING_EARLIER: Earlier = (frozenset(), frozenset())


class Discourse(NamedTuple):
    """What a document has said: how often each entity is named, which are programs, and who took part last."""

    frequencies: Mapping[int, int]
    programs: Sequence[bool]
    earlier: Earlier = NOTHING_EARLIER


MODALITIES, KINDS = tuple(Modality), tuple(AttributionKind)
ROLES = (*Role, "program")
"""What a mention can be to a trigger; being nothing is the zero that the others are measured against."""

LOCATIONS = 12
KINDS_OF_MENTIONS = len(MentionKind)
FEATURES = LOCATIONS + KINDS_OF_MENTIONS + 6 + 2 + 2 + 2 + 4
"""Rows of the table of pair features: location, mention kind, frequency, three flags, and part in earlier claims."""
FLAGS = LOCATIONS + KINDS_OF_MENTIONS + 6
NEAR = 12
"""Tokens within which a mention counts as near its trigger."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What the label heads say of one trigger: probabilities, in the order of a `LabelSet` and the constants above."""

    domains: Floats
    status: Floats
    modality: Floats
    attribution: Floats


@dataclass(frozen=True, slots=True)
class MentionStates:
    """The mean states ``(M, H)`` of a window's mentions, and their share of the role layer."""

    states: Floats
    projected: Floats


def pair_features(
    window: Window, trigger: tuple[int, int], frequencies: Mapping[int, int], earlier: Earlier = NOTHING_EARLIER
) -> NDArray[np.int64]:
    """Rows ``(M, 7)`` of the feature table that describe how each mention stands to the trigger."""
    sentence = int(window.sentences[trigger[0]])
    here = {mention.entity for mention in window.mentions if mention.sentence == sentence}
    nearest: dict[int, int] = {}
    for mention in window.mentions:
        gap = _gap(mention, trigger)
        nearest[mention.entity] = min(gap, nearest.get(mention.entity, gap))
    rows = np.zeros((len(window.mentions), 7), dtype=np.int64)
    for row, mention in zip(rows, window.mentions, strict=True):
        count = frequencies.get(mention.entity, 0)
        row[:] = (
            _location(mention, trigger, sentence),
            LOCATIONS + int(mention.kind),
            LOCATIONS + KINDS_OF_MENTIONS + min(int(np.log2(count + 1)), 5),
            FLAGS + (mention.entity in here),
            FLAGS + 2 + (nearest[mention.entity] == _gap(mention, trigger)),
            FLAGS + 4 + (len(here) >= 2),  # noqa: PLR2004 - two actors make a cooperation without looking further
            FLAGS + 6 + (mention.entity in earlier[0]) + 2 * (mention.entity in earlier[1]),
        )
    return rows


def _gap(mention: WindowMention, trigger: tuple[int, int]) -> int:
    return max(mention.start - trigger[1], trigger[0] - mention.end, 0)


def _location(mention: WindowMention, trigger: tuple[int, int], sentence: int) -> int:
    if mention.sentence == OUTSIDE:
        return 0 if mention.in_title else 1
    before = sentence - mention.sentence
    if before == 0:
        side = 0 if mention.end <= trigger[0] else 2 if mention.start >= trigger[1] else 4
        return 6 + side + (_gap(mention, trigger) > NEAR and side < 4)  # noqa: PLR2004 - 4 is inside the trigger
    return 11 if before < 0 else 6 - min(before, 4)


def softmax(logits: Floats) -> Floats:
    """Probabilities along the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    result: Floats = shifted / shifted.sum(axis=-1, keepdims=True)
    return result


def sigmoid(logits: Floats) -> Floats:
    """Probabilities of independent labels."""
    one = np.float32(1)
    result: Floats = one / (one + np.exp(-logits))
    return result


class Heads:
    """The trained heads: ``weights`` as `models.network.JointHeads` names them, ``labels`` as they tell them apart."""

    def __init__(self, weights: Mapping[str, Floats], labels: LabelSet = STANDARD) -> None:
        self._w, self.label_set = weights, labels

    def tokens(self, states: Floats) -> tuple[Floats, Floats]:
        """Probabilities ``(T, 3)`` of outside, begin, inside, for triggers and for programs."""
        logits = self._linear("tokens", states)
        return softmax(logits[:, :3]), softmax(logits[:, 3:])

    def labels(self, states: Floats, window: Window, trigger: tuple[int, int]) -> Labels:
        """The labels of one trigger, from its own states and those of its sentence."""
        own = states[trigger[0] : trigger[1]].mean(axis=0)
        around = states[window.sentences == window.sentences[trigger[0]]]
        weights = softmax(around @ self._linear("query", own) / np.sqrt(states.shape[1]).astype(np.float32))
        hidden = np.maximum(self._linear("label_hidden", np.concatenate([own, weights @ around])), 0)
        domains, status, modality, kind = np.split(self._linear("labels", hidden), np.cumsum(self.label_set.sizes)[:-1])
        return Labels(sigmoid(domains), softmax(status), softmax(modality), softmax(kind))

    def mentions(self, states: Floats, window: Window) -> MentionStates:
        """What the role head needs of a window's mentions, whatever the trigger."""
        width = states.shape[1]
        means = [states[m.start : m.end].mean(axis=0) for m in window.mentions]
        own = np.stack(means) if means else np.zeros((0, width), np.float32)
        weight = self._w["role_hidden.weight"]
        return MentionStates(own, own @ weight[:, width : 2 * width].T + self._w["role_hidden.bias"])

    def roles(
        self,
        states: Floats,
        window: Window,
        trigger: tuple[int, int],
        mentions: MentionStates,
        discourse: Discourse,
    ) -> dict[int, Floats]:
        """For each entity of the window, the probabilities of nothing and of each of `ROLES`."""
        if not window.mentions:
            return {}
        width, weight = states.shape[1], self._w["role_hidden.weight"]
        own = states[trigger[0] : trigger[1]].mean(axis=0)
        features = self._w["features.weight"][
            pair_features(window, trigger, discourse.frequencies, discourse.earlier)
        ].sum(axis=1)
        product = mentions.states @ (weight[:, 2 * width :] * own).T
        hidden = np.maximum(weight[:, :width] @ own + mentions.projected + product + features, 0)
        logits = self._linear("roles", hidden)
        by_entity: dict[int, list[int]] = {}
        for row, mention in enumerate(window.mentions):
            by_entity.setdefault(mention.entity, []).append(row)
        return {
            entity: _role_probabilities(logits[rows], is_program=discourse.programs[entity])
            for entity, rows in by_entity.items()
        }

    def _linear(self, name: str, values: Floats) -> Floats:
        result: Floats = values @ self._w[f"{name}.weight"].T + self._w[f"{name}.bias"]
        return result


def _role_probabilities(logits: Floats, *, is_program: bool) -> Floats:
    """An entity's role is as sure as its mentions together make it."""
    top = logits.max(axis=0)
    joint = top + np.log(np.exp(logits - top).sum(axis=0))
    allowed = np.array([False, False, False, True] if is_program else [True, True, True, False])
    return softmax(np.concatenate([np.zeros(1, np.float32), np.where(allowed, joint, -np.inf)]).astype(np.float32))
