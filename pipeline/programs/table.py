"""The program table: treaties, agreements, projects, exercises and forums by name.

Sources and dates of the facts stand in the rows of `programs.csv` beside this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus.errors import TableError
from corpus.labels import ProgramKind
from pipeline.tables import read_rows

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class ProgramEntry:
    """A program that the table knows, with every usual way to write it."""

    id: str
    name: str
    kind: ProgramKind
    aliases: tuple[str, ...]


@lru_cache(maxsize=1)
def load_programs() -> dict[str, ProgramEntry]:
    """Read the table that ships with Accordant, by id.

    Raises:
        TableError: a row is broken; the message names file and row.
    """
    return {entry.id: entry for entry in _read(FOLDER / "programs.csv")}


def _read(path: Path) -> Iterator[ProgramEntry]:
    for line, row in read_rows(path, frozenset({"id", "name", "kind", "aliases"})):
        if row["kind"] not in set(ProgramKind):
            raise TableError(path.name, line, f"kind {row['kind']!r}; allowed: {', '.join(ProgramKind)}")
        names = dict.fromkeys([row["name"], *filter(None, row["aliases"].split("|"))])
        yield ProgramEntry(row["id"], row["name"], ProgramKind(row["kind"]), tuple(names))
