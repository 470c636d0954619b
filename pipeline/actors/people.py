"""People who speak for an actor: known leaders, and those whom the text itself introduces by country and office.

A full name of the table is that person, of several the one in office at the document's date. A surname alone is a
leader whose full name the text gives, whom its title and the date leave alone, or who is head of something and
acts.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.labels import Via
from pipeline.actors.bearers import Setting, at_home, bearer, head, heads, minister, titled
from pipeline.actors.beside import Beside
from pipeline.actors.contexts import Contexts
from pipeline.actors.entries import NEAR, Leader
from pipeline.actors.introduced import find_surnames, introduced
from pipeline.actors.table import ActorTable
from pipeline.mentions import ActorMention

_BARE_TITLE = re.compile(
    r"\b[Tt]he (?P<title>"
    r"(?:Vice |vice |Deputy |Prime |prime |Foreign |foreign |Defen[cs]e |defen[cs]e |Crown |National Security )*"
    r"(?:President|Minister|Premier|Chancellor|King|Emir|Sultan|Prince|Secretary|Advisor|Ambassador"
    r"|president|minister|premier|chancellor|king|emir|sultan|prince))\b(?! [A-Z(])"
)
_OF = re.compile(r"(?: (?:II|III|IV))? of (?:the )?")
_FIRST_NAME = re.compile(
    r" (?!(?:Administration|Government|White|Cabinet|Doctrine|Plan|And|In|On|To)\b)[A-Z][a-z]*[^s\W](?![\w'’])"
)
"""Makes a surname of the table somebody's first name: another capitalized word behind it, not a verb of a headline."""
_BEARS_ANOTHER = re.compile(r" (?!\w+day\b)[A-Z][a-z]+(?= [a-z]|[.,;:])")
"""The same behind a title: a surname in running text."""
_SURNAMES = tomllib.loads((Path(__file__).parent / "surnames.toml").read_text(encoding="utf-8"))
WORDS = frozenset(_SURNAMES["words"])
"""Surnames that are words as well: at the second mention, too, they need a title or a verb of acting."""
COMMON = WORDS | frozenset(_SURNAMES["common"])
"""Surnames that others bear: no leader without a title, a first name, or a word of whom they speak for."""


@dataclass(frozen=True, slots=True)
class NameHit:
    """A person's name found in a text: the rows of all leaders who bear it, ``whole`` when it is a full name."""

    start: int
    end: int
    leaders: Sequence[Leader]
    whole: bool


