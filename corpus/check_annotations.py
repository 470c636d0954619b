"""Check the annotation files that ship with Accordant: ``python -m corpus.check_annotations``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from corpus.annotated import ARTICLES, STANDOFF, read_annotated
from corpus.errors import AnnotationError
from corpus.standoff import read_standoff, texts_folder

_WORDS = ("text", "evidence", "title")


def check_annotations(articles: Path = ARTICLES, standoff: Path = STANDOFF) -> tuple[int, int]:
    """Check every file; return the numbers of documents and of claims.

    Raises:
        AnnotationError: a file breaks the form, or a standoff file holds words of its text.
    """
    documents = list(read_annotated(articles))
    counts = [len(document.claims) for document in documents]
    for path in sorted(standoff.glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        if found := [word for word in _WORDS if word in content or any(word in claim for claim in content["claims"])]:
            raise AnnotationError(path.name, f"a standoff file may hold no words, but has {', '.join(found)}")
        counts.append(len(content["claims"]))
    if texts := texts_folder():
        list(read_standoff(standoff, texts))
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
