"""What a larger model says of texts that nobody annotated, as targets for a smaller one (Hinton et al. 2015).

Teacher and pupil cut a document into the same windows, token by token, since their tokenizers know the same pieces.
The pupil learns the teacher's probabilities of tags, labels and roles, and to tell its states from its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from models.decode import likely_participants, tag_spans
from models.encoder import Encoder
from models.examples import TriggerTarget, WindowTarget, program_mentions
from models.heads import ROLES, Discourse, Floats, Heads, pair_features
from models.inputs import DocumentInput
from models.windows import Window, WindowMaker

SURE = 0.5
"""Tag probability from which the teacher's labels and roles of a trigger are taught."""


@dataclass(frozen=True, slots=True)
class Teacher:
    """A trained model that teaches; ``make`` cuts windows of its own tokens."""

    make: WindowMaker
    encode: Encoder
    heads: Heads

    def __call__(self, document: DocumentInput, pupil: WindowMaker, shift: int = 0) -> list[WindowTarget]:
        """Return the pupil's windows of a document with what the teacher says of them; none where the two cut apart."""
        own, taught = list(self.make(document, shift)), list(pupil(document, shift))
        if len(own) != len(taught) or any(len(a.ids) != len(b.ids) for a, b in zip(own, taught, strict=True)):
            return []
        targets, said = [], Discourse(document.frequencies(), [entity.is_program for entity in document.entities])
        for window, mine, states in zip(taught, own, self.encode(own), strict=True):
            tags = self.heads.tokens(states)
            triggers, said = self._triggers(window, mine, states, tags[0], said)
            inside = [_judged(window, probabilities) for probabilities in tags]
            programs = program_mentions(document, window)
            targets.append(WindowTarget(window, inside[0], inside[1], triggers, programs, states.astype(np.float16)))
        return targets

    def _triggers(
        self, window: Window, own: Window, states: Floats, tags: Floats, said: Discourse
    ) -> tuple[tuple[TriggerTarget, ...], Discourse]:
        """The teacher's triggers in a window, and what the document has said with them."""
        mentions = self.heads.mentions(states, own)
        triggers = []
        for span, _ in tag_spans(tags, own, SURE):
            roles = self.heads.roles(states, own, span, mentions, said)
            labels = self.heads.labels(states, own, span)
            features = pair_features(window, span, said.frequencies, said.earlier)
            others = (labels.status, labels.modality, labels.attribution)
            triggers.append(TriggerTarget(span, features, _by_mention(window, roles), labels.domains, others))
            if part := likely_participants(roles):
                said = said._replace(earlier=(part, said.earlier[0]))
        return tuple(triggers), said


def _by_mention(window: Window, roles: Mapping[int, Floats]) -> Floats:
    rows = [roles[mention.entity] for mention in window.mentions]
    return np.stack(rows).astype(np.float32) if rows else np.zeros((0, len(ROLES) + 1), np.float32)


def _judged(window: Window, probabilities: Floats) -> Floats:
    """The probabilities inside the target of a window, zero outside."""
    kept = np.zeros_like(probabilities)
    kept[slice(*window.target)] = probabilities[slice(*window.target)]
    return kept
