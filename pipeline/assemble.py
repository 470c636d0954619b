"""From what the model says of each trigger to drafts of claims: who, under what, and how it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from corpus.labels import STANDARD, AttributionKind, LabelSet, Modality, Role
from models.calibrate import Calibration
from models.decode import DocumentPrediction, TriggerPrediction, top
from models.heads import KINDS, MODALITIES, ROLES
from models.inputs import DocumentInput, MentionKind
from pipeline.cues import named_domains

ROLE_FLOOR = 0.5
DOMAIN_FLOOR = 0.3
"""Probabilities from which an entity has a role and a claim a domain; chosen on held-out documents of the corpus."""
NAMED_FLOOR = 0.008
"""The same for a domain that the sentence calls by its name ("cybersecurity")."""
PARTNER_FLOOR = 0.1
"""Probability from which the likeliest other actor is taken as the partner of a lone state."""
MANY = frozenset({MentionKind.ORGANIZATION, MentionKind.GROUP, MentionKind.LOOSE})
"""Kinds of actors that are several, so that one of them may cooperate within itself."""


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """A claim before its words are cut: entities by number, offsets in the cleaned text."""

    sentence: int
    trigger: tuple[int, int]
    roles: Mapping[Role, tuple[int, ...]]
    programs: tuple[int, ...]
    domains: tuple[tuple[str, float], ...]
    status: str
    modality: Modality
    attribution: AttributionKind
    confidence: float
    features: tuple[float, ...]

    @property
    def key(self) -> tuple[object, ...]:
        """What makes claims of one sentence the same claim."""
        return self.sentence, self.roles[Role.PARTICIPANT], self.programs, self.status


def draft_claims(
    prediction: DocumentPrediction, document: DocumentInput, calibration: Calibration, labels: LabelSet = STANDARD
) -> list[ClaimDraft]:
    """Return one draft for each trigger that has enough participants, those that say the same joined."""
    drafts: dict[tuple[object, ...], ClaimDraft] = {}
    starts = [start for start, _ in document.sentences]
    many = plural_entities(document)
    for trigger in prediction.triggers:
        sentence = max(int(np.searchsorted(starts, trigger.start, side="right")) - 1, 0)
        named = named_domains(document.text[slice(*document.sentences[sentence])])
        draft = _draft(trigger, Place(sentence, many, named), calibration, labels)
        if draft is None:
            continue
        other = drafts.get(draft.key)
        drafts[draft.key] = draft if other is None else _joined(other, draft)
    return sorted(drafts.values(), key=lambda draft: draft.trigger)


def plural_entities(document: DocumentInput) -> frozenset[int]:
    """The entities that are several actors, so that one alone may cooperate."""
    return frozenset(c.entity for c in document.candidates if c.entity is not None and c.kind in MANY)


class Place(NamedTuple):
    """Where a trigger stands: its sentence, the document's entities that are several, the domains named there."""

    sentence: int
    many: frozenset[int]
    named: frozenset[str]


def _draft(trigger: TriggerPrediction, place: Place, calibration: Calibration, labels: LabelSet) -> ClaimDraft | None:
    sentence, many, named = place
    roles = {role: _entities(trigger, ROLES.index(role)) for role in Role}
    programs = _entities(trigger, ROLES.index("program"))
    if not programs and not many.intersection(roles[Role.PARTICIPANT]):
        roles[Role.PARTICIPANT] = _paired(trigger, roles)
    if not _can_cooperate(roles[Role.PARTICIPANT], programs, many):
        return None
    features = claim_features(trigger, roles[Role.PARTICIPANT], programs)
    domains = [(domain, float(p)) for domain, p in zip(labels.domains, trigger.labels.domains, strict=True)]
    likely = [pair for pair in domains if pair[1] >= (NAMED_FLOOR if pair[0] in named else DOMAIN_FLOOR)] or [
        max(domains, key=lambda pair: pair[1])
    ]
    return ClaimDraft(
        sentence,
        (trigger.start, trigger.end),
        roles,
        programs,
        tuple(sorted(likely, key=lambda pair: -pair[1])),
        labels.statuses[top(trigger.labels.status)],
        MODALITIES[top(trigger.labels.modality)],
        KINDS[top(trigger.labels.attribution)],
        calibration.confidence(features),
        features,
    )


def _can_cooperate(participants: Sequence[int], programs: Sequence[int], many: frozenset[int]) -> bool:
    """Whether there are two sides: two actors, one that is several, or one and a program that supplies the other."""
    return len(participants) > 1 or (bool(participants) and bool(programs or many.intersection(participants)))


def _paired(trigger: TriggerPrediction, roles: Mapping[Role, tuple[int, ...]]) -> tuple[int, ...]:
    """Participants where a single state cannot be the only one: it takes its likeliest partner, or no claim is made."""
    sure = roles[Role.PARTICIPANT]
    if len(sure) != 1:
        return sure
    role = ROLES.index(Role.PARTICIPANT) + 1
    taken = {entity for entities in roles.values() for entity in entities}
    others = {entity: float(p[role]) for entity, p in trigger.roles.items() if entity not in taken}
    partner = max(others, key=lambda entity: others[entity], default=None)
    return tuple(sorted((*sure, partner))) if partner is not None and others[partner] >= PARTNER_FLOOR else sure


def claim_features(
    trigger: TriggerPrediction, participants: Sequence[int], programs: Sequence[int]
) -> tuple[float, ...]:
    """What the confidence of a claim is calibrated on: how sure trigger, participants and labels are."""
    role = ROLES.index(Role.PARTICIPANT) + 1
    sure = [float(trigger.roles[entity][role]) for entity in participants]
    left_out = [float(p[role]) for entity, p in trigger.roles.items() if entity not in participants]
    alone = len(participants) == 1 and not programs
    return (
        _logit(trigger.probability),
        _logit(min(sure)),
        _logit(float(np.mean(sure))),
        max(left_out, default=0.0),
        float(alone),
        float(trigger.labels.status.max()),
        float(trigger.labels.domains.max()),
    )


def _entities(trigger: TriggerPrediction, role: int) -> tuple[int, ...]:
    """The entities whose likeliest role is this one and likely enough."""
    return tuple(
        sorted(entity for entity, p in trigger.roles.items() if top(p[1:]) == role and p[role + 1] >= ROLE_FLOOR)
    )


def _joined(one: ClaimDraft, other: ClaimDraft) -> ClaimDraft:
    """The surer of two drafts that say the same, with the domains of both."""
    sure, unsure = (one, other) if one.confidence >= other.confidence else (other, one)
    domains = {**dict(unsure.domains), **dict(sure.domains)}
    return replace(sure, domains=tuple(sorted(domains.items(), key=lambda pair: -pair[1])))


def _logit(probability: float) -> float:
    clipped = min(max(probability, 1e-4), 1 - 1e-4)
    return float(np.log(clipped / (1 - clipped)))
