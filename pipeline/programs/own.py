"""A user's own programs, added to the table or put in the place of its rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from corpus.errors import TableError
from pipeline.programs.entries import ProgramEntry
from pipeline.programs.table import open_programs, program_rows
from pipeline.row_checks import PROGRAM_ID, check_dates, check_domains, check_ids, check_members, check_patterns


def add_programs(table: Mapping[str, ProgramEntry], path: Path, actors: Collection[str]) -> dict[str, ProgramEntry]:
    """Return the table with a user's rows, CSV or JSON lines, in the columns of `programs.csv`.

    A row needs ``id``, ``name`` and ``kind`` and takes the place of one with its id; its names no longer name others.
    ``actors`` are the ids that its members may have.

    Raises:
        TableError: a row is broken; the message names file and row.
    """
    own = {entry.id: entry for entry in _read(path, actors)}
    taken = {name for entry in own.values() for name in entry.aliases}
    kept = {
        key: entry._replace(aliases=tuple(name for name in entry.aliases if name not in taken))
        for key, entry in table.items()
        if key not in own
    }
    return {**kept, **own}


def _read(path: Path, actors: Collection[str]) -> Iterator[ProgramEntry]:
    table = open_programs(path)
    check_ids(table, *PROGRAM_ID)
    check_dates(table, "year_from", "year_to")
    check_domains(table)
    check_members(table, actors)
    check_patterns(table, "only_near")
    for line, entry in program_rows(table):
        if not all(name.strip() for name in entry.aliases):
            raise TableError(path.name, line, "an empty name")
        yield entry
