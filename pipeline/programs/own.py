"""A user's own programs, added to the table or put in the place of its rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from corpus.errors import TableError
from corpus.labels import Domain
from pipeline.programs.entries import ProgramEntry
from pipeline.programs.table import read_programs

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def add_programs(table: Mapping[str, ProgramEntry], path: Path) -> dict[str, ProgramEntry]:
    """Return the table with a user's rows, CSV or JSON lines, in the columns of `programs.csv`.

    A row needs ``id``, ``name`` and ``kind`` and takes the place of one with its id; its names no longer name others.

    Raises:
        TableError: a row is broken; the message names file and row.
    """
    own: dict[str, ProgramEntry] = {}
    for line, entry in read_programs(path):
        _check(path.name, line, entry)
        own[entry.id] = entry
    taken = {name for entry in own.values() for name in entry.aliases}
    kept = {
        key: entry._replace(aliases=tuple(name for name in entry.aliases if name not in taken))
        for key, entry in table.items()
        if key not in own
    }
    return {**kept, **own}


def _check(file: str, line: int, entry: ProgramEntry) -> None:
    if not _ID.fullmatch(entry.id):
        raise TableError(file, line, f"id {entry.id!r}; allowed: lower-case words joined by -")
    if not all(name.strip() for name in entry.aliases):
        raise TableError(file, line, "an empty name")
    if unknown := [domain for domain in entry.domains.split() if domain not in set(Domain)]:
        raise TableError(file, line, f"domain {unknown[0]!r}; allowed: {', '.join(Domain)}")
    try:
        list(entry.memberships())
    except ValueError as error:
        raise TableError(file, line, str(error)) from error
