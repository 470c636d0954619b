"""Surface forms and descriptions in short contexts, and what the tables and rules make of them.

A form is right when the words that it marks are a mention of what is expected and of nothing else; a trap (``-``)
when they are no mention by themselves, whatever larger name holds them. A description is right when it stands for
exactly the expected members, by what covers most of the marked words; an unresolved plural counts as ``GROUP``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.candidates import CandidateFinder

HERE = Path(__file__).parent
ANY_PROGRAM = "program:*"


@dataclass(frozen=True, slots=True)
class Case:
    """A text with one marked stretch ``[start, end)`` and what is expected of it."""

    text: str
    start: int
    end: int
    expected: frozenset[str]
    phenomenon: str
    published: str
    title: str = ""


def read_cases(name: str) -> Iterator[Case]:
    """Yield the cases of a file beside this one."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            start, end = row["text"].index("[["), row["text"].index("]]") - 2
            text = row["text"].replace("[[", "").replace("]]", "")
            wanted = row["expected"].split("|") if "expected" in row else row["members"].split()
            yield Case(text, start, end, frozenset(wanted), row["phenomenon"], row["published"], row.get("title", ""))


def form_is_right(case: Case, find: CandidateFinder) -> bool:
    """Whether a surface form is found, or a trap avoided."""
    found = find.mentions(case.text, case.published)
    actors = [m for m in found.actors if _overlaps(m, case) and not m.weak]
    programs = [m for m in found.programs if _overlaps(m, case)]
    if case.expected == {"no-program"}:
        return not [m for m in programs if not m.known]
    if case.expected == {"-"}:
        headline = case.phenomenon in {"trap-headline-words", "trap-generic"}
        return not any(not _larger(m, case) for m in actors) and not any(
            headline or not _larger(m, case) for m in programs
        )
    ids = {m.id for m in actors}
    keys = ids | {f"program:{m.id}" for m in programs}
    if ANY_PROGRAM in case.expected:
        return bool(programs)
    alone = len(ids) < 2 and (ids <= case.expected or any(key.startswith("program:") for key in case.expected))
    return alone and bool(keys & case.expected)


def description_is_right(case: Case, find: CandidateFinder) -> bool:
    """Whether an expression stands for exactly the expected members."""
    found = find(case.title, case.text, date=case.published)
    read = [(_overlap(one.anaphor, case), set(one.ids)) for one in found.resolved]
    read += [(_overlap(m, case), {m.id}) for m in found.mentions.actors if not m.weak]
    if any(a.plural and _overlaps(a, case) for a in found.mentions.anaphors) and case.expected == {"GROUP"}:
        read.append((1, {"GROUP"}))
    length, ids = max(read, key=lambda pair: pair[0], default=(0, set()))
    return (ids if length else {"-"}) == case.expected


def _overlap(mention, case: Case) -> int:
    """How many of the marked characters a mention covers."""
    return max(0, min(mention.end, case.end) - max(mention.start, case.start))


def _overlaps(mention, case: Case) -> bool:
    return mention.start < case.end and case.start < mention.end


def _larger(mention, case: Case) -> bool:
    return (
        mention.start <= case.start and case.end <= mention.end and mention.end - mention.start > case.end - case.start
    )
