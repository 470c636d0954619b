"""From cleaned documents to claims: the way of an article, stage by stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import compress, islice

from corpus.claim import Claim, Provenance
from corpus.document import Document
from corpus.labels import STANDARD, ActorKind, LabelSet
from models.calibrate import Calibration
from models.decode import DocumentPrediction
from models.reader import JointReader
from pipeline.assemble import draft_claims
from pipeline.candidates import CandidateFinder, Candidates
from pipeline.records import RecordMaker
from pipeline.refine import refine


@dataclass(frozen=True, slots=True)
class Extractor:
    """Extracts the claims of documents.

    (1) Tables and rules find actors, programs and expressions that point to actors. (2) A document that names too few
    of them to hold a claim is settled. (3) The joint model finds triggers and reads roles and labels. (4) Triggers that
    say the same are joined into drafts; what is less sure than ``min_confidence`` is left out. (5) Grammar sets their
    participants right. (6) Words are chosen, offsets verified, records made.
    """

    find: CandidateFinder
    read: JointReader
    calibration: Calibration
    provenance: Provenance
    min_confidence: float
    labels: LabelSet = STANDARD

    def __call__(self, document: Document) -> list[Claim]:
        """Return the claims of one document, in the order of the text."""
        return next(self.pipe([document]))[1]

    def pipe(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Claim]]]:
        """Yield each document with its claims, as many read at once as the model's device can use."""
        waiting = iter(documents)
        while some := list(islice(waiting, self.read.documents)):
            found = [self._candidates(document) for document in some]
            promising = [may_hold_claims(candidates) for candidates in found]
            predictions = iter(self.read.read([one.input for one in compress(found, promising)]))
            for document, candidates, reads in zip(some, found, promising, strict=True):
                yield document, self._claims(document, candidates, next(predictions)) if reads else []

    def _candidates(self, document: Document) -> Candidates:
        meta = document.metadata
        return self.find(meta.title or "", document.text, date=meta.published or "")

    def _claims(self, document: Document, candidates: Candidates, prediction: DocumentPrediction) -> list[Claim]:
        drafts = draft_claims(prediction, candidates.input, self.calibration, self.labels)
        sure = [draft for draft in drafts if draft.confidence >= self.min_confidence]
        make = RecordMaker(document, candidates, prediction, self.find, self.provenance)
        return [claim for _, claim in make(refine(sure, candidates, document.text))]


def may_hold_claims(candidates: Candidates) -> bool:
    """Whether a document names two actors, or an actor and a program, or an actor that is many (a bloc, a group)."""
    actors = {
        (actor.id, actor.kind)
        for actor in candidates.mentions.actors
        if actor.kind is not ActorKind.GROUP or not actor.weak
    }
    many = any(kind in {ActorKind.ORGANIZATION, ActorKind.GROUP} for _, kind in actors)
    return len(actors) >= 2 or (bool(actors) and (many or bool(candidates.mentions.programs)))  # noqa: PLR2004 - two make a pair
