"""The pipeline as one object: load it once, then call it on texts and documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import msgspec

from corpus.claim import Claim, Provenance
from corpus.clean import clean
from corpus.document import Document, Media, Metadata, RawDocument
from models.load import load_reader
from models.registry import find_model
from pipeline.actors import table as actor_table
from pipeline.candidates import CandidateFinder
from pipeline.extract import Extractor
from pipeline.programs import table as program_table

Readable = str | Mapping[str, str] | RawDocument | Document
"""A text; a mapping with ``text`` or ``html`` and optional ``id title url published author``; or a document."""


class Pipeline:
    """Claims out of texts. Make one with `load`; it may be called any number of times."""

    def __init__(self, extractor: Extractor) -> None:
        self._extract = extractor

    def __call__(self, document: Readable) -> list[Claim]:
        """Return the claims of one text or document, in the order of the text."""
        return self._extract(as_document(document))

    def pipe(self, documents: Iterable[Readable]) -> Iterator[list[Claim]]:
        """Yield the claims of each document, in the order given."""
        for document in documents:
            yield self(document)


def load(profile: str | Path = "fast", *, min_confidence: float | None = None, threads: int = 0) -> Pipeline:
    """Load a model with its tables.

    Args:
        profile: ``fast`` (ships with Accordant), ``accurate`` (where it was built), or the folder of a model.
        min_confidence: Leave out claims less sure than this; by default the threshold with the best F1 in
            cross-validation.
        threads: Threads of the model; 0 leaves their number to ONNX Runtime.

    Raises:
        UnknownModelError: no such model is installed.
        ModelFileError: a file of the model is missing or is not the published one.
    """
    model = find_model(profile)
    calibration = model.card.calibration
    floor = calibration.threshold if min_confidence is None else min_confidence
    provenance = Provenance(
        accordant=accordant_version(), model=model.label, config=_configuration_digest(floor, model.card.files)
    )
    return Pipeline(Extractor(CandidateFinder(), load_reader(model, threads), calibration, provenance, floor))


def as_document(document: Readable) -> Document:
    """Clean what is not yet a cleaned document.

    Raises:
        KeyError: a mapping has neither ``text`` nor ``html``.
    """
    if isinstance(document, Document):
        return document
    if isinstance(document, RawDocument):
        return clean(document)
    fields = {"text": document} if isinstance(document, str) else dict(document)
    media = Media.HTML if "html" in fields else Media.TEXT
    original = fields["html"] if media is Media.HTML else fields["text"]
    known = {name: fields.get(name) for name in ("title", "author", "publisher", "published", "url", "language")}
    digest = hashlib.sha256(original.encode("utf-8", "surrogatepass")).hexdigest()
    key = str(fields.get("id", "text"))
    return clean(
        RawDocument(id=key, source=key, original=original, media=media, sha256=digest, metadata=Metadata(**known))
    )


def accordant_version() -> str:
    """The installed version, or ``0+unknown`` where Accordant runs from a folder that was never installed."""
    try:
        return version("accordant")
    except PackageNotFoundError:
        return "0+unknown"


def _configuration_digest(floor: float, files: Mapping[str, str]) -> str:
    """A digest of all that decides which claims a document gives: threshold, model and tables."""
    tables = [*sorted(actor_table.FOLDER.glob("*.csv")), *sorted(program_table.FOLDER.glob("*.csv"))]
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in tables}
    configuration: dict[str, Any] = {"min_confidence": floor, "model": dict(files), "tables": digests}
    return "sha256:" + hashlib.sha256(msgspec.json.encode(configuration, order="sorted")).hexdigest()
