"""The program table: treaties, agreements, projects, exercises and forums by name.

Sources and dates of the facts stand in the rows of `programs.csv` beside this module.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from corpus.labels import ProgramKind
from pipeline.compiled import load_compiled
from pipeline.programs.entries import ProgramEntry
from pipeline.tables import Table

FOLDER = Path(__file__).parent
_KINDS: Mapping[str, ProgramKind] = {str(kind): kind for kind in ProgramKind}
_OPTIONAL = ("aliases", "domains", "members", "year_from", "year_to", "ambiguous", "only_near")


@lru_cache(maxsize=1)
def load_programs() -> dict[str, ProgramEntry]:
    """Read the table that ships with Accordant, by id.

    Raises:
        TableError: a row is broken; the message names file and row.
    """
    if compiled := load_compiled():
        return {entry.id: entry for entry in compiled.programs}
    return {entry.id: entry for _, entry in read_programs(FOLDER / "programs.csv")}


def read_programs(path: Path) -> Iterator[tuple[int, ProgramEntry]]:
    """Yield the rows of a table of programs with their numbers.

    Raises:
        TableError: a row is broken.
    """
    return program_rows(open_programs(path))


def open_programs(path: Path) -> Table:
    """Read the columns of a table of programs.

    Raises:
        TableError: one is missing, or a kind is none.
    """
    table = Table(path, ["id", "name", "kind"], _OPTIONAL)
    table.check("kind", _KINDS, ", ".join(ProgramKind))
    return table


def program_rows(table: Table) -> Iterator[tuple[int, ProgramEntry]]:
    """Yield the rows with their numbers."""
    for line, (key, name, kind, aliases, domains, members, since, until, ambiguous, near) in table.rows():
        names = (name, *aliases.split("|")) if aliases else (name,)
        unclear = tuple(ambiguous.split("|")) if ambiguous else ()
        yield line, ProgramEntry(key, name, _KINDS[kind], names, domains, members, since, until, unclear, near)


def read_namesakes(folder: Path) -> Sequence[str]:
    """Read the words that look like the name of a program and are none.

    Raises:
        TableError: the file cannot be read.
    """
    return Table(folder / "namesakes.csv", ["text"])["text"]
