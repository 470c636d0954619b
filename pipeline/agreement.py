"""How well two annotations of the same documents agree: ``python -m pipeline.agreement``.

The second annotations of `corpus/annotations/second` are scored against the first ones as if an extractor had made
them. F1 does not depend on which of the two is taken for gold.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

from corpus.annotated import ARTICLES, SECOND, STANDOFF, TEST, Annotated, read_annotated
from corpus.second import read_second
from corpus.standoff import VARIABLE, read_standoff, texts_folder
from pipeline.evaluate import score

_MEASURES = ("claim", "strict", "full", "evidence", "dyad", "program", "participant", "domain")
_LABELS = ("status", "modality", "attribution")


def agreement(pairs: Sequence[tuple[Annotated, Annotated]]) -> dict[str, Any]:
    """Score the second of each pair of annotations against the first."""
    gold: Mapping[str, Mapping[str, Any]] = {
        first.name: {"text": first.text, "claims": first.claims} for first, _ in pairs
    }
    return score({second.name: second.claims for _, second in pairs}, gold)


def main() -> int:
    """Print the agreement on each part of the corpus."""
    texts = texts_folder()
    if texts is None:
        sys.stderr.write(f"{VARIABLE} is not set: without the documents whose texts it would hold\n")
    parts = {
        "articles": list(read_annotated(ARTICLES)),
        "test set": list(read_annotated(TEST)),
        "White House, Wikinews": list(read_standoff(STANDOFF, texts)) if texts else [],
    }
    for name, documents in parts.items():
        if pairs := list(read_second(SECOND, documents)):
            found = agreement(pairs)
            figures = [f"{measure} {found[measure]['f1']:.3f}" for measure in _MEASURES]
            figures += [f"{label} {found[label]:.3f}" for label in _LABELS]
            sys.stdout.write(f"{name}: {len(pairs)} documents, {found['claim']['gold']} claims; {', '.join(figures)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
