"""PLOVER events (Open Event Data Alliance, 2018; Halterman et al., 2023) that claims map to.

| status | event | |
|---|---|---|
| `proposed` | REQUEST | a call for cooperation |
| `considered` | CONSULT | where the only domain is `diplomacy` |
| `pledged`, `agreed` | AGREE | PLOVER's AGREE holds promises as well as signatures |
| `ongoing`, `completed`, backing | SUPPORT | the trigger says so ("backs", "endorsed") and the domain is `diplomacy` |
| `ongoing`, `completed`, giving | AID | the trigger says so ("supplies", "donated"), or the domain is `development` |
| `ongoing`, `completed`, meetings | CONSULT | where the only domain is `diplomacy` |
| `ongoing`, `completed`, else | COOPERATE | |
| `rejected` | REJECT | |
| `ended` | SANCTION | PLOVER's SANCTION holds the ending of agreements and relations |
| `stalled` | none | PLOVER has no event for friction |

A mere possibility, a condition or a denial is no event.

Direction: AID, SUPPORT, REQUEST, REJECT and visits go from those who stand before the trigger to those who stand after
it; the other way round where the trigger is a passive with its agent ("were supplied by") or one of taking
("received"). Where only one side has words of its own, and in all other events, everybody is actor and recipient.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.claim import Plover
from corpus.labels import Domain, Modality, Status

_EVENTS: dict[str, str] = {
    Status.PROPOSED: "REQUEST",
    Status.PLEDGED: "AGREE",
    Status.AGREED: "AGREE",
    Status.REJECTED: "REJECT",
    Status.ENDED: "SANCTION",
}
_DIRECTED = frozenset({"AID", "SUPPORT", "REQUEST", "REJECT"})
_GIVING = re.compile(
    r"\b(?:suppl(?:y|ies|ied)|provid(?:es?|ed|ing)|deliver(?:s|ed|ing)?|donat\w+|len[dt]s?|lending|granted|grants"
    r"|equip\w*|arm(?:s|ed|ing)|sen[dt]s?|gave|gives?|given|giving|funds|funded|trains|trained|(?:food|military) aid"
    r"|assistance)\b",
    re.IGNORECASE,
)
_BACKING = re.compile(r"\b(?:back(?:s|ed|ing)?|support(?:s|ed|ing)?|endors\w+|recogni[sz]\w+)\b", re.IGNORECASE)
_TAKING = re.compile(
    r"\b(?:receiv(?:es?|ed|ing)|accept(?:s|ed)?|obtain\w*|host(?:s|ed)|welcom(?:es|ed)|got)\b", re.IGNORECASE
)
_VISITING = re.compile(r"\b(?:visit(?:s|ed|ing)?|travel+ed to|flew to|host(?:s|ed)|receiv(?:es?|ed))\b", re.IGNORECASE)


class Act(NamedTuple):
    """The words of a trigger, the participants named before and after it, and whether "by" follows it."""

    words: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    by_follows: bool = False


def plover_event(
    status: str, modality: Modality, domains: Sequence[str], participants: Sequence[str], act: Act | None = None
) -> Plover | None:
    """Return the PLOVER event of a claim by the table above, or None where PLOVER codes nothing."""
    if modality in {Modality.POSSIBLE, Modality.CONDITIONAL, Modality.NEGATED}:
        return None
    act = act or Act()
    event = _EVENTS.get(status) or _in_force(status, domains, act.words)
    if event is None:
        return None
    everyone = tuple(participants)
    visit = event == "CONSULT" and _VISITING.search(act.words)
    one_way = act.before and act.after and set(act.before).isdisjoint(act.after)
    if not one_way or not (event in _DIRECTED or visit):
        return Plover(event=event, mode=None, actor=everyone, recipient=everyone)
    actor, recipient = act.before, act.after
    if act.by_follows or _TAKING.search(act.words):
        actor, recipient = recipient, actor
    return Plover(event=event, mode=None, actor=actor, recipient=recipient)


def _in_force(status: str, domains: Sequence[str], words: str) -> str | None:
    talks = list(domains) == [Domain.DIPLOMACY]
    if status not in {Status.ONGOING, Status.COMPLETED}:
        return "CONSULT" if status is Status.CONSIDERED and talks else None
    if talks:
        return "SUPPORT" if _BACKING.search(words) else "CONSULT"
    return "AID" if Domain.DEVELOPMENT in domains or _GIVING.search(words) else "COOPERATE"
