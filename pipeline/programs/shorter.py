"""Shorter forms of the names of programs that a text has named in full."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.mentions import ProgramMention
from pipeline.programs.names import TYPES

_CALLED = re.compile(
    r"(?:Operation|Op[ée]ration|Exercise|Project|Task Force|EUNAVFOR) (?P<name>[A-Z]\w{3,}(?: [A-Z]\w+)*)"
)
_FIRST_TYPE = re.compile(rf"{TYPES}(?= )")
_CODE = re.compile(r"\bCode(?= of Conduct)")
_LAST_TYPE = re.compile(rf"{TYPES}\Z")


def linked(text: str, mentions: Sequence[ProgramMention]) -> list[ProgramMention]:
    """The mentions, each unknown one that is the end of an earlier name made the same program."""
    done: list[ProgramMention] = []
    for mention in mentions:
        words = " " + text[mention.start : mention.end]
        whole = next((m for m in done if not mention.known and text[m.start : m.end].endswith(words)), None)
        done.append(replace(mention, id=whole.id, name=whole.name, known=whole.known) if whole else mention)
    return done


def shorter_forms(text: str, mentions: Sequence[ProgramMention]) -> Iterator[ProgramMention]:
    """Later uses of a shorter form: "the Framework" of the Windsor Framework, "Copper Ibis" of Exercise Copper Ibis."""
    forms: dict[str, tuple[ProgramMention, str]] = {}
    for mention in mentions:
        words = text[mention.start : mention.end]
        if called := _CALLED.match(words):
            forms[called["name"]] = (mention, "")
        if first := _FIRST_TYPE.match(words) or _CODE.search(words):
            forms[first[0]] = (mention, r"(?<=\b[Tt]he )")
        if last := _LAST_TYPE.search(words):
            forms[last[0]] = (mention, r"(?<=\b[Tt]he )")
            parts = words.split()
            forms.update({" ".join(parts[n:]): (mention, "") for n in range(1, len(parts) - 1)})
    for form, (longer, before) in forms.items():
        if form in text[longer.end :]:
            shorter = re.compile(rf"{before}(?<![\w-]){re.escape(form)}(?![\w-])(?! [A-Z(])")
            for match in shorter.finditer(text, longer.end):
                yield ProgramMention(match.start(), match.end(), longer.id, longer.name, longer.known)
