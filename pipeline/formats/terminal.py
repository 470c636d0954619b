"""Claims for people at a terminal: a table a document, or each claim in its sentence with its reasons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from corpus.claim import Claim
from corpus.document import Document
from corpus.labels import AttributionKind, Modality, Role
from pipeline.cues import find_reasons
from pipeline.formats.rows import actor_ids

_STYLES = {
    "actor": "bold cyan",
    "program": "bold magenta",
    "trigger": "bold yellow",
    "status": "green underline",
    "modality": "red underline",
}
_BRACKETS = {"actor": "[]", "program": "{}", "trigger": "<>", "status": "()", "modality": "()"}
EVIDENCE_WIDTH = 40
PLAIN_WIDTH = 120
"""Columns where the output is not a terminal."""

Results = Iterable[tuple[Document, list[Claim]]]


def write_tables(results: Results, out: TextIO) -> None:
    """Write one table a document, its claims in the order of the text."""
    console = make_console(out)
    for document, claims in results:
        console.print(Text(document.metadata.title or document.id, style="bold"))
        if not claims:
            console.print("no claim of cooperation\n")
            continue
        table = Table(box=SIMPLE_HEAD, leading=1, expand=True, pad_edge=False, collapse_padding=True)
        for name, width in (
            ("who", 16),
            ("program", 16),
            ("domain", None),
            ("status", None),
            ("says", 14),
            ("conf.", None),
        ):
            table.add_column(name, max_width=width, overflow="fold", no_wrap=width is None)
        table.add_column("evidence", ratio=1, min_width=EVIDENCE_WIDTH, overflow="fold")
        for claim in claims:
            table.add_row(*(escape(cell) for cell in _cells(claim)))
        console.print(table)


def _cells(claim: Claim) -> tuple[str, ...]:
    others = [f"{role}: {' '.join(ids)}" for role in (Role.AGAINST, Role.ABSENT) if (ids := actor_ids(claim, role))]
    who = "\n".join([" ".join(actor_ids(claim, Role.PARTICIPANT)), *others])
    status = claim.status if claim.modality is Modality.ASSERTED else f"{claim.status}\n{claim.modality}"
    source = claim.attribution.source.text if claim.attribution.source else claim.attribution.kind
    says = "author" if claim.attribution.kind is AttributionKind.AUTHOR else source
    programs = "\n".join(dict.fromkeys(program.id for program in claim.programs))
    return (
        who,
        programs,
        "\n".join(d.code for d in claim.domains),
        status,
        says,
        f"{claim.confidence:.2f}",
        claim.evidence.text,
    )


def write_explanations(results: Results, out: TextIO) -> None:
    """Write each claim in its sentence, marking actors, programs, trigger and the reasons for status and modality."""
    console = make_console(out)
    for document, claims in results:
        console.print(Text(document.metadata.title or document.id, style="bold"))
        for number, claim in enumerate(claims, 1):
            console.print(Text.assemble(f"{number}. ", _marked(document, claim, plain=not console.is_terminal)))
            for line in _reasons(claim):
                console.print(Text("   " + line))
            console.print()
        if not claims:
            console.print("no claim of cooperation\n")


def _marked(document: Document, claim: Claim, *, plain: bool) -> Text:
    start, end = claim.evidence.start, claim.evidence.end
    spans = [("actor", actor.start, actor.end) for actor in claim.actors]
    spans += [("program", program.start, program.end) for program in claim.programs]
    spans += [("trigger", claim.trigger.start, claim.trigger.end)]
    spans += [(reason.field, reason.start, reason.end) for reason in find_reasons(claim)]
    inside = sorted(
        {span for span in spans if start <= span[1] and span[2] <= end}, key=lambda span: (span[1], -span[2], span[0])
    )
    if plain:
        return Text(_bracketed(document.text[start:end], [(kind, a - start, b - start) for kind, a, b in inside]))
    text = Text(document.text[start:end])
    for kind, a, b in inside:
        text.stylize(_STYLES[kind], a - start, b - start)
    return text


def _bracketed(text: str, spans: list[tuple[str, int, int]]) -> str:
    numbered = list(enumerate(spans))
    marks = [(b, 0, -a, n, _BRACKETS[kind][1]) for n, (kind, a, b) in numbered]
    marks += [(a, 1, -b, -n, _BRACKETS[kind][0]) for n, (kind, a, b) in numbered]
    for position, *_, mark in sorted(marks, reverse=True):
        text = text[:position] + mark + text[position:]
    return text


def _reasons(claim: Claim) -> list[str]:
    words: dict[str, list[str]] = {"status": [], "modality": []}
    for reason in find_reasons(claim):
        words[reason.field].append(f"“{reason.text}”")
    who = ", ".join(f"{actor.id} ({actor.role}, by {actor.via} “{actor.text}”)" for actor in claim.actors)
    programs = ", ".join(f"{program.id} “{program.text}”" for program in claim.programs) or "none"
    said = claim.attribution
    source = f" “{said.source.text}”" if said.source else ""
    return [
        f"actors: {who}",
        f"programs: {programs}",
        "domains: " + ", ".join(f"{domain.code} ({domain.confidence:.2f})" for domain in claim.domains),
        f"status: {claim.status}, by {', '.join(words['status']) or f'“{claim.trigger.text}” in its context'}",
        f"modality: {claim.modality}" + (f", by {', '.join(words['modality'])}" if words["modality"] else ""),
        f"attribution: {said.kind}{source}" + (f", by “{said.cue.text}”" if said.cue else ""),
        f"confidence: {claim.confidence:.2f}",
    ]


def make_console(out: TextIO) -> Console:
    """A console of a fixed width where the output is no terminal."""
    width = None if out.isatty() else PLAIN_WIDTH
    return Console(file=out, width=width, highlight=False, soft_wrap=False, emoji=False)
