"""Annotated documents: the project's own training texts with their claims, in the form of the annotation guidelines.

A file holds ``doc``, ``title``, ``genre``, ``region``, ``topic``, ``published``, ``text`` and ``claims``. A standoff
file describes a text that may not be stored here: it holds ``text_sha256`` and where the text is from, and no words,
only offsets and labels.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import AnnotationError
from corpus.labels import STANDARD, AttributionKind, Genre, LabelSet, Modality, Role

FOLDER = Path(__file__).parent / "annotations"
ARTICLES, STANDOFF, TEST, SECOND = (FOLDER / name for name in ("articles", "standoff", "test", "second"))
"""Articles with their texts; annotations without; articles that nothing is ever trained on; second annotations."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated document, checked."""

    name: str
    title: str
    genre: Genre
    topic: str
    published: str
    text: str
    claims: tuple[Mapping[str, Any], ...]


def read_annotated(folder: Path, labels: LabelSet = STANDARD) -> Iterator[Annotated]:
    """Yield the annotated documents of a folder, sorted by file name; ``labels`` are the domains and statuses allowed.

    Raises:
        AnnotationError: a file breaks the form; the message names file and claim.
    """
    for path in sorted(folder.glob("*.json")):
        yield check_annotated(path.name, json.loads(path.read_text(encoding="utf-8")), labels)


def check_annotated(where: str, content: Mapping[str, Any], labels: LabelSet = STANDARD) -> Annotated:
    """Check the content of an annotation file that holds its text.

    Raises:
        AnnotationError: it breaks the form.
    """
    missing = {"doc", "title", "genre", "topic", "published", "text", "claims"} - content.keys()
    if missing:
        raise AnnotationError(where, f"no field {', '.join(sorted(missing))}")
    if content["genre"] not in set(Genre):
        raise AnnotationError(where, f"genre {content['genre']!r}; allowed: {', '.join(Genre)}")
    for number, claim in enumerate(content["claims"], 1):
        _check_claim(f"{where}, claim {number}", claim, content["text"], labels)
    return Annotated(
        name=content["doc"],
        title=content["title"],
        genre=Genre(content["genre"]),
        topic=content["topic"],
        published=content["published"],
        text=content["text"],
        claims=tuple(content["claims"]),
    )


def _check_claim(where: str, claim: Mapping[str, Any], text: str, labels: LabelSet) -> None:
    spans = [("evidence", {**claim, "text": claim["evidence"]}), ("trigger", claim["trigger"])]
    spans += [("actors", actor) for actor in claim["actors"]] + [("programs", program) for program in claim["programs"]]
    for field, span in spans:
        if not span["text"] or text[span["start"] : span["end"]] != span["text"]:
            raise AnnotationError(where, f"{field}: {span['text']!r} is not at [{span['start']}, {span['end']})")
    if not claim["start"] <= claim["trigger"]["start"] <= claim["trigger"]["end"] <= claim["end"]:
        raise AnnotationError(where, f"trigger {claim['trigger']['text']!r} lies outside the evidence")
    for field, found, allowed in (
        ("status", [claim["status"]], labels.statuses),
        ("modality", [claim["modality"]], Modality),
        ("attribution", [claim["attribution"]["kind"]], AttributionKind),
        ("domains", claim["domains"] or [""], labels.domains),
        ("role", [actor["role"] for actor in claim["actors"]], Role),
    ):
        if unknown := [value for value in found if value not in set(allowed)]:
            raise AnnotationError(where, f"{field} {unknown[0]!r}; allowed: {', '.join(allowed)}")
    _check_sense(where, claim, text)


def _check_sense(where: str, claim: Mapping[str, Any], text: str) -> None:
    attribution = claim["attribution"]
    if not any(actor["role"] == Role.PARTICIPANT for actor in claim["actors"]):
        raise AnnotationError(where, "no participant")
    if (attribution["kind"] == AttributionKind.AUTHOR) == bool(attribution["text"]):
        raise AnnotationError(where, "a source is named exactly where the attribution is not author")
    for field, words in (("source", attribution["text"]), ("cue", attribution["cue"]), ("time", claim["time"])):
        if words not in text:
            raise AnnotationError(where, f"{field} {words!r} is not in the text")
    if "\n" in claim["evidence"]:
        raise AnnotationError(where, "the evidence crosses a line end")


def to_standoff(content: Mapping[str, Any], source: str, part: tuple[int, int]) -> dict[str, Any]:
    """Strip an annotated document of every word of its text, leaving offsets, labels and the text's digest.

    ``part`` is where the annotated text lies in the normalized source.
    """
    kept = {name: content[name] for name in ("doc", "genre", "region", "topic", "published")}
    digest = hashlib.sha256(content["text"].encode()).hexdigest()
    claims = [_bare(claim, content["text"]) for claim in content["claims"]]
    return {**kept, "source": source, "part": list(part), "text_sha256": digest, "claims": claims}


def _bare(claim: Mapping[str, Any], text: str) -> dict[str, Any]:
    def without_text(span: Mapping[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in span.items() if key != "text"}

    def place(words: str) -> list[int] | None:
        at = text.find(words, claim["start"]) if words else -1
        at = at if at >= 0 else text.find(words) if words else -1
        return [at, at + len(words)] if words else None

    attribution = claim["attribution"]
    return {
        **{key: value for key, value in claim.items() if key != "evidence"},
        "trigger": without_text(claim["trigger"]),
        "actors": [without_text(actor) for actor in claim["actors"]],
        "programs": [without_text(program) for program in claim["programs"]],
        "attribution": {
            "kind": attribution["kind"],
            "text": place(attribution["text"]),
            "cue": place(attribution["cue"]),
        },
        "time": place(claim["time"]),
    }
