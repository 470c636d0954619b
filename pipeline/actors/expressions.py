"""What the words of a pronoun or description say about whom it can stand for: its sort, its number, others or not."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pipeline.actors.words import NUMBERS, alternatives

_NUMBERS = {word: number for number, word in enumerate(NUMBERS, 2)}
_NUMBERS |= {"both": 2, "either": 2, "neither": 2, "pair": 2, "duo": 2, "couple": 2, "trio": 3, "quartet": 4}
_PAIRS = re.compile(r"\b(?:sides|presidents|prime ministers|rivals|foes|neighbou?rs|chancellors|kings)\b")
FILE = Path(__file__).parent / "descriptions.toml"


class Sort(StrEnum):
    """What sort of expression it is."""

    EACH_OTHER = "each_other"
    WE = "we"
    THEY = "they"
    FEW = "few"
    STATES = "states"
    PEOPLE = "people"
    SIDES = "sides"
    MEMBERS = "members"
    BODIES = "bodies"
    FORMER = "former"
    LATTER = "latter"
    IT = "it"
    PERSON = "person"
    COUNTRY = "country"
    GOVERNMENT = "government"
    BLOC = "bloc"
    OFFICE = "office"
    NEIGHBOR = "neighbor"
    MOVEMENT = "movement"
    AGREEMENT = "agreement"
    RULER = "ruler"
    HOST = "host"


_PLURAL_SORTS = (
    (Sort.EACH_OTHER, r"each other|one another"),
    (Sort.MEMBERS, r"\b(?:members|member states|signatories|participants|founders|contributors|cosignatories)\b"),
    (Sort.PEOPLE, rf"\b{alternatives('sorts', 'people')}\b"),
    (Sort.BODIES, r"\b(?:institutions|organi[sz]ations|blocs|agencies)\b"),
    (Sort.STATES, rf"\b{alternatives('sorts', 'states')}\b"),
    (Sort.SIDES, rf"\b{alternatives('sorts', 'sides')}\b"),
    (Sort.WE, r"^(?:we|us|our|ours|ourselves)\b"),
    (Sort.FEW, rf"\b{alternatives('sorts', 'few')}\b"),
    (Sort.STATES, r"\b(?:country|government|capital|neighbou?r|state)\b"),
    (Sort.THEY, r""),
)
_SINGULAR_SORTS = (
    (Sort.FORMER, r"^the former$"),
    (Sort.LATTER, r"^the latter$"),
    (Sort.RULER, r"\b(?:power|ruler|master|occupier)$"),
    (Sort.AGREEMENT, r"\b(?:agreement|pact|deal|treaty|accord|partnership)$"),
    (Sort.PERSON, r"^(?:he|she|his|her|him)$"),
    (Sort.IT, r"^(?:it|its)$"),
    (Sort.NEIGHBOR, r"\bneighbou?r$"),
    (Sort.MOVEMENT, r"\bmovement$"),
    (Sort.BLOC, rf"\b{alternatives('sorts', 'bloc')}$"),
    (Sort.HOST, r"\bhost(?: (?:country|nation|government))?$"),
    (Sort.GOVERNMENT, rf"\b{alternatives('sorts', 'government')}$"),
    (Sort.COUNTRY, rf"\b{alternatives('sorts', 'country')}$"),
    (Sort.OFFICE, r""),
)


@dataclass(frozen=True, slots=True)
class Expression:
    """A read expression; ``number`` is how many actors it must stand for, where it says so."""

    words: str
    sort: Sort
    plural: bool
    number: int | None
    others: bool
    format: str | None = None
    """The id of the organization that the words themselves name ("the other Quad members")."""
    among: frozenset[str] | None = None
    """The states that the words allow ("the Gulf kingdom"), where they say so."""


_OWNED = re.compile(r"(?:its|their|his|her|our) (?!other|country)")
"""A possessor that is no member of what it has ("its two partners")."""
_POSSESSIVES = frozenset({"its", "their", "his", "her", "our", "theirs", "ours"})


def read_expression(words: str, *, plural: bool, format_: str | None = None) -> Expression:
    """Read the words of an anaphor; ``format_`` is the id of an organization that they name."""
    words = words.lower()
    sorts = _PLURAL_SORTS if plural else _SINGULAR_SORTS
    sort = next(sort for sort, pattern in sorts if re.search(pattern, words))
    if words.startswith("its ") and sort in {Sort.OFFICE, Sort.GOVERNMENT}:
        sort = Sort.IT  # its president is its own
    others = bool(re.search(r"\b(?:other|others|remaining|rest|fellow)\b", words)) and sort is not Sort.EACH_OTHER
    others = others or bool(plural and _OWNED.match(words) and words not in _POSSESSIVES and sort is not Sort.WE)
    number = _number(words, others=others) if plural else 1
    return Expression(words, sort, plural, number, others, format_, _among(words))


@lru_cache(maxsize=1)
def _descriptions() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """The states of regions and of nouns, by their words in lower case."""
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"))
    regions, nouns = (
        {words.lower(): frozenset(ids.split()) for words, ids in tables[name].items()} for name in ("regions", "nouns")
    )
    return regions, nouns


def _among(words: str) -> frozenset[str] | None:
    """The states that are in the region, and of the sort, that the words of a description name."""
    if " " not in words:
        return None
    regions, nouns = _descriptions()
    region = next((ids for name, ids in regions.items() if f" {name} " in words), None)
    noun = next((ids for name, ids in nouns.items() if words.endswith(" " + name)), None)
    if region is None or noun is None:
        return region if noun is None else noun
    return (region & noun) or region


def _number(words: str, *, others: bool) -> int | None:
    for word in re.findall(r"\w+", words):
        if word in _NUMBERS:
            return _NUMBERS[word]
        if word.isdigit():
            return int(word)
    return 2 if _PAIRS.search(words) and words.startswith("the ") and not others else None