class PeopleFinder:
    """Finds people in a text of a date (ISO 8601, empty where unknown), whose other actors are ``named``."""

    def __init__(
        self, text: str, date: str, table: ActorTable, contexts: Contexts, named: Sequence[ActorMention]
    ) -> None:
        self._text, self._date, self._table, self._contexts, self._named = text, date, table, contexts, named
        self._beside = Beside(text, {word for mention in named for word in text[mention.start : mention.end].split()})

    def __call__(self, hits: Sequence[NameHit]) -> list[ActorMention]:
        """Return the people among name hits, and those whom the text introduces."""
        known = introduced(self._text, self._named)
        found: list[ActorMention] = []
        whole_names: set[str] = set()
        covered: set[int] = set()
        for hit in hits:
            if hit.whole and not self._contexts.is_thing(self._text, hit.end):
                covered.update(range(hit.start, hit.end))
                if key := self._of_whom(hit) or bearer(hit.leaders, self._setting(hit)):
                    surnames = {leader.surname for leader in hit.leaders}
                    known.update(dict.fromkeys(surnames, key))
                    whole_names |= surnames
                    found.append(self._mention(hit, key))
        surnames_alone = [hit for hit in hits if not hit.whole and hit.start not in covered]
        named = [*surnames_alone, *self._strangers(known, hits)]
        keys = [self._by_surname(hit, known, whole_names) for hit in named]
        return found + [self._mention(hit, key) for hit, key in zip(named, keys, strict=True) if key]

    def titles(self, people: Sequence[ActorMention]) -> Iterator[ActorMention]:
        """Yield "the Prime Minister" and the like as the last person before it who bore that title in this text."""
        for match in _BARE_TITLE.finditer(self._text):
            title = match["title"].lower()
            before = [person for person in people if person.end <= match.start()]
            places = zip(before, [0, *(person.end for person in before)], strict=False)
            bearers = [p.id for p, end in places if title in self._text[max(end, p.start - 40) : p.end].lower()]
            if bearers:
                key = bearers[-1]
                yield ActorMention(match.start(), match.end(), key, self._table.kind(key), Via.LEADER)

    def _strangers(self, known: Mapping[str, str], hits: Sequence[NameHit]) -> Iterator[NameHit]:
        """Where the introduced surnames stand that the table does not know."""
        tabled = {leader.surname for hit in hits for leader in hit.leaders}
        for surname, start, end in find_surnames(self._text, [one for one in known if one not in tabled]):
            yield NameHit(start, end, (Leader(known[surname], "", surname, ""),), whole=False)

    def _by_surname(self, hit: NameHit, known: Mapping[str, str], whole_names: set[str]) -> str | None:
        """Whom a surname stands for, if anybody."""
        surname, setting = self._text[hit.start : hit.end], self._setting(hit)
        first = self._beside.first_name(setting.names, hit.start)
        if self._is_another(hit, "" if surname in known else first, setting):
            return None
        if key := self._of_whom(hit):
            return key
        if surname not in whole_names and (key := titled(hit.leaders, setting)):
            return key
        acts = self._beside.acts(hit.end)
        if surname in known:
            return known[surname] if setting.title or surname not in WORDS or acts else None
        if setting.title or first:
            return bearer(hit.leaders, replace(setting, names="") if setting.has_office else setting)
        return self._bare(hit, surname, setting, acts=acts)

    def _is_another(self, hit: NameHit, first: str, setting: Setting) -> bool:
        """Whether the words beside a surname make it a stranger's, a thing's, or somebody's first name."""
        if first and hit.leaders[0].person and not any(first in one.person.split() for one in hit.leaders):
            return True
        if self._contexts.is_thing(self._text, hit.end):
            return True
        return bool((_BEARS_ANOTHER if setting.title else _FIRST_NAME).match(self._text, hit.end))

    def _bare(self, hit: NameHit, surname: str, setting: Setting, *, acts: bool) -> str | None:
        """Whom a surname stands for that has neither title nor first name and that the text has not introduced."""
        if surname in COMMON:
            if surname in WORDS and not acts:
                return None
            acting = (head(hit.leaders, setting) or minister(hit.leaders, setting)) if acts else None
            return at_home(hit.leaders, setting, common=True) or acting
        serving = setting.serving(hit.leaders)
        if serving and (acts or head(hit.leaders, setting)):
            return bearer(serving, setting) or at_home(hit.leaders, setting, common=False)
        top = heads(hit.leaders)
        return bearer(top, setting) if top else at_home(hit.leaders, setting, common=False)

    def _of_whom(self, hit: NameHit) -> str | None:
        """The actor that stands behind a name ("King Abdullah of Jordan"), if one of its bearers speaks for it."""
        if match := _OF.match(self._text, hit.end):
            keys = {leader.id for leader in hit.leaders}
            return next((m.id for m in self._named if m.start == match.end() and m.id in keys), None)
        return None

    def _setting(self, hit: NameHit) -> Setting:
        near = {m.id for m in self._named if hit.start - NEAR < m.end and m.start < hit.end + NEAR}
        return Setting(*self._beside.before(hit.start), frozenset(near), self._date)

    def _mention(self, hit: NameHit, key: str) -> ActorMention:
        return ActorMention(*self._beside.widened(hit.start, hit.end), key, self._table.kind(key), Via.LEADER)
