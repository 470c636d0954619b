"""Who says so: the source and the cue of a claim whose voice is not the text's own.

A cue is a verb of saying with its subject ("two officials involved say"), an inverted one ("said the envoy"), or a
phrase before its source ("according to"). It is looked for in the claim's sentence, the one before and the one after;
for a claim inside a quotation of several sentences, also around its beginning and its end.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from corpus.claim import Attribution, Span
from corpus.labels import AttributionKind
from pipeline.assemble import ClaimDraft
from pipeline.candidates import Candidates

_WORDS = tomllib.loads((Path(__file__).parent / "reporting.toml").read_text(encoding="utf-8"))
_VERB = "|".join([*_WORDS["phrases"], *_WORDS["verbs"].split()])
_PEOPLE = re.compile(rf"\b(?:{'|'.join(_WORDS['people'].split())})\b", re.IGNORECASE)
_CUE = re.compile(rf"(?<![\w-])(?:{_VERB})(?![\w-])")
_BEFORE = re.compile(rf"(?P<cue>{'|'.join(_WORDS['before_source'])}) (?P<source>[^,;:.\n“”\"()–—]{{2,70}})")
_HELPERS = re.compile(
    r"(?:\b(?:has|have|had|is|are|was|were|be|been|did|does|do|will|would|also|not|never|since|twice|always|already|again"
    r"|quietly|reportedly|[a-z]+ly|reported to|said to|continues? to)\s+)+\Z"
)
_BOUNDARY = re.compile(
    r"[;:.“”\"()–—\n]|,(?=\s)|(?<![\w-])(?:that|while|whereas|as|but|although|though|which|where|when|who|whom|whose"
    r"|because|if|since|after|before|until|than|so|or|yet|whether|and(?! [A-Z]))(?![\w-])"
)
_APPOSITION = re.compile(r",[^,;:.“”\"()\n]{2,90},\s*\Z|\([^()\n]{2,60}\)\s*\Z|[–—][^–—\n]{2,90}[–—]\s*\Z")
_MOMENT = (
    r"\d{4}|January|February|March|April|May|June|July|August|September|October|November|December|\w+day|week|month|year"
    r"|spring|summer|autumn|winter|meantime"
)
_OPENING = re.compile(
    r"\A(?:(?:In|On|At|By|During|Since|Last|This|Yesterday|Earlier|Later|Today|Meanwhile|However|Still|Yet|And|But|Then|Now)\b"
    rf"(?:[\w’' ]*?\b(?:{_MOMENT})\b(?: \d{{4}}\b)?)? ?)"
)
"""Adverbs with which a sentence begins, before its subject."""
_AFTER = re.compile(
    r" (?P<source>[^,;:.\n“”\"()–—]{2,70}?)"
    r"(?=[,;:.\n“”\"()]|\Z| (?:on|in|at|after|during|who|that|to|last|this|yesterday)\b)"
)
_ADVERBIAL = frozenset({"in", "on", "at", "by", "of", "from", "to", "for", "with", "out"})
LONGEST = 12
"""Words of a source."""
_QUOTES = re.compile(r"“[^”]*”|\"[^\"\n]*\"", re.DOTALL)
Place = tuple[int, int]


class Stated(NamedTuple):
    """A source and its cue, as code-point spans."""

    source: Place
    cue: Place


def find_attribution(text: str, candidates: Candidates, draft: ClaimDraft) -> Attribution:
    """Return the draft's attribution, with source and cue where the text around it states them."""
    if draft.attribution is AttributionKind.AUTHOR:
        return Attribution(kind=draft.attribution)
    sentences = candidates.linguistics.sentences
    for number in _where(text, sentences, draft):
        stated = _stated(text, *sentences[number])
        if found := min(stated, key=lambda one: _distance(one, draft.trigger), default=None):
            return Attribution(kind=draft.attribution, source=_span(text, found.source), cue=_span(text, found.cue))
    return Attribution(kind=draft.attribution)


def _where(text: str, sentences: tuple[Place, ...], draft: ClaimDraft) -> Iterator[int]:
    """The sentences in which a source may stand, the likeliest first."""
    numbers = (draft.sentence, draft.sentence - 1, draft.sentence + 1)
    yield from (number for number in numbers if 0 <= number < len(sentences))
    around = next((m.span() for m in _QUOTES.finditer(text) if m.start() < draft.trigger[0] < m.end()), None)
    holding = [n for n, (start, end) in enumerate(sentences) if around and start < around[1] and around[0] < end]
    if holding:
        ends = (holding[0], holding[-1], holding[0] - 1, holding[-1] + 1)
        yield from (number for number in ends if 0 <= number < len(sentences))


def _distance(one: Stated, trigger: Place) -> tuple[bool, int]:
    """A cue before the trigger governs it rather than one behind; the trigger itself comes last."""
    if one.cue[0] < trigger[1] and trigger[0] < one.cue[1]:
        return True, 10_000
    return one.cue[0] >= trigger[1], abs(one.cue[0] - trigger[0])


def _stated(text: str, start: int, end: int) -> Iterator[Stated]:
    """Every source in a sentence with its cue."""
    for match in _BEFORE.finditer(text, start, end):
        yield Stated(match.span("source"), match.span("cue"))
    for match in _CUE.finditer(text, start, end):
        if source := _subject(text, start, match.start()) or _inverted(text, match, end):
            yield Stated(source, match.span())


def _subject(text: str, start: int, verb: int) -> Place | None:
    """What stands before a verb back to the clause's beginning, if it can be a source."""
    end = verb
    if helpers := _HELPERS.search(text, max(start, end - 60), end):
        end = helpers.start()
    if apposition := _APPOSITION.search(text, max(start, end - 110), end):
        end = apposition.start()
    else:
        end = start + len(text[start:end].rstrip())
    breaks = [match.end() for match in _BOUNDARY.finditer(text, start, end)]
    first = max(breaks, default=start)
    first += len(text[first:end]) - len(text[first:end].lstrip())
    if opening := _OPENING.match(text[first:end]):
        first += opening.end()
    return _as_source(text, first, end)


def _inverted(text: str, verb: re.Match[str], end: int) -> Place | None:
    """What stands behind a verb that closes a quotation or follows a comma ("…," said the envoy)."""
    before = text[max(0, verb.start() - 3) : verb.start()].rstrip()
    match = _AFTER.match(text, verb.end(), end) if before.endswith((",", "”", '"', "’", "?", "!")) else None
    return _as_source(text, *match.span("source")) if match else None


def _as_source(text: str, start: int, end: int) -> Place | None:
    words = text[start:end].split()
    if not 0 < len(words) <= LONGEST or words[0].lower() in _ADVERBIAL:
        return None
    named = any(word[0].isupper() for word in words[1:]) or (words[0][0].isupper() and len(words) <= 4)  # noqa: PLR2004 - a bare name
    return (start, end) if named or _PEOPLE.search(text, start, end) else None


def _span(text: str, place: Place) -> Span:
    return Span(text=text[slice(*place)], start=place[0], end=place[1])
