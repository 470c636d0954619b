"""What the rows of any table must hold, shipped or a user's own: dates, patterns, domains and members that exist."""

from __future__ import annotations

import re
from collections.abc import Collection

from corpus.labels import Domain
from pipeline.actors.entries import HOME, read_members
from pipeline.tables import DATE, Table, listed

ACTOR_ID = (r"(?!GROUP\Z)[A-Z][A-Z0-9_]+", "capitals, digits and _, but not GROUP")
PROGRAM_ID = (r"[a-z0-9]+(?:-[a-z0-9]+)*", "lower-case words joined by -")
"""The forms of ids, in pattern and words."""


def check_dates(table: Table, *names: str) -> None:
    """Check that columns hold ISO 8601 dates or nothing.

    Raises:
        TableError: one holds something else.
    """
    for name in names:
        for row, date in enumerate(table[name]):
            if date and not DATE.fullmatch(date):
                raise table.error(row, f"{name} {date!r}; allowed: YYYY, YYYY-MM or YYYY-MM-DD")


def check_patterns(table: Table, *names: str) -> None:
    """Check that columns hold regular expressions, `HOME` or nothing.

    Raises:
        TableError: one holds something else.
    """
    for name in names:
        for row, pattern in enumerate(table[name]):
            try:
                re.compile("" if pattern == HOME else pattern)
            except re.error as error:
                raise table.error(row, f"{name} {pattern!r} is no regular expression ({error})") from error


def check_members(table: Table, known: Collection[str]) -> None:
    """Check that members are written as they should be, and that their ids are known.

    Raises:
        TableError: one is not.
    """
    for row, members in enumerate(table["members"]):
        try:
            unknown = {member.id for member in read_members(members)}.difference(known)
        except ValueError as error:
            raise table.error(row, str(error)) from error
        if unknown:
            raise table.error(row, f"member {min(unknown)!r} is the id of no actor")


def check_domains(table: Table) -> None:
    """Check that domains are of the 19.

    Raises:
        TableError: one is not.
    """
    for row, domains in enumerate(table["domains"]):
        if unknown := set(listed(domains)).difference(Domain):
            raise table.error(row, f"domain {min(unknown)!r}; allowed: {', '.join(Domain)}")


def check_ids(table: Table, pattern: str, allowed: str) -> None:
    """Check that ids have a form, and that none stands twice.

    Raises:
        TableError: one does; ``allowed`` says which form they have.
    """
    seen: set[str] = set()
    for row, key in enumerate(table["id"]):
        if not re.fullmatch(pattern, key):
            raise table.error(row, f"id {key!r}; allowed: {allowed}")
        if key in seen:
            raise table.error(row, f"id {key!r} stands twice")
        seen.add(key)
