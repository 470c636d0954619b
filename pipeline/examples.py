"""Annotated documents as training examples: each claim's actors and programs tied to the candidates in the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from corpus.annotated import Annotated
from corpus.labels import STANDARD, AttributionKind, LabelSet, Modality, Role
from models.examples import Example, GoldClaim
from models.heads import ROLES
from models.inputs import DocumentInput
from pipeline.candidates import CandidateFinder, Candidates
from pipeline.mentions import ProgramMention


def make_example(document: Annotated, find: CandidateFinder, labels: LabelSet = STANDARD) -> Example:
    """Turn an annotated document into what the model learns from.

    Actors that no candidate stands for cannot be learnt and are left out; programs are added as candidates that the
    encoder is not told of, since at run time the model's own tags propose those that no table knows.
    """
    gold = _gold_programs(document)
    found = find.mentions(document.text, document.published).programs
    extra = [g for g in gold if not any(g.start < p.end and p.start < g.end for p in found)]
    candidates = find(document.title, document.text, extra, document.published)
    claims = tuple(_gold_claim(claim, candidates) for claim in document.claims)
    return Example(document.name, candidates.input, claims, tuple(sorted({(g.start, g.end) for g in gold})), labels)


def _gold_programs(document: Annotated) -> list[ProgramMention]:
    programs = {(p["start"], p["end"]): p for claim in document.claims for p in claim["programs"]}
    return [
        ProgramMention(start, end, p["id"], p["text"], annotated=True) for (start, end), p in sorted(programs.items())
    ]


def _gold_claim(claim: Mapping[str, Any], candidates: Candidates) -> GoldClaim:
    numbers = {(entity.id, entity.is_program): number for number, entity in enumerate(candidates.input.entities)}
    roles = {}
    for actor in claim["actors"]:
        role = ROLES.index(Role(actor["role"]))
        if actor["id"] == "GROUP":
            roles.update(dict.fromkeys(_groups(actor, candidates.input), role))
        elif (number := numbers.get((actor["id"], False))) is not None:
            roles[number] = role
    for program in claim["programs"]:
        for number in _program_entities(program, candidates.mentions.programs, numbers):
            roles[number] = ROLES.index("program")
    return GoldClaim(
        (claim["trigger"]["start"], claim["trigger"]["end"]),
        roles,
        tuple(claim["domains"]),
        claim["status"],
        Modality(claim["modality"]),
        AttributionKind(claim["attribution"]["kind"]),
    )


def _groups(actor: Mapping[str, Any], document: DocumentInput) -> Iterator[int]:
    """The unresolved groups whose words an annotated one shares."""
    for one in document.candidates:
        shares = not one.in_title and one.start < actor["end"] and actor["start"] < one.end
        if shares and one.entity is not None and document.entities[one.entity].is_group:
            yield one.entity


def _program_entities(
    program: Mapping[str, Any], mentions: Sequence[ProgramMention], numbers: Mapping[tuple[str, bool], int]
) -> list[int]:
    overlapping = {m.id for m in mentions if m.start < program["end"] and program["start"] < m.end}
    return [numbers[key, True] for key in overlapping if (key, True) in numbers]
