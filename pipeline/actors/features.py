"""What speaks for and against each set of actors that an expression may stand for, as named features of the ranker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.labels import ActorKind
from pipeline.actors.expressions import Expression, Sort
from pipeline.actors.history import History
from pipeline.actors.referents import Referent

SIZES, RANKS, RECENT = 8, 6, 4
"""From where on sizes of sets, ranks by frequency, and steps back count as alike."""
_CLAUSE = re.compile(
    r"(?:[,;:] (?:and |but |so )?|\b(?:that|and|but|as|while|when|which|because|if|where|before|after|since|what"
    r"|how|said) )\Z"
)
_SUBORDINATE = re.compile(
    r"(?:Although|While|Though|If|When|Because|Since|As|Once|Before|After|Even (?:if|though)|Whether|Until|Whatever) \Z"
)
_POSSESSIVE = frozenset({"its", "their", "his", "her", "our"})
_PLURAL_SUBJECT = re.compile(
    r"(?:(?:The|These|Those|Many|Some|Most|All|Several|Few|Two|Three|Both|Its"
    r"|Their) )?(?:[A-Za-z-]+ ){0,2}?[a-z]{3,}s\b|Thousands|Hundreds|Dozens"
)
_SINGULAR_SUBJECT = re.compile(r"(?:The|A|An|This|That|Its|Their|His|No|One|Another) (?:[A-Za-z-]+ ){0,3}?[a-z]{3,}\b")
_DUMMY = re.compile(
    r" (?:is|was|will be|would be|has been|remains|seems|appears|takes|took|may be|matters|makes"
    r"|had)\b(?: [\w-]+){0,3}?"
    r" (?:that|to|whether|how|who|if|when|before|for|until)\b"
)


@dataclass(frozen=True, slots=True)
class Situation:
    """An expression where it stands: what all of its candidates have in common."""

    expression: Expression
    history: History
    place: tuple[int, int]

    @property
    def position(self) -> str:
        """Whether it begins its sentence or a clause, or stands inside one."""
        if self.place[0] == self.sentence_start:
            return "first"
        before = self.history.text[max(self.sentence_start, self.place[0] - 40) : self.place[0]]
        return "clause" if _CLAUSE.search(before) else "inside"

    @property
    def sentence_start(self) -> int:
        """Where its sentence begins."""
        sentences = self.history.sentences
        return sentences[self.history.number(self.place[0])][0] if sentences else 0

    @property
    def points_ahead(self) -> str:
        """How it is tied to what follows, if it is: "We, the ministers of …", "Although they …, Finland and Russia"."""
        if self.history.text.startswith((", the ", ", ", " the "), self.place[1]):
            return "apposed"
        return "ahead" if _SUBORDINATE.fullmatch(self.history.text[self.sentence_start : self.place[0]]) else ""


def feature_rows(candidates: Sequence[Referent], situation: Situation) -> list[list[str]]:
    """The features of each candidate."""
    here = {key for one in situation.history.after(situation.place[1]) if not one.resolved for key in one.ids}
    latest = sorted({one.last for one in candidates}, reverse=True)
    position, ahead, sort = situation.position, situation.points_ahead, situation.expression.sort
    rows = []
    for one in candidates:
        row = [*_by_place(one, situation, position), *_by_kind(one, situation), *_by_weight(one, situation)]
        row.append(f"{sort}:recency:{min(latest.index(one.last), RECENT)}")
        if clash := sum(key in here for key in one.ids):
            row += [f"clash:{'all' if clash == len(one.ids) else 'some'}", f"{sort}:clash"]
        if ahead and "after" in one.sources:
            row += [f"{sort}:{ahead}", ahead]
        rows.append(row)
    return rows


def _by_place(one: Referent, situation: Situation, position: str) -> Iterator[str]:
    """Where it is named, and in which place of the grammar."""
    sort, nearest = situation.expression.sort, min(one.sources.values())
    for source, back in one.sources.items():
        yield from (source, f"{sort}:{source}", f"{source}:{back}", f"{position}:{source}:{min(back, 2)}")
    for role, back in one.roles.items():
        yield from (f"{role}:{back}", f"{sort}:{role}:{min(back, 2)}", f"{position}:{role}:{min(back, 2)}")
    yield from (f"back:{nearest}", f"{sort}:back:{nearest}", f"{position}:back:{nearest}")
    if nearest == 0:
        possessive = situation.expression.words in _POSSESSIVE
        yield from (f"possessive:{possessive}", f"{sort}:possessive:{possessive}")


def _by_kind(one: Referent, situation: Situation) -> Iterator[str]:
    """How many actors of which kind it holds, and how they are named."""
    sort = situation.expression.sort
    kinds = {situation.history.kinds.get(key, ActorKind.STATE) for key in one.ids}
    yield f"{sort}:kinds:{next(iter(kinds)) if len(kinds) == 1 else 'mixed'}"
    if situation.expression.plural:
        size = min(len(one.ids), SIZES)
        yield from (f"{sort}:size:{size}", f"size:{size}")
    if one.led:
        yield f"{sort}:led"
    if one.weak:
        yield from ("weak", f"{sort}:weak")
    if situation.expression.among is not None:
        yield "among"


def _by_weight(one: Referent, situation: Situation) -> Iterator[str]:
    """How much the document speaks of its actors, and whether its title names them."""
    sort, history = situation.expression.sort, situation.history
    worst = max(history.ranks.get(key, 99) for key in one.ids)
    yield f"rank:{min(worst - len(one.ids) + 1, RANKS)}"
    yield f"{sort}:main:{worst < len(one.ids)}"
    if titled := sum(key in history.title for key in one.ids):
        yield f"titled:{'all' if titled == len(one.ids) else 'some'}"
        if titled == len(one.ids) == len(history.title):
            yield f"{sort}:is_title"


def nobody(situation: Situation) -> list[str]:
    """What speaks for an expression that stands for no actor."""
    sort, history = situation.expression.sort, situation.history
    row = ["nobody", f"{sort}:nobody", f"nobody:head:{situation.expression.words.split()[-1]}"]
    number, start = history.number(situation.place[0]), situation.sentence_start
    before = history.sentences[number - 1][0] if number else None
    row.append(f"{sort}:nobody:here:{'none' if start == situation.place[0] else _subject(history, start)}")
    row.append(f"{sort}:nobody:before:{'none' if before is None else _subject(history, before)}")
    if situation.points_ahead:
        row.append(f"nobody:{situation.points_ahead}")
    if sort is Sort.IT and _DUMMY.match(history.text, situation.place[1]):
        row.append("nobody:dummy")
    return row


def _subject(history: History, at: int) -> str:
    """What sort of words a sentence begins with."""
    sets = history.sets[history.number(at)]
    if sets and min(one.start for one in sets) - at <= len("The "):
        return "actor"
    if _PLURAL_SUBJECT.match(history.text, at):
        return "plural"
    return "singular" if _SINGULAR_SUBJECT.match(history.text, at) else "other"
