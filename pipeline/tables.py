"""Reading the tables of actors and programs, CSV or JSON lines, with errors that name the file and the row.

A table is read column by column, so that thousands of rows load in a few milliseconds.
"""

from __future__ import annotations

import csv
import gc
import json
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import repeat
from pathlib import Path

from corpus.errors import TableError

Column = Sequence[str]


class Table:
    """The columns of a file, those that it lacks empty.

    Raises:
        TableError: the file cannot be read, a required column is missing, or a row has too many or too few fields.
    """

    def __init__(self, path: Path, required: Sequence[str], optional: Sequence[str] = ()) -> None:
        self.path = path
        try:
            text = path.read_text(encoding="utf-8-sig")
            rows = _jsonl_rows(path.name, text) if path.suffix == ".jsonl" else _csv_rows(path.name, text)
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise TableError(path.name, 1, f"cannot be read as UTF-8 text in columns ({error})") from error
        header, self._lines, values = rows
        columns: list[Column] = list(zip(*values, strict=True)) or [()] * len(header)
        if missing := [name for name in required if name not in header]:
            raise TableError(path.name, 1, f"no column {', '.join(missing)}; found {', '.join(header) or 'nothing'}")
        self._columns = dict(zip(header, columns, strict=True))
        self._empty = ("",) * len(values)
        self.names = (*required, *optional)

    def __getitem__(self, name: str) -> Column:
        """A column by its name."""
        return self._columns.get(name, self._empty)

    def rows(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield the number of each row and its values in the order of the columns asked for."""
        columns = [self[name] for name in self.names]
        return zip(self._lines, zip(*columns, strict=True), strict=True)

    def check(self, name: str, allowed: Collection[str], what: str) -> None:
        """Check that a column holds allowed values only.

        Raises:
            TableError: it holds another; ``what`` says which are allowed.
        """
        column = self[name]
        if unknown := set(column).difference(allowed):
            row = next(number for number, value in enumerate(column) if value in unknown)
            raise self.error(row, f"{name} {column[row]!r}; allowed: {what}")

    def error(self, row: int, problem: str) -> TableError:
        """An error of a row, which counts from 0."""
        return TableError(self.path.name, self._lines[row], problem)


@contextmanager
def uncollected() -> Iterator[None]:
    """Make many lasting objects without searching them for garbage again and again: a fifth of the time to load."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


_Rows = tuple[Sequence[str], Sequence[int], Sequence[Sequence[str]]]


def _csv_rows(name: str, text: str) -> _Rows:
    """The header, the line on which each row ends, and the rows."""
    lines = text.splitlines(keepends=True)
    reader = csv.reader(lines, strict=True)
    header = next(reader, [])
    rows = list(reader)
    if any(map(int.__ne__, map(len, rows), repeat(len(header)))):
        number, row = next((n, row) for n, row in enumerate(rows, 2) if len(row) != len(header))
        raise TableError(name, number, f"{len(row)} fields; expected {len(header)} fields")
    numbers = range(2, len(rows) + 2) if len(lines) == len(rows) + 1 else _line_numbers(lines)
    return header, numbers, rows


def _line_numbers(lines: Sequence[str]) -> list[int]:
    reader = csv.reader(lines, strict=True)
    return [reader.line_num for _ in reader][1:]


def _jsonl_rows(name: str, text: str) -> _Rows:
    """The same of lines of JSON: lists count as values separated by ``|``."""
    numbers, objects = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise TableError(name, number, f"not a JSON object ({error.msg})") from error
        if not isinstance(row, dict):
            raise TableError(name, number, "not a JSON object")
        numbers.append(number)
        objects.append(row)
    header = list(dict.fromkeys(key for row in objects for key in row))
    return header, numbers, [[_text(row.get(key)) for key in header] for row in objects]


def _text(value: object) -> str:
    if isinstance(value, list):
        return "|".join(map(str, value))
    return "" if value is None else str(value)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a context rule when it is first needed; most rows of a table are never met in a text."""
    return re.compile(pattern)


def listed(value: str) -> list[str]:
    """The words of a list of ids or labels, separated by spaces or ``|``."""
    return value.replace("|", " ").split()


DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
"""ISO 8601, as exact as it is known: a year, a month or a day."""


def covers(since: str, until: str, date: str) -> bool:
    """Whether a term from ``since`` to ``until`` may hold a date; all are ISO 8601, an empty end is open."""
    return (not since or date[: len(since)] >= since) and (not until or date[: len(until)] <= until)
