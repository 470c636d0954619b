"""Mentions of programs in a text: those of the table, what looks like a program's name, and shorter forms of either."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from pipeline.compiled import load_compiled
from pipeline.gazetteer import Gazetteer
from pipeline.mentions import ProgramMention
from pipeline.programs.acronyms import find_definitions, names_program
from pipeline.programs.entries import ProgramEntry
from pipeline.programs.names import look_like_programs
from pipeline.programs.shorter import linked, shorter_forms
from pipeline.programs.spelling import NAMESAKE, Forms, program_forms, slug
from pipeline.programs.table import FOLDER, load_programs, read_namesakes
from pipeline.spans import longest
from pipeline.tables import compiled, uncollected

NEAR = 200
"""Characters on both sides of an ambiguous name in which the words that make it a program are looked for."""


class ProgramFinder:
    """Finds programs by name; of mentions that overlap the longest wins, and the table's before what looks like one."""

    def __init__(
        self, table: Mapping[str, ProgramEntry], namesakes: Sequence[str] = (), forms: Forms | None = None
    ) -> None:
        self._table, self._entries = table, list(table.values())
        self._forms, self._numbers = forms or program_forms(self._entries, namesakes)
        self._gazetteer = Gazetteer(self._forms)

    def name(self, key: str) -> str | None:
        """The usual name of a program of the table."""
        return self._table[key].name if key in self._table else None

    def entry(self, key: str) -> ProgramEntry | None:
        """The table's entry of an id, if it has one."""
        return self._table.get(key)

    def __call__(self, text: str) -> list[ProgramMention]:
        """Return the mentions in the order of the text."""
        known, namesakes = self._lookup(text)
        unknown = [self.named(text, *span) for span in look_like_programs(text)]
        unknown = [m for m in unknown if not any(_ends_inside(text, m, k) for k in (*known, *namesakes))]
        mentions = [m for m in longest([*known, *namesakes, *unknown]) if m.id]
        mentions = linked(text, longest([*self._defined(text, mentions), *mentions]))
        return longest([*mentions, *shorter_forms(text, mentions)])

    def named(self, text: str, start: int, end: int) -> ProgramMention:
        """The program that these words name, by themselves."""
        words = text[start:end]
        return ProgramMention(start, end, slug(words), words)

    def _lookup(self, text: str) -> tuple[list[ProgramMention], list[ProgramMention]]:
        """Programs of the table, and words that only bear a name like one (without id)."""
        known, namesakes = [], []
        for form, start, end in self._gazetteer(text):
            words, number = self._forms[form], self._numbers[form]
            if number == NAMESAKE:
                namesakes.append(ProgramMention(start, end, "", words))
            elif self._is_meant(entry := self._entries[number], words, text, start, end):
                known.append(ProgramMention(start, end, entry.id, entry.name, known=True))
        return known, namesakes

    def _is_meant(self, entry: ProgramEntry, words: str, text: str, start: int, end: int) -> bool:
        """Whether a name that also means other things stands among words that speak of the program."""
        if words not in entry.ambiguous:
            return True
        around = text[max(0, start - NEAR) : start] + " \0 " + text[end : end + NEAR]
        other_names = any(name in text for name in entry.aliases if name not in entry.ambiguous)
        return other_names or bool(entry.only_near and compiled(entry.only_near).search(around))

    def _defined(self, text: str, mentions: Sequence[ProgramMention]) -> Iterator[ProgramMention]:
        """Long forms that an acronym makes a name, and every use of the acronyms that the text defines for programs."""
        for short, start, end, place in find_definitions(text):
            program = next((m for m in mentions if m.end == end), None)
            if program is None and any(m.start <= place < m.end for m in mentions):
                continue
            if program is None:
                if not names_program(text[start:end]):
                    continue
                program = ProgramMention(start, end, slug(short), text[start:end])
                yield program
            elif not program.known:
                program = ProgramMention(start, end, slug(short), text[program.start : program.end])
                yield program
            for match in re.finditer(rf"(?<!\w){re.escape(short)}(?!\w)", text):
                yield ProgramMention(match.start(), match.end(), program.id, program.name, program.known)


def _ends_inside(text: str, unknown: ProgramMention, known: ProgramMention) -> bool:
    """Whether a name is a part of a known one, or words before a known one of several words."""
    overlap = text[known.start : unknown.end] if unknown.end <= known.end else ""
    return bool(overlap) and (known.start <= unknown.start or " " in overlap)


@lru_cache(maxsize=1)
def default_program_finder() -> ProgramFinder:
    """The finder over the table that ships with Accordant."""
    with uncollected():
        compiled = load_compiled()
        forms = (compiled.program_forms, compiled.form_programs) if compiled else None
        return ProgramFinder(load_programs(), () if forms else read_namesakes(FOLDER), forms)
