"""Check the annotation files that ship with Accordant: ``python -m corpus.check_annotations``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from corpus.annotated import ARTICLES, SECOND, STANDOFF, TEST, read_annotated
from corpus.errors import AnnotationError
from corpus.second import read_second
from corpus.standoff import read_standoff, texts_folder

_WORDS = ("text", "evidence", "title")


def check_annotations(articles: Path = ARTICLES, standoff: Path = STANDOFF, test: Path = TEST) -> tuple[int, int]:
    """Check every file; return the numbers of documents and of claims.

    Raises:
        AnnotationError: a file breaks the form, a standoff file holds words of its text, or a test article shares its
            topic with one that is trained on.
    """
    held_out = list(read_annotated(test))
    topics = {document.topic for document in held_out}
    documents = list(read_annotated(articles))
    for document in documents:
        if document.topic in topics:
            raise AnnotationError(document.name, f"its topic {document.topic!r} is one of the test set's")
    documents += held_out
    counts = [len(document.claims) for document in documents]
    for path in sorted([*standoff.glob("*.json"), *SECOND.glob("*.json")]):
        content = json.loads(path.read_text(encoding="utf-8"))
        if found := [word for word in _WORDS if word in content or any(word in claim for claim in content["claims"])]:
            raise AnnotationError(path.name, f"a standoff file may hold no words, but has {', '.join(found)}")
        if path.parent == standoff:
            counts.append(len(content["claims"]))
    if texts := texts_folder():
        documents += read_standoff(standoff, texts)
    list(read_second(SECOND, documents))
    return len(counts), sum(counts)


def main() -> int:
    """Print what was checked, or the first thing that is wrong."""
    try:
        documents, claims = check_annotations()
    except AnnotationError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stderr.write(f"{documents} documents, {claims} claims\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
