"""A claim as one flat row."""

from __future__ import annotations

from corpus.claim import Claim
from corpus.labels import Role

COLUMNS = (
    "id", "document", "title", "published", "participants", "against", "absent", "programs", "domains", "status",
    "modality", "polarity", "attribution", "source", "cue", "time", "plover", "confidence", "trigger", "evidence",
    "start", "end", "source_start", "source_end",
)  # fmt: skip


def claim_row(claim: Claim) -> list[object]:
    """Return the values of `COLUMNS`; several values share a field, separated by a space."""
    source, cue = claim.attribution.source, claim.attribution.cue
    evidence = claim.evidence
    return [
        claim.id,
        claim.document.id,
        claim.document.title,
        claim.document.published,
        *(" ".join(actor_ids(claim, role)) for role in Role),
        " ".join(dict.fromkeys(program.id for program in claim.programs)),
        " ".join(domain.code for domain in claim.domains),
        claim.status,
        claim.modality,
        claim.polarity,
        claim.attribution.kind,
        source and source.text,
        cue and cue.text,
        claim.time and claim.time.text,
        claim.plover and claim.plover.event,
        claim.confidence,
        claim.trigger.text,
        evidence.text,
        evidence.start,
        evidence.end,
        evidence.source_start,
        evidence.source_end,
    ]


def actor_ids(claim: Claim, role: Role) -> list[str]:
    """The ids of the actors of a role, each once, in the order of the text."""
    return list(dict.fromkeys(actor.id for actor in claim.actors if actor.role is role))
