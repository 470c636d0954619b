"""Every mention of actors and programs in a document, whether or not a claim holds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Document
from pipeline.candidates import CandidateFinder, Candidates


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """Words of the cleaned text that refer to an actor or a program; offsets are code points, half-open.

    An expression that stands for several actors has one tag for each.
    """

    text: str
    start: int
    end: int
    type: str
    """``actor`` or ``program``."""
    id: str
    name: str
    kind: str | None
    via: str
    """How an actor is named; for programs ``table`` or ``form``."""
    antecedents: tuple[tuple[int, int], ...] | None = None


def find_tags(find: CandidateFinder, document: Document) -> list[Tag]:
    """Return the tags of a document in the order of its text."""
    meta = document.metadata
    found = find(meta.title or "", document.text, date=meta.published or "")
    tags = [*_actors(find, document.text, found), *_resolved(find, document.text, found)]
    tags += _programs(find, document.text, found)
    return sorted(tags, key=lambda tag: (tag.start, tag.end, tag.type, tag.id))


def _actors(find: CandidateFinder, text: str, found: Candidates) -> Iterator[Tag]:
    for mention in found.mentions.actors:
        if not mention.weak:
            words = text[mention.start : mention.end]
            yield Tag(
                text=words,
                start=mention.start,
                end=mention.end,
                type="actor",
                id=mention.id,
                name=words if mention.id == "GROUP" else find.actors.name(mention.id),
                kind=mention.kind,
                via=mention.via,
            )


def _resolved(find: CandidateFinder, text: str, found: Candidates) -> Iterator[Tag]:
    for one in found.resolved:
        for key in one.ids:
            yield Tag(
                text=text[one.anaphor.start : one.anaphor.end],
                start=one.anaphor.start,
                end=one.anaphor.end,
                type="actor",
                id=key,
                name=find.actors.name(key),
                kind=find.actors.kind(key),
                via=one.anaphor.via,
                antecedents=one.antecedents or None,
            )


def _programs(find: CandidateFinder, text: str, found: Candidates) -> Iterator[Tag]:
    frames = {(actor.start, actor.end) for actor in found.mentions.actors}
    for mention in found.mentions.programs:
        if (mention.start, mention.end) in frames:
            continue
        entry = find.programs.entry(mention.id)
        yield Tag(
            text=text[mention.start : mention.end],
            start=mention.start,
            end=mention.end,
            type="program",
            id=mention.id,
            name=mention.name,
            kind=entry.kind if entry else None,
            via="table" if mention.known else "form",
        )
