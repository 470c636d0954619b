"""Who says so: the source and the cue of a claim whose voice is not the text's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.claim import Attribution, Span
from corpus.labels import AttributionKind
from pipeline.assemble import ClaimDraft
from pipeline.candidates import Candidates

_VERB = (
    r"(?:said|says|say|told|added|adds|announced|announces|stated|states|noted|notes|argued|argues|argue|warned|warns"
    r"|claimed|claims|reported|reports|confirmed|wrote|writes|explained|insisted|insists|stressed|emphasi[sz]ed"
    r"|reaffirmed|declared|declares|denied|suggested|suggests|urged|urges|called for|calls for|believes?|acknowledged"
    r"|conceded|pointed out|recalled|underscored|underlined|expressed|vowed|promised|pledged|affirmed|reiterated"
    r"|estimates?|predicts?|quoted|revealed|commented|observes?|observed|contends?|maintains?)"
)
_ACCORDING = re.compile(
    r"(?P<cue>[Aa]ccording to|[Ii]n the words of|[Aa]s reported by|[Cc]iting|[Qq]uoting) (?P<source>[^,.;\n]{2,80})"
)
_NAME = r"(?:[Tt]he |[Aa]n? |[Hh]is |[Hh]er |[Tt]heir )?(?:[\w'’.-]+ ){0,7}?(?:[\w'’.-]+)"
_SAID = re.compile(
    rf"(?:(?<=^)|(?<=[\"”“,.;] )|(?<=[\"”,]))(?P<source>(?:{_NAME}))(?:, [^,\n]{{2,80}},)? (?P<cue>{_VERB})\b"
)
_SAID_AFTER = re.compile(
    rf"[\"”,] (?P<cue>{_VERB}) (?P<source>{_NAME})(?=[,.;\n]|$| (?:on|in|at|after|during|who|that|to)\b)"
)
_AUXILIARY = re.compile(r"\b(?:has|have|had|is|are|was|were|be|been|will|would|also|not)\Z")
"""Ends of what is no source: a verb follows it that only looks like a cue ("Japan has promised")."""
_PATTERNS = (_ACCORDING, _SAID, _SAID_AFTER)


def find_attribution(text: str, candidates: Candidates, draft: ClaimDraft) -> Attribution:
    """Return the draft's attribution, with source and cue where its sentence or one beside it states them."""
    if draft.attribution is AttributionKind.AUTHOR:
        return Attribution(kind=draft.attribution)
    sentences = candidates.linguistics.sentences
    for number in (draft.sentence, draft.sentence - 1, draft.sentence + 1):
        if 0 <= number < len(sentences):
            for source, cue in _stated(text, *sentences[number]):
                return Attribution(kind=draft.attribution, source=_span(text, *source), cue=_span(text, *cue))
    return Attribution(kind=draft.attribution)


def _stated(text: str, start: int, end: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text[start:end]):
            if _AUXILIARY.search(match["source"]):
                continue
            a, b = match.span("source")
            c, d = match.span("cue")
            yield (start + a, start + b), (start + c, start + d)


def _span(text: str, start: int, end: int) -> Span:
    return Span(text=text[start:end], start=start, end=end)
