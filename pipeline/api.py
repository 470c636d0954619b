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
from pipeline.actors.find import ActorFinder, default_actor_finder
from pipeline.actors.own import add_actors
from pipeline.actors.table import FOLDER as ACTORS
from pipeline.actors.table import ActorTable, load_actors
from pipeline.candidates import CandidateFinder, Linguist
from pipeline.extract import Extractor
from pipeline.linguistics import read_linguistics
from pipeline.programs.entries import ProgramEntry
from pipeline.programs.find import ProgramFinder, default_program_finder
from pipeline.programs.own import add_programs
from pipeline.programs.table import FOLDER as PROGRAMS
from pipeline.programs.table import load_programs, read_namesakes

_DATA = {".csv", ".toml", ".json"}
Readable = str | Mapping[str, str] | RawDocument | Document
"""A text; a mapping with ``text`` or ``html`` and optional ``id title url published author``; or a document."""


class Pipeline:
    """Claims out of texts. Make one with `load`; it may be called any number of times."""

    def __init__(self, extractor: Extractor) -> None:
        self.extractor = extractor

    def __call__(self, document: Readable) -> list[Claim]:
        """Return the claims of one text or document, in the order of the text."""
        return self.extractor(as_document(document))

    def pipe(self, documents: Iterable[Readable]) -> Iterator[list[Claim]]:
        """Yield the claims of each document, in the order given."""
        for _, claims in self.extractor.pipe(map(as_document, documents)):
            yield claims


def load(
    profile: str | Path = "fast",
    *,
    min_confidence: float | None = None,
    threads: int = 0,
    device: str = "cpu",
    actors: str | Path | None = None,
    programs: str | Path | None = None,
) -> Pipeline:
    """Load a model with its tables.

    Args:
        profile: ``fast`` (ships with Accordant), ``accurate`` (where it was built), or the folder of a model.
        min_confidence: Leave out claims less sure than this; by default the threshold with the best F1 in
            cross-validation.
        threads: Threads of the model; 0 leaves their number to ONNX Runtime.
        device: ``cpu`` (ONNX Runtime), or ``cuda``, ``cuda:N`` (torch, half precision; needs the train extra).
        actors: A file of your own actors, CSV or JSON lines, added to the table or overriding its rows.
        programs: The same for programs.

    Raises:
        UnknownModelError: no such model is installed.
        ModelFileError: a file of the model is missing or is not the published one.
        DeviceError: the device is unknown or not there.
        MissingExtraError: the device needs packages that are not installed.
        TableError: a row of your own table is broken.
    """
    model = find_model(profile)
    calibration = model.card.calibration
    floor = calibration.threshold if min_confidence is None else min_confidence
    find = make_finder(actors, programs)
    provenance = Provenance(
        accordant=accordant_version(),
        model=model.label,
        config=_configuration_digest(floor, model.card.files, {"actors": actors, "programs": programs}),
    )
    read = load_reader(model, threads, device)
    return Pipeline(Extractor(find, read, calibration, provenance, floor, model.card.labels))


def actor_table(own: str | Path | None = None) -> ActorTable:
    """The actor table, with a user's rows where a file of them is given."""
    return add_actors(load_actors(), Path(own)) if own else load_actors()


def program_table(own: str | Path | None = None, actors: str | Path | None = None) -> Mapping[str, ProgramEntry]:
    """The program table, with a user's rows where a file of them is given; their members may be own ``actors``."""
    return add_programs(load_programs(), Path(own), actor_table(actors).actors) if own else load_programs()


def make_finder(
    actors: str | Path | None = None, programs: str | Path | None = None, read: Linguist = read_linguistics
) -> CandidateFinder:
    """The finder of candidates over the tables, with a user's rows where files of them are given."""
    return CandidateFinder(
        ActorFinder(actor_table(actors)) if actors else default_actor_finder(),
        ProgramFinder(program_table(programs, actors), read_namesakes(PROGRAMS))
        if programs
        else default_program_finder(),
        read,
    )


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


def _configuration_digest(floor: float, files: Mapping[str, str], own: Mapping[str, str | Path | None]) -> str:
    """A digest of all that decides which claims a document gives: threshold, model and tables."""
    shipped = [path for folder in (ACTORS, PROGRAMS) for path in sorted(folder.iterdir()) if path.suffix in _DATA]
    tables = {f"{path.parent.name}/{path.name}": path for path in shipped}
    tables |= {f"own {name}": Path(path) for name, path in own.items() if path}
    digests = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in tables.items()}
    configuration: dict[str, Any] = {"min_confidence": floor, "model": dict(files), "tables": digests}
    return "sha256:" + hashlib.sha256(msgspec.json.encode(configuration, order="sorted")).hexdigest()
