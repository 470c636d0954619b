"""From drafts of claims to records: words chosen for every actor, offsets verified, nothing that cannot be shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from corpus.claim import Actor, Claim, DocumentReference, DomainConfidence, Evidence, Provenance, Span
from corpus.document import Document
from corpus.labels import Domain, Role, Status
from corpus.visible import visible
from models.decode import DocumentPrediction
from pipeline.assemble import ClaimDraft
from pipeline.attribution import find_attribution
from pipeline.candidates import CandidateFinder, Candidates
from pipeline.evidence import clauses
from pipeline.plover import Act, plover_event
from pipeline.wording import Wording

_BY = re.compile(r"[^.;]{0,40}? by\b")
_BREAK = re.compile(r"\n[ \t\r\xa0]*\n")


@dataclass(frozen=True, slots=True)
class RecordMaker:
    """Makes the records of one document."""

    document: Document
    candidates: Candidates
    prediction: DocumentPrediction
    finder: CandidateFinder
    provenance: Provenance

    def __call__(self, drafts: Sequence[ClaimDraft]) -> Iterator[tuple[ClaimDraft, Claim]]:
        """Yield each draft with its record, in the order of the text; a draft that no words can show has none."""
        for number, group in groupby(drafts, key=lambda draft: draft.sentence):
            together = list(group)
            sentence = self.candidates.linguistics.sentences[number]
            spans = clauses(self.document.text, sentence, [draft.trigger for draft in together])
            for draft, span in zip(together, spans, strict=True):
                for words in (span, sentence):
                    if words[0] <= draft.trigger[0] and draft.trigger[1] <= words[1]:
                        claim = self._record(draft, sentence, words)
                        if claim is not None:
                            yield draft, claim
                        break

    def _record(self, draft: ClaimDraft, sentence: tuple[int, int], span: tuple[int, int]) -> Claim | None:
        wording = Wording(self.document.text, self.candidates, self.prediction, self.finder, draft.trigger, span)
        actors = [
            actor for role in Role for entity in draft.roles[role] if (actor := wording.actor(entity, role, sentence))
        ]
        if not any(actor.role is Role.PARTICIPANT for actor in actors):
            return None
        programs = [program for entity in draft.programs if (program := wording.program(entity))]
        return Claim(
            document=self._reference(),
            evidence=self._evidence(draft.sentence, span),
            trigger=self._span(*draft.trigger),
            actors=tuple(sorted(actors, key=lambda actor: (actor.start, actor.id))),
            programs=tuple(sorted(programs, key=lambda program: (program.start, program.id))),
            domains=tuple(
                DomainConfidence(code=cast("Domain", code), confidence=round(p, 4)) for code, p in draft.domains
            ),
            status=cast("Status", draft.status),  # or, as a domain, one of a user's own, which the schema does not know
            modality=draft.modality,
            attribution=find_attribution(self.document.text, self.candidates, draft),
            time=wording.time(self.document.metadata.published),
            plover=plover_event(
                draft.status,
                draft.modality,
                [code for code, _ in draft.domains],
                sorted({actor.id for actor in actors if actor.role is Role.PARTICIPANT}),
                self._act(draft, span, actors),
            ),
            confidence=draft.confidence,
            provenance=self.provenance,
        )

    def _act(self, draft: ClaimDraft, span: tuple[int, int], actors: Sequence[Actor]) -> Act:
        """What the evidence says of who does and who is done to."""
        start, end = draft.trigger
        part = [one for one in actors if one.role is Role.PARTICIPANT and span[0] <= one.start and one.end <= span[1]]
        before, after = ({one.id for one in part if one.end <= start}, {one.id for one in part if one.start >= end})
        text = self.document.text
        return Act(text[start:end], tuple(sorted(before)), tuple(sorted(after)), bool(_BY.match(text, end)))

    def _reference(self) -> DocumentReference:
        document, meta = self.document, self.document.metadata
        return DocumentReference(
            id=document.id,
            source=document.source,
            title=meta.title,
            author=meta.author,
            publisher=meta.publisher,
            published=meta.published,
            language=meta.language,
            sha256=document.sha256,
        )

    def _evidence(self, sentence: int, span: tuple[int, int]) -> Evidence:
        """The evidence with its place in the original, or without it where the words there read otherwise."""
        text = self.document.text[span[0] : span[1]]
        source = self.document.offsets.source_span(*span)
        if source and visible(self.document.original[source[0] : source[1]]) != visible(text):
            source = None
        start, end = source or (None, None)
        paragraph = len(_BREAK.findall(self.document.text, 0, span[0]))
        return Evidence(
            text=text,
            start=span[0],
            end=span[1],
            source_start=start,
            source_end=end,
            sentence=sentence,
            paragraph=paragraph,
        )

    def _span(self, start: int, end: int) -> Span:
        return Span(text=self.document.text[start:end], start=start, end=end)
