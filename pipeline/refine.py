"""What grammar says of a claim's participants, applied to what the model read.

Where a program supplies the other side, an actor that only another clause names is left to that clause. A list, or an
expression that stands for several, takes part as a whole when most of it does. Those whom a claim does "without" are
absent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.labels import Role, Status
from pipeline.actors.resolve import named_together
from pipeline.assemble import ClaimDraft
from pipeline.candidates import Candidates
from pipeline.evidence import main_clause

MOST = 0.6
"""Share of a list that must take part for the whole of it to do."""
_WITHOUT = re.compile(r"\b(?:without|excluding|minus|in the absence of) (?:the |its |their )?\Z")
_ALONE = re.compile(r"[.,;:)!?]|\Z| (?:present|participating|taking part|on board|at the table)\b")

_WEIGHED = re.compile(r"\b(?:discuss|consider|explor|weigh|debat|contemplat)(?:e|ed|es|s|ing) (?:\w+ )?\Z")
_GERUND = re.compile(r"\w+ing\b")

Place = tuple[int, int]


def refine(drafts: Sequence[ClaimDraft], candidates: Candidates, text: str) -> list[ClaimDraft]:
    """Return the drafts, in the same order, with their participants set right."""
    refined = []
    listed = frozenset(actor.end for actor in candidates.mentions.actors)
    for draft in drafts:
        sentence = candidates.linguistics.sentences[draft.sentence]
        clause = main_clause(text, sentence, draft.trigger, listed)
        refined.append(_Sentence(candidates, text, sentence).refine(draft, clause))
    return refined


@dataclass(frozen=True)
class _Sentence:
    """A sentence with its mentions."""

    candidates: Candidates
    text: str
    place: Place

    def refine(self, draft: ClaimDraft, clause: Place) -> ClaimDraft:
        """Apply the rules to one draft, whose words are ``clause``."""
        participants = self._own_clause(draft, clause)
        participants = self._whole_lists(participants, clause)
        absent = {entity for entity in participants if self._is_left_out(entity, clause)}
        if participants - absent:
            participants -= absent
        else:
            absent = set()
        roles = {
            **draft.roles,
            Role.PARTICIPANT: tuple(sorted(participants)),
            Role.ABSENT: tuple(sorted({*draft.roles[Role.ABSENT], *absent} - participants)),
            Role.AGAINST: tuple(sorted({*draft.roles[Role.AGAINST]} - participants - absent)),
        }
        return replace(draft, roles=roles, status=self._status(draft, clause))

    def _own_clause(self, draft: ClaimDraft, clause: Place) -> set[int]:
        participants = set(draft.roles[Role.PARTICIPANT])
        own = participants & self._mentioned(clause)
        return own if own and draft.programs else participants

    def _status(self, draft: ClaimDraft, clause: Place) -> str:
        """A cooperation that is an object of talk or thought ("discussed deepening ties") is considered."""
        start, end = draft.trigger
        weighed = _WEIGHED.search(self.text, max(clause[0], start - 40), start)
        return Status.CONSIDERED if weighed and _GERUND.match(self.text, start, end) else draft.status

    def _whole_lists(self, participants: set[int], clause: Place) -> set[int]:
        numbers = {
            one.id: n for n, one in enumerate(self.candidates.input.entities) if not (one.is_program or one.is_group)
        }
        lists = named_together(self.text, self.candidates.mentions.actors, clause)
        lists += [
            one.ids
            for one in self.candidates.resolved
            if clause[0] <= one.anaphor.start and one.anaphor.end <= clause[1]
        ]
        for ids in lists:
            members = {numbers[key] for key in ids if key in numbers}
            if len(members & participants) >= max(MOST * len(members), 2):
                participants = participants | members
        return participants

    def _is_left_out(self, entity: int, clause: Place) -> bool:
        places = [
            (c.start, c.end)
            for c in self.candidates.input.candidates
            if c.entity == entity and not c.in_title and clause[0] <= c.start and c.end <= clause[1]
        ]
        return bool(places) and all(
            _WITHOUT.search(self.text, max(0, start - 30), start) and _ALONE.match(self.text, end)
            for start, end in places
        )

    def _mentioned(self, place: Place) -> set[int]:
        return {
            c.entity
            for c in self.candidates.input.candidates
            if c.entity is not None and not c.in_title and place[0] <= c.start and c.end <= place[1]
        }
