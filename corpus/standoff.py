"""Annotations of texts that may not be stored here: offsets and labels, joined with the text where the user has it.

The environment variable ``ACCORDANT_TEXTS`` names a folder with ``wh_documents/*.jsonl`` (file, title, text) and
``wikinews/*.csv`` (url, title, text). A text is normalized, cut to the annotated part, and checked by its sha256.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.annotated import FOLDER, Annotated, check_annotated
from corpus.errors import AnnotationError

VARIABLE = "ACCORDANT_TEXTS"


def texts_folder() -> Path | None:
    """The folder that the environment names, or None."""
    name = os.environ.get(VARIABLE)
    return Path(name) if name else None


def read_standoff(folder: Path, texts: Path) -> Iterator[Annotated]:
    """Yield the standoff annotations of a folder joined with their texts.

    Raises:
        AnnotationError: a text is missing, or is not the one that was annotated.
    """
    sources = dict(read_texts(texts))
    for path in sorted(folder.glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["source"] not in sources:
            raise AnnotationError(path.name, f"{texts} has no text {content['source']!r}")
        title, text = sources[content["source"]]
        yield check_annotated(path.name, join_text(path.name, content, title, text))


def join_text(where: str, content: Mapping[str, Any], title: str, text: str) -> dict[str, Any]:
    """Put the words back into a standoff annotation.

    Raises:
        AnnotationError: the text is not the one that was annotated.
    """
    start, end = content["part"]
    text = normalize(text)[start:end]
    digest = hashlib.sha256(text.encode()).hexdigest()
    if digest != content["text_sha256"]:
        raise AnnotationError(where, f"its text has sha256 {digest[:12]}…, not {content['text_sha256'][:12]}…")
    claims = [worded(claim, text) for claim in content["claims"]]
    return {**content, "title": normalize_title(title), "text": text, "claims": claims}


def normalize(text: str) -> str:
    """Undo Markdown escapes and hard line ends; paragraphs are parted by one empty line."""
    text = re.sub(r"\\([^\n])", r"\1", text).replace("\\\n", "\n")
    text = text.replace("\r\n", "\n").replace("\xa0", " ")
    paragraphs = (re.sub(r"\s+", " ", paragraph).strip() for paragraph in re.split(r"\n\s*\n", text))
    return "\n\n".join(filter(None, paragraphs))


def normalize_title(title: str) -> str:
    """Undo Markdown escapes in a title."""
    return normalize(title).replace("_", " ")


def read_texts(folder: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the name of each text that lies in a folder, with its title and words."""
    return ((name, (record["title"], record["text"])) for name, record in _records(folder))


def _records(folder: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    for path in sorted((folder / "wh_documents").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            yield f"wh_documents:{record['file']}", record
    for path in sorted((folder / "wikinews").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield f"wikinews:{row['url']}", row


@dataclass(frozen=True, slots=True)
class Unannotated:
    """A text that nobody has annotated, cut to its first paragraphs."""

    name: str
    title: str
    text: str
    published: str


def held_back() -> frozenset[str]:
    """The names of texts that nothing is ever trained on, so that false claims can be counted in them."""
    return frozenset((FOLDER / "held_back.txt").read_text(encoding="utf-8").split())


def read_unannotated(folder: Path, annotations: Path, words: int = 700) -> Iterator[Unannotated]:
    """Yield the texts of a folder that no standoff annotation describes and that are not held back.

    Each ends with the paragraph before it would have more than so many ``words``.
    """
    annotated = {json.loads(path.read_text(encoding="utf-8"))["source"] for path in annotations.glob("*.json")}
    annotated |= held_back()
    for name, record in _records(folder):
        if name not in annotated:
            date = re.search(r"\d{4}-\d\d-\d\d", record.get("date") or name)
            text = _beginning(normalize(record["text"]), words)
            yield Unannotated(name, normalize_title(record["title"]), text, date[0] if date else "")


def _beginning(text: str, words: int) -> str:
    """The first paragraphs of a text, as many as fit."""
    kept: list[str] = []
    count = 0
    for paragraph in text.split("\n\n"):
        count += len(paragraph.split())
        if kept and count > words:
            break
        kept.append(paragraph)
    return "\n\n".join(kept)


def worded(claim: Mapping[str, Any], text: str) -> dict[str, Any]:
    """A standoff claim with the words that its offsets mean."""

    def with_text(span: Mapping[str, Any]) -> dict[str, Any]:
        return {**span, "text": text[span["start"] : span["end"]]}

    def words(place: list[int] | None) -> str:
        return text[slice(*place)] if place else ""

    attribution = claim["attribution"]
    return {
        **claim,
        "evidence": text[claim["start"] : claim["end"]],
        "trigger": with_text(claim["trigger"]),
        "actors": [with_text(actor) for actor in claim["actors"]],
        "programs": [with_text(program) for program in claim["programs"]],
        "attribution": {
            "kind": attribution["kind"],
            "text": words(attribution["text"]),
            "cue": words(attribution["cue"]),
        },
        "time": words(claim["time"]),
    }
