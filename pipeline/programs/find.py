"""Mentions of programs in a text: those of the table, what looks like the name of a program, and acronyms of either."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from pipeline.gazetteer import Gazetteer
from pipeline.mentions import ProgramMention
from pipeline.programs.table import ProgramEntry, load_programs
from pipeline.spans import longest

_TYPE = (
    r"(?:Treaty|Agreement|Accords?|Pact|Convention|Protocol|Partnership|Initiative|Programme|Program|Framework|Forum"
    r"|Dialogue|Fund|Facility|Project|Compact|Charter|Alliance|Coalition|Mechanism|Corridor|Task Force|Council"
    r"|Commission|Group|Network|Platform|Action Plan|Roadmap|Declaration|Communiqu[eé]|Summit|Exercise|Mission|Process"
    r"|Consortium|Process|Code of Conduct|Memorandum|Arrangement|Format|Regime|System|Committee|Working Group|Strategy"
    r"|Statement|Compact|Pipeline|Center|Centre|Hub|Plan|Concept|Pledge|Club|Vision|Act|Contact Group)"
)
_WORD = r"(?:[A-Z][\w'’.&-]*|U\.S\.|\d{4})"
_NAMED = re.compile(
    rf"\b{_WORD}(?:[ -](?:{_WORD}|of|on|for|and(?! the\b)|the|to|in|against|with|at)){{0,9}} {_TYPE}\b"
    rf"(?: (?:on|for|of|to) (?:the )?{_WORD}(?: (?:and )?{_WORD}){{0,4}})?"
)
_OPERATION = re.compile(rf"\b(?:Operation|Exercise|Task Force) {_WORD}(?: {_WORD}){{0,3}}")
_DEFINED = re.compile(r" ?\((?:the )?[\"“]?(?P<acronym>[A-Z][\w&+-]*[A-Z0-9+][\w+-]*)[\"”]?\)")
_LEADING = re.compile(
    r"(?:The|In|Under|At|On|This|That|Its|Their|Our|For|By|As|And|But|With|A|An|When|While|If|Since|After|Before"
    r"|Both)[ ,](?:the )?"
)


class ProgramFinder:
    """Finds programs by name; of mentions that overlap the longest wins, and the table's before what looks like one."""

    def __init__(self, table: dict[str, ProgramEntry]) -> None:
        self._table = table
        forms = {alias: entry.id for entry in table.values() for alias in entry.aliases}
        self._ids = list(forms.values())
        self._gazetteer = Gazetteer(list(forms))

    def name(self, key: str) -> str | None:
        """The usual name of a program of the table."""
        return self._table[key].name if key in self._table else None

    def entry(self, key: str) -> ProgramEntry | None:
        """The table's entry of an id, if it has one."""
        return self._table.get(key)

    def __call__(self, text: str) -> list[ProgramMention]:
        """Return the mentions in the order of the text."""
        known = [
            ProgramMention(m.start, m.end, self._ids[m.form], self._table[self._ids[m.form]].name, known=True)
            for m in self._gazetteer(text)
        ]
        unknown = [self.named(text, *span) for span in _look_like_programs(text)]
        unknown = [m for m in unknown if not any(_ends_inside(text, m, k) for k in known)]
        mentions = longest([*known, *unknown])
        return longest([*mentions, *_acronyms(text, mentions)])

    def named(self, text: str, start: int, end: int) -> ProgramMention:
        """The program that these words name, by the table or by themselves."""
        words = text[start:end]
        return ProgramMention(start, end, slug(words), words)


def _ends_inside(text: str, unknown: ProgramMention, known: ProgramMention) -> bool:
    """Whether a name is a part of a known one, or words before a known one of several words."""
    overlap = text[known.start : unknown.end] if unknown.end <= known.end else ""
    return bool(overlap) and (known.start <= unknown.start or " " in overlap)


def slug(name: str) -> str:
    """Return the lower-case id of a program that no table knows, made of its name."""
    return "-".join(re.findall(r"\w+", re.sub(r"[.'’]", "", name.lower()))) or "program"


def _look_like_programs(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_NAMED, _OPERATION):
        for match in pattern.finditer(text):
            start = match.start()
            if leading := _LEADING.match(text, start):
                start = leading.end()
            if len(text[start : match.end()].split()) > 1 and text[start].isupper():
                yield start, match.end()


def _acronyms(text: str, mentions: Sequence[ProgramMention]) -> Iterable[ProgramMention]:
    """Later uses of an acronym that the text defines in parentheses after a program's name."""
    for mention in mentions:
        defined = _DEFINED.match(text, mention.end)
        if defined:
            for match in re.finditer(rf"(?<!\w){re.escape(defined['acronym'])}(?!\w)", text):
                yield ProgramMention(match.start(), match.end(), mention.id, mention.name)


@lru_cache(maxsize=1)
def default_program_finder() -> ProgramFinder:
    """The finder over the table that ships with Accordant."""
    return ProgramFinder(load_programs())
