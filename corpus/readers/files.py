"""Which files to read, and what to call their documents."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from corpus.errors import UnreadableSourceError
from corpus.readers.source import OnError

STANDARD_INPUT = "-"
SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
"""The endings of files that are read from folders, and their formats; a file named outright may have any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to be read; without a path, standard input."""

    path: Path | None
    name: str
    relative: PurePosixPath
    """Its path from the folder that was given."""
    id: str = ""

    @property
    def suffix(self) -> str:
        """The ending in lower case."""
        return self.relative.suffix.lower() if self.path else ""


def find_files(sources: Sequence[str | Path], on_error: OnError) -> list[File]:
    """Return the files that the sources name, each once and with an identifier of its own."""
    files: dict[Path | None, File] = {}
    for source in sources:
        try:
            for file in _files_of(source):
                files.setdefault(file.path and file.path.resolve(), file)
        except UnreadableSourceError as error:
            on_error(error)
    return _identify(list(files.values()))


def _files_of(source: str | Path) -> Iterator[File]:
    if str(source) == STANDARD_INPUT:
        return iter([File(path=None, name=STANDARD_INPUT, relative=PurePosixPath("stdin"))])
    path = Path(source)
    if path.is_dir():
        return _folder(path)
    if not os.path.exists(path):  # noqa: PTH110  unlike the method of Path, it never raises
        raise UnreadableSourceError(path.as_posix(), "no such file or folder", "check the path")
    return iter([File(path=path, name=path.as_posix(), relative=PurePosixPath(path.name))])


def _folder(folder: Path) -> Iterator[File]:
    paths = [Path(root, name) for root, folders, names in os.walk(folder) if not _prune(folders) for name in names]
    paths = [path for path in paths if not path.name.startswith(".") and path.suffix.lower() in SUFFIXES]
    if not paths:
        remedy = f"give files that end in {' '.join(SUFFIXES)}"
        raise UnreadableSourceError(folder.as_posix(), "holds no readable file", remedy)
    for path in sorted(paths, key=lambda path: path.relative_to(folder).parts):
        yield File(path=path, name=path.as_posix(), relative=PurePosixPath(path.relative_to(folder).as_posix()))


def _prune(folders: list[str]) -> bool:
    """Keep the walk out of hidden folders; always False."""
    folders[:] = [name for name in folders if not name.startswith(".")]
    return False


def _identify(files: list[File]) -> list[File]:
    """Name each file by the shortest of stem, relative path without and with its ending, and path that no other has."""
    candidates = [
        (file.relative.stem, file.relative.with_suffix("").as_posix(), file.relative.as_posix(), file.name)
        for file in files
    ]
    counts = [Counter(names) for names in zip(*candidates, strict=True)]
    return [
        replace(file, id=next((name for name, count in zip(names, counts, strict=True) if count[name] == 1), file.name))
        for file, names in zip(files, candidates, strict=True)
    ]
