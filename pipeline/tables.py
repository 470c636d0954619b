"""Reading the CSV tables of actors and programs, with errors that name the file and the row."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import TableError


def read_rows(path: Path, columns: frozenset[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row of a table with its line number.

    Raises:
        TableError: a column is missing, or a row has too many or too few fields.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        missing = columns - set(reader.fieldnames or ())
        if missing:
            raise TableError(path.name, 1, f"no column {', '.join(sorted(missing))}; found {reader.fieldnames}")
        for row in reader:
            if None in row or None in row.values():
                raise TableError(path.name, reader.line_num, f"expected {len(reader.fieldnames or ())} fields")
            yield reader.line_num, row


def compile_veto(path: Path, line: int, pattern: str) -> re.Pattern[str] | None:
    """Compile a context rule of a row, or None where it has none.

    Raises:
        TableError: it is not a regular expression.
    """
    try:
        return re.compile(pattern) if pattern else None
    except re.error as error:
        raise TableError(path.name, line, f"{pattern!r} is not a regular expression ({error})") from error
