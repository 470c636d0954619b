"""Which words of a text stand for the actors, programs and time of a claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from corpus.claim import Actor, Program, Time
from corpus.labels import Role, Via
from models.decode import DocumentPrediction
from pipeline.candidates import CandidateFinder, Candidates
from pipeline.mentions import ActorMention, Anaphor, ProgramMention
from pipeline.programs.spelling import slug
from pipeline.time.find import find_time

Place = tuple[int, int]
M = TypeVar("M", ActorMention, Anaphor, ProgramMention)


@dataclass(frozen=True, slots=True)
class Wording:
    """Chooses words for one claim, whose trigger and evidence (``span``) lie at these code points."""

    text: str
    candidates: Candidates
    prediction: DocumentPrediction
    finder: CandidateFinder
    trigger: Place
    span: Place

    def actor(self, entity: int, role: Role, sentence: Place) -> Actor | None:
        """An actor with the words that stand for it, or None where no words of the text do.

        They are a mention in the evidence, a pronoun or description there that points to a mention elsewhere, a mention
        in the sentence, the nearest earlier one, or the first later one.
        """
        known = self.candidates.input.entities[entity]
        key, mentions = known.id, [one for one in self.candidates.mentions.actors if one.id == known.id]
        if known.is_group:
            mentions = [one for one in mentions if self.text[one.start : one.end].lower() == known.name]
        inside = [mention for mention in mentions if _inside(mention, self.span)]
        pointing = self._pointing(key, self.span) or self._pointing(key, sentence)
        around = [mention for mention in mentions if _inside(mention, sentence)]
        elsewhere = [mention for mention in mentions if mention.end <= self.span[0]][-1:] or mentions[:1]
        if named := inside or (not pointing and (around or elsewhere)):
            mention = _nearest(named, self.trigger)
            return self._actor((mention.start, mention.end), key, role, mention.via, None)
        if pointing:
            antecedent = self._antecedents(pointing, mentions) or [(one.start, one.end) for one in elsewhere]
            return self._actor((pointing.start, pointing.end), key, role, pointing.via, tuple(antecedent) or None)
        return None

    def program(self, entity: int) -> Program | None:
        """A program with the nearest words that name it, or None where only the title does."""
        mentions = self._program_mentions(entity)
        if not mentions:
            return None
        mention = _nearest([one for one in mentions if _inside(one, self.span)] or mentions, self.trigger)
        entry = self.finder.programs.entry(mention.id)
        words = self.text[mention.start : mention.end]
        return Program(
            text=words,
            start=mention.start,
            end=mention.end,
            id=mention.id,
            name=entry.name if entry else words,
            kind=entry.kind if entry else None,
        )

    def time(self, published: str | None) -> Time | None:
        """The time expression in the evidence, its interval relative to the day of publication."""
        return find_time(self.text, self.candidates.linguistics.dates, self.span, self.trigger, published)

    def _pointing(self, key: str, place: Place) -> Anaphor | None:
        """The expression in a place that is resolved to an actor, else the nearest that may be, plural ones first."""
        resolved = [one.anaphor for one in self.candidates.resolved if key in one.ids and _inside(one.anaphor, place)]
        if resolved:
            return _nearest(resolved, self.trigger)
        inside = [anaphor for anaphor in self.candidates.mentions.anaphors if _inside(anaphor, place)]
        return _nearest([a for a in inside if a.plural] or inside, self.trigger) if inside else None

    def _antecedents(self, pointing: Anaphor, mentions: Sequence[ActorMention]) -> list[Place]:
        """Which of the mentions of an actor gave it to an expression; they may stand in another expression."""
        places = {(mention.start, mention.end) for mention in mentions}
        given = [place for one in self.candidates.resolved if one.anaphor == pointing for place in one.antecedents]
        return [place for place in given if place in places]

    def _actor(self, place: Place, key: str, role: Role, via: Via, antecedent: tuple[Place, ...] | None) -> Actor:
        words = self.text[slice(*place)]
        return Actor(
            text=words,
            start=place[0],
            end=place[1],
            id=key,
            name=self.finder.actors.name(key) if key != "GROUP" else words,
            kind=self.finder.actors.kind(key),
            role=role,
            via=via,
            antecedent=antecedent,
        )

    def _program_mentions(self, entity: int) -> Sequence[ProgramMention]:
        known = self.candidates.input.entities
        if entity < len(known):
            return [mention for mention in self.candidates.mentions.programs if mention.id == known[entity].id]
        places = self.prediction.programs[entity]
        key = slug(self.text[slice(*places[0])])
        return [ProgramMention(*place, key, self.text[slice(*place)]) for place in places]


def _inside(mention: ActorMention | Anaphor | ProgramMention, span: Place) -> bool:
    return span[0] <= mention.start and mention.end <= span[1]


def _nearest(mentions: Sequence[M], trigger: Place) -> M:
    return min(mentions, key=lambda mention: max(mention.start - trigger[1], trigger[0] - mention.end, 0))
