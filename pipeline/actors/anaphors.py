"""Expressions that may point to actors named elsewhere: "they", "the two leaders", "its northern neighbor"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ahocorasick_rs import AhoCorasick, MatchKind

from corpus.labels import Via
from pipeline.actors.words import NUMBER, alternatives, words
from pipeline.gazetteer import on_word_boundaries
from pipeline.mentions import Anaphor
from pipeline.spans import longest

REACH = 60
"""Characters before a head in which its article is looked for."""
_THE = r"[Tt]he|[Tt]hese|[Tt]hose|[Aa]ll|[Bb]oth"
_OWN = r"[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Oo]ur"
_OTHER = r"(?: other| same| remaining| more)?"
_FEW = r"(?:(?:[Bb]oth|[Ee]ither|[Nn]either|[Aa]ll|[Ee]ach|[Nn]one|[Aa]ny|[Oo]ne|[Mm]ost|[Ss]everal) of )?"
_NO_ADJECTIVE = (
    "(?:the|a|an|of|and|or|to|in|with|by|for|on|at|from|that|which|who|will|would|have|has|had|are|were|is|was|said|agreed|met|also|may"
    "|must|can|could|should|then|its|their|his|her|our|this)"
)
_NOT_A_NOUN = "(?:plus|was|has|does|is|this|across|towards|besides|thus|always|perhaps)"
_BEFORE_PARTY = re.compile(
    rf"(?<![\w-])(?:{_FEW}(?:{_THE}|[Oo]ur){_OTHER}(?: {NUMBER})?{_OTHER}(?: [a-z-]+){{0,2}}"
    rf"|(?:[Tt]he|{_OWN}) (?:other|remaining|fellow)(?: [a-z-]+| [A-Z][\w-]+){{0,2}}|{NUMBER}) \Z"
)
_BEFORE_HEAD = re.compile(
    rf"(?<![\w-])(?:[Tt]he|[Tt]his|[Tt]hat|[Mm]y|{_OWN}) (?:(?!{_NO_ADJECTIVE} )(?:[a-z-]+"
    rf"|[A-Z][a-z]+(?:-[a-zA-Z]+)?) ){{0,3}}\Z"
)
_BEFORE_NEIGHBOR = re.compile(
    r"(?<![\w-])(?:(?:[Hh]is|[Hh]er|[Tt]heir)(?: country['’]s)?|[Ii]ts|[A-Z][a-z]+['’]s) (?:[a-z-]+ ){0,3}\Z"
)
_NUMBERED = re.compile(
    rf"\b(?:{_THE}|{_OWN}){_OTHER} {NUMBER}{_OTHER}(?:(?: (?!{_NO_ADJECTIVE} )[a-z-]+| [A-Z][\w-]+){{0,2}}"
    rf" (?!(?:{alternatives('anaphors', 'things')}|{_NOT_A_NOUN})\b)(?:heads of (?:state|government)"
    rf"|[a-z]{{2,}}s)\b| of (?:them|us)\b)|\b{_FEW}(?:{_THE}) (?:other )?(?:{NUMBER}|pair|duo|trio|quartet|couple"
    rf"|others)\b(?! (?!{_NOT_A_NOUN})[a-z]{{3,}}s\b)|\b(?:[Tt]he )?rest of the (?:group|members|bloc|alliance"
    rf"|quartet|trio)\b|\b{NUMBER} of them\b"
)
_ONE = r"(?:country|side|party|government|capital|neighbou?r|state)"
_DISTRIBUTIVE = re.compile(
    rf"(?:[Ee]ither|[Nn]either|[Ee]ach) {_ONE}\b|[Ee]ach (?:other|of them|of the two)\b|one another\b|[Bb]oth of them\b"
    rf"|(?:[Nn]either|[Ee]ither|[Ee]ach)(?= (?:{alternatives('anaphors', 'each_verbs')}|[a-z]+ed|[a-z]{{3,}}s)\b)"
    rf"|[Bb]oth(?= (?:{alternatives('anaphors', 'both_verbs')}|the (?:cost|price|trouble)|[a-z]+ed)\b|[,.;])"
)
_PHRASES = {
    "force": "air force", "guard": "coast guard", "power": "colonial power", "master": "colonial master",
    "former": "the former", "latter": "the latter",
}  # fmt: skip
"""Heads that must end one of these phrases."""
_ENDS = re.compile(r"[,.;:]|['’]s| (?:has|had|is|was|will|would|to|and|in|on|for|with|from|said|[a-z]+ed|[a-z]+s)\b")
"""What may follow "the former"; before another word it is an adjective."""
_PART = re.compile(r" (?:half|part|stages?|days|years|months|case|group|two|three)\b")
"""What makes "the latter" an adjective."""
_REGIONAL = re.compile(r" [A-Z][a-z]+ |island ")
"""What must stand before the head "state": it says too little by itself."""
_PLACE = re.compile(
    r" (?:in|for) (?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)[A-Z]"
)
"""What explains a head, so that it points to nothing ("the government in Kabul")."""


def find_anaphors(text: str) -> Iterator[Anaphor]:
    """Yield the expressions in the order of the text; of those that overlap, the longest."""
    yield from longest(_expressions(text))


def _expressions(text: str) -> Iterator[Anaphor]:
    for match in _NUMBERED.finditer(text):
        yield _anaphor(text, *match.span(), plural=True)
    for number, start, end in _WORDS.find_matches_as_indexes(text):
        if on_word_boundaries(text, start, end) and "-" not in (text[end : end + 1], text[start - 1 : start]):
            yield from _READERS[number](text, start, end)


def _plural_pronoun(text: str, start: int, end: int) -> Iterator[Anaphor]:
    yield _anaphor(text, start, end, plural=True)


def _singular_pronoun(text: str, start: int, end: int) -> Iterator[Anaphor]:
    yield _anaphor(text, start, end, plural=False)


def _distributive(text: str, start: int, _end: int) -> Iterator[Anaphor]:
    if match := _DISTRIBUTIVE.match(text, start):
        yield _anaphor(text, start, match.end(), plural=True)


def _party(text: str, start: int, end: int) -> Iterator[Anaphor]:
    before = text[max(0, start - REACH) : start]
    if match := _BEFORE_PARTY.search(before):
        yield _anaphor(text, start - len(before) + match.start(), end, plural=True)


def _head(text: str, start: int, end: int) -> Iterator[Anaphor]:
    word, before = text[start:end], text[max(0, start - REACH) : start]
    match = (_BEFORE_NEIGHBOR if word.startswith("neighb") else _BEFORE_HEAD).search(before)
    if match is None or not (match[0] + word).lower().endswith(_PHRASES.get(word, word.lower())):
        return
    if (word == "former" and not _ENDS.match(text, end)) or (word == "latter" and _PART.match(text, end)):
        return
    if not _PLACE.match(text, end) and (word != "state" or _REGIONAL.search(match[0])):
        yield _anaphor(text, start - len(before) + match.start(), end, plural=False)


def _anaphor(text: str, start: int, end: int, *, plural: bool) -> Anaphor:
    found = text[start:end]
    via = Via.DESCRIPTION if " " in found and found not in {"each other", "one another"} else Via.PRONOUN
    return Anaphor(start, end, via, plural)


_SORTS: dict[str, Callable[[str, int, int], Iterator[Anaphor]]] = {
    "parties": _party,
    "heads": _head,
    "plural_pronouns": _plural_pronoun,
    "singular_pronouns": _singular_pronoun,
    "distributives": _distributive,
}
_READERS = [read for name, read in _SORTS.items() for _ in words("anaphors", name)]
_WORDS = AhoCorasick([word for name in _SORTS for word in words("anaphors", name)], MatchKind.LeftmostLongest)
