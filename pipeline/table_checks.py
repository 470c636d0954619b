"""What a row of the tables must hold beyond its form: dates, sources, references, and that it is not out of date."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pipeline.actors.entries import RULER, RULES
from pipeline.actors.table import FOLDER as ACTORS
from pipeline.programs.table import FOLDER as PROGRAMS
from pipeline.row_checks import (
    ACTOR_ID,
    PROGRAM_ID,
    check_dates,
    check_domains,
    check_ids,
    check_members,
    check_patterns,
)
from pipeline.tables import DATE, Table

DIRECTIONS = frozenset({"north", "south", "east", "west", RULER})
MAX_AGE = 2
"""Years after which a row must have been checked again, counted from the newest check in its table."""
ONE_HOLDER = (
    "President",
    "Prime Minister",
    "Chancellor",
    "Secretary of State",
    "Foreign Secretary",
    "Defence Secretary",
)
"""Offices that one person at a time holds: a second open term is a row that nobody has closed."""


def check_tables(actors: Path = ACTORS, programs: Path = PROGRAMS) -> None:
    """Check all tables.

    Raises:
        TableError: a row is broken or stale; the message names file and row.
    """
    ids = _check_actors(actors / "actors.csv")
    _check_aliases(actors / "aliases.csv")
    _check_leaders(actors / "leaders.csv")
    _check_borders(actors / "borders.csv")
    _check_programs(programs / "programs.csv", ids)
    for folder in (actors, programs):
        _check_dated(Table(folder / "namesakes.csv", ["text", "source", "checked"]))


def _check_actors(path: Path) -> set[str]:
    table = Table(path, ["id", "name", "kind", "members", "valid_from", "valid_to", "source", "checked"])
    _check_dated(table, "valid_from", "valid_to")
    check_ids(table, *ACTOR_ID)
    ids = set(table["id"])
    check_members(table, ids)
    return ids


def _check_aliases(path: Path) -> None:
    table = Table(path, ["text", "id", "from", "to", *RULES, "source", "checked"])
    _check_dated(table, "from", "to")
    check_patterns(table, *RULES)
    rows: dict[str, list[int]] = defaultdict(list)
    for row, text in enumerate(table["text"]):
        rows[text].append(row)
    for text, shared in rows.items():
        for row in shared[:-1]:
            if not any(table[name][row] for name in ("from", "to", *RULES)):
                other = table["id"][shared[-1]]
                raise table.error(
                    row, f"{text!r} stands for {table['id'][row]} and {other}; say by a rule when it does"
                )


def _check_leaders(path: Path) -> None:
    table = Table(path, ["id", "person", "surname", "office", "from", "to", "source", "checked"])
    _check_dated(table, "from", "to")
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row, (key, office, since, until) in enumerate(
        zip(table["id"], table["office"], table["from"], table["to"], strict=True)
    ):
        if not since or (until and until < since[: len(until)]):
            raise table.error(row, f"term from {since!r} to {until!r}")
        if not until and office in ONE_HOLDER:
            holders[key, office].add(since)
            if len(holders[key, office]) > 1:
                raise table.error(row, f"stale: a second {office} of {key} still in office")


def _check_borders(path: Path) -> None:
    table = Table(path, ["id", "neighbor", "direction", "source", "checked"])
    _check_dated(table)
    for row, direction in enumerate(table["direction"]):
        if not direction or not DIRECTIONS.issuperset(direction.split()):
            raise table.error(row, f"direction {direction!r}; allowed: {', '.join(sorted(DIRECTIONS))}")


def _check_programs(path: Path, actors: set[str]) -> None:
    table = Table(path, ["id", "name", "kind", "domains", "members", "year_from", "year_to", "source", "checked"])
    _check_dated(table, "year_from", "year_to")
    check_ids(table, *PROGRAM_ID)
    check_domains(table)
    check_members(table, actors)
    check_patterns(table, "only_near")


def _check_dated(table: Table, *names: str) -> None:
    """Check that each row has a source and a day on which it was checked, not too long ago, and well-formed dates."""
    newest = max(table["checked"], default="")
    check_dates(table, *names)
    for row, (source, checked) in enumerate(zip(table["source"], table["checked"], strict=True)):
        if not source or not DATE.fullmatch(checked):
            raise table.error(row, f"source {source!r}, checked {checked!r}; both are needed")
        if int(newest[:4]) - int(checked[:4]) > MAX_AGE:
            raise table.error(row, f"stale: last checked {checked}, the newest row {newest}")
