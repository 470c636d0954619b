"""Second annotations of documents that were annotated before, by others and without sight of the first.

They lie as offsets and labels beside the texts (`annotations/second`), each with the sha256 of the text that it is of.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from corpus.annotated import Annotated
from corpus.errors import AnnotationError
from corpus.standoff import worded


def read_second(folder: Path, documents: Iterable[Annotated]) -> Iterator[tuple[Annotated, Annotated]]:
    """Yield each document that has a second annotation, as it was annotated first and then again.

    Documents whose text is not at hand are passed over.

    Raises:
        AnnotationError: the text is not the one that was annotated.
    """
    first = {document.name: document for document in documents}
    for path in sorted(folder.glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        document = first.get(content["doc"])
        if document is None:
            continue
        digest = hashlib.sha256(document.text.encode()).hexdigest()
        if digest != content["text_sha256"]:
            raise AnnotationError(path.name, f"its text has sha256 {digest[:12]}…, not {content['text_sha256'][:12]}…")
        claims = tuple(worded(claim, document.text) for claim in content["claims"])
        yield document, replace(document, claims=claims)
