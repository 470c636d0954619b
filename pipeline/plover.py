"""PLOVER events (Open Event Data Alliance, 2018; Halterman et al., 2023) that claims map to.

| status | event | |
|---|---|---|
| `proposed` | REQUEST | a call for cooperation |
| `considered` | CONSULT | where the only domain is `diplomacy` |
| `pledged`, `agreed` | AGREE | PLOVER's AGREE holds promises as well as signatures |
| `ongoing`, `completed`, aid | AID | where the domain is `development` |
| `ongoing`, `completed`, meetings | CONSULT | where the only domain is `diplomacy` |
| `ongoing`, `completed`, else | COOPERATE | |
| `rejected` | REJECT | |
| `ended` | SANCTION | PLOVER's SANCTION holds the ending of agreements and relations |
| `stalled` | none | PLOVER has no event for friction |

A mere possibility, a condition or a denial is no event. Everybody is actor and recipient until direction is read from
the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.claim import Plover
from corpus.labels import Domain, Modality, Status

_EVENTS = {
    Status.PROPOSED: "REQUEST",
    Status.PLEDGED: "AGREE",
    Status.AGREED: "AGREE",
    Status.REJECTED: "REJECT",
    Status.ENDED: "SANCTION",
}


def plover_event(
    status: Status, modality: Modality, domains: Sequence[Domain], participants: Sequence[str]
) -> Plover | None:
    """Return the PLOVER event of a claim by the table above, or None where PLOVER codes nothing."""
    if modality in {Modality.POSSIBLE, Modality.CONDITIONAL, Modality.NEGATED}:
        return None
    event = _EVENTS.get(status) or _in_force(status, domains)
    everyone = tuple(participants)
    return Plover(event=event, mode=None, actor=everyone, recipient=everyone) if event else None


def _in_force(status: Status, domains: Sequence[Domain]) -> str | None:
    talks = list(domains) == [Domain.DIPLOMACY]
    if status in {Status.ONGOING, Status.COMPLETED}:
        return "CONSULT" if talks else "AID" if Domain.DEVELOPMENT in domains else "COOPERATE"
    return "CONSULT" if status is Status.CONSIDERED and talks else None
