"""From drafts of claims to records: words chosen for every actor, offsets verified, nothing that cannot be shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from corpus.claim import (
    Actor,
    Claim,
    DocumentReference,
    DomainConfidence,
    Evidence,
    Program,
    Provenance,
    Span,
    Time,
)  # fmt: skip
from corpus.document import Document
from corpus.labels import ActorKind, Role, Via
from corpus.visible import visible
from models.decode import DocumentPrediction
from pipeline.actors.find import ActorFinder
from pipeline.assemble import ClaimDraft
from pipeline.attribution import find_attribution
from pipeline.candidates import Candidates
from pipeline.evidence import clauses
from pipeline.mentions import ActorMention, Anaphor, ProgramMention
from pipeline.plover import plover_event
from pipeline.programs.find import ProgramFinder, slug

M = TypeVar("M", ActorMention, ProgramMention)
_BREAK = re.compile(r"\n[ \t\r\xa0]*\n")


@dataclass(frozen=True, slots=True)
class RecordMaker:
    """Makes the records of one document."""

    document: Document
    candidates: Candidates
    prediction: DocumentPrediction
    actors: ActorFinder
    programs: ProgramFinder
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
        actors = [
            actor
            for role in Role
            for entity in draft.roles[role]
            if (actor := self._actor(entity, role, draft, sentence, span))
        ]
        if not any(actor.role is Role.PARTICIPANT for actor in actors):
            return None
        programs = tuple(self._program(entity, draft, span) for entity in draft.programs)
        return Claim(
            document=self._reference(),
            evidence=self._evidence(draft.sentence, span),
            trigger=self._span(*draft.trigger),
            actors=tuple(sorted(actors, key=lambda actor: (actor.start, actor.id))),
            programs=tuple(sorted(programs, key=lambda program: (program.start, program.id))),
            domains=tuple(DomainConfidence(code=code, confidence=round(p, 4)) for code, p in draft.domains),
            status=draft.status,
            modality=draft.modality,
            attribution=find_attribution(self.document.text, self.candidates, draft),
            time=self._time(span),
            plover=plover_event(draft.status, draft.modality, [code for code, _ in draft.domains],
                                sorted({actor.id for actor in actors if actor.role is Role.PARTICIPANT})),
            confidence=draft.confidence,
            provenance=self.provenance,
        )  # fmt: skip

    def _reference(self) -> DocumentReference:
        document, meta = self.document, self.document.metadata
        return DocumentReference(
            id=document.id, source=document.source, title=meta.title, author=meta.author, publisher=meta.publisher,
            published=meta.published, language=meta.language, sha256=document.sha256,
        )  # fmt: skip

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

    def _actor(
        self, entity: int, role: Role, draft: ClaimDraft, sentence: tuple[int, int], span: tuple[int, int]
    ) -> Actor | None:
        """An actor with the words that stand for it: a mention in the evidence, a pronoun or description there that
        points to an earlier mention, a mention in the sentence, the nearest earlier one, or the first later one.
        """
        key = self.candidates.input.entities[entity].id
        mentions = [mention for mention in self.candidates.mentions.actors if mention.id == key]
        inside = [mention for mention in mentions if _inside(mention, span)]
        earlier = [mention for mention in mentions if mention.end <= span[0]]
        pointing = self._pointing(span, draft.trigger) or self._pointing(sentence, draft.trigger)
        around = [mention for mention in mentions if _inside(mention, sentence)]
        if inside or (around and not pointing):
            return self._named(_nearest(inside or around, draft.trigger), key, role)
        if pointing:
            last = earlier[-1:] or mentions[:1]
            places = tuple((mention.start, mention.end) for mention in last) or None
            return self._make(pointing.start, pointing.end, key, role, pointing.via, places)
        chosen = earlier[-1:] or mentions[:1]
        return self._named(chosen[0], key, role) if chosen else None

    def _pointing(self, span: tuple[int, int], trigger: tuple[int, int]) -> Anaphor | None:
        """The pronoun or description in a span that may stand for actors named elsewhere, plural ones and near ones first."""
        inside = [anaphor for anaphor in self.candidates.mentions.anaphors if _inside(anaphor, span)]
        return min(inside, key=lambda a: (not a.plural, _distance(a, trigger)), default=None)

    def _named(self, mention: ActorMention, key: str, role: Role) -> Actor:
        return self._make(mention.start, mention.end, key, role, mention.via, None)

    def _make(
        self, start: int, end: int, key: str, role: Role, via: Via, antecedent: tuple[tuple[int, int], ...] | None
    ) -> Actor:
        kind: ActorKind = self.actors.kind(key)
        text = self.document.text[start:end]
        return Actor(
            text=text, start=start, end=end, id=key, name=self.actors.name(key) if key != "GROUP" else text,
            kind=kind, role=role, via=via, antecedent=antecedent,
        )  # fmt: skip

    def _program(self, entity: int, draft: ClaimDraft, span: tuple[int, int]) -> Program:
        known = self.candidates.input.entities
        if entity < len(known):
            key = known[entity].id
            mentions = [m for m in self.candidates.mentions.programs if m.id == key]
        else:
            places = self.prediction.programs[entity]
            key = slug(self.document.text[slice(*places[0])])
            mentions = [ProgramMention(*place, key, self.document.text[slice(*place)]) for place in places]
        inside = [mention for mention in mentions if _inside(mention, span)]
        mention = _nearest(inside or mentions, draft.trigger)
        entry = self.programs.entry(key)
        text = self.document.text[mention.start : mention.end]
        return Program(
            text=text, start=mention.start, end=mention.end, id=key,
            name=entry.name if entry else text, kind=entry.kind if entry else None,
        )  # fmt: skip

    def _time(self, span: tuple[int, int]) -> Time | None:
        dates = [date for date in self.candidates.linguistics.dates if span[0] <= date[0] and date[1] <= span[1]]
        if not dates:
            return None
        start, end = dates[0]
        return Time(text=self.document.text[start:end], start=start, end=end)


def _inside(mention: ActorMention | ProgramMention | Anaphor, span: tuple[int, int]) -> bool:
    return span[0] <= mention.start and mention.end <= span[1]


def _distance(mention: ActorMention | ProgramMention | Anaphor, trigger: tuple[int, int]) -> int:
    return max(mention.start - trigger[1], trigger[0] - mention.end, 0)


def _nearest(mentions: Sequence[M], trigger: tuple[int, int]) -> M:
    return min(mentions, key=lambda mention: _distance(mention, trigger))
