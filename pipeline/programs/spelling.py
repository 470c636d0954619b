"""How the names of programs are written: every form to look for, and the id that an unknown name makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.gazetteer import unaccented
from pipeline.programs.entries import ProgramEntry

Forms = tuple[Sequence[str], Sequence[int]]
NAMESAKE = -1
"""In place of an entry's number: words that only look like the name of a program."""
_SPELLINGS = (
    (r"programmes?\b", "program"),
    (r"defence\b", "defense"),
    (r"centre\b", "center"),
    (r"\borgani[sz]ation", "organization"),
)
_YEAR = re.compile(r"[ -](?:19|20)\d\d\Z")
_TYPE_WORD = re.compile(
    r"Treaty|Agreement|Accord|Accords|Pact|Convention|Protocol|Partnership|Initiative|Programme"
    r"|Program|Framework|Forum|Dialogue|Fund|Facility|Project|Compact|Charter|Alliance|Coalition"
    r"|Mechanism|Corridor|Declaration|Summit|Process|Consortium|Arrangement|Format|Pipeline|Talks"
)
"""Last words of names that are written in lower case as well ("the Chicago summit")."""


def program_forms(entries: Sequence[ProgramEntry], namesakes: Sequence[str]) -> tuple[list[str], list[int]]:
    """What is looked for in a text, and for each form the number of the entry that it names, or `NAMESAKE`."""
    forms = {form: number for number, entry in enumerate(entries) for form in spellings(entry)}
    forms = {**dict.fromkeys(namesakes, NAMESAKE), **forms}
    return list(forms), list(forms.values())


def spellings(entry: ProgramEntry) -> Iterator[str]:
    """Every way to write the names of a program: without accents, and with its last word in lower case."""
    for name in entry.aliases:
        for form in (name,) if name.isascii() else (name, unaccented(name)):
            yield form
            last = form.rpartition(" ")[2]
            if last != form and _TYPE_WORD.fullmatch(last):
                yield form[: -len(last)] + last.lower()


def slug(name: str) -> str:
    """Return the lower-case id of a program that no table knows, made of its name: the same in any text.

    Spelling (programme, defence), accents, possessives and a year at the end make no difference.
    """
    plain = unaccented(name.lower())
    plain = _YEAR.sub("", re.sub(r"['’]s\b", "", plain))
    for pattern, spelling in _SPELLINGS:
        plain = re.sub(pattern, spelling, plain)
    return "-".join(re.findall(r"\w+", re.sub(r"[.'’]", "", plain).removeprefix("the "))) or "program"
