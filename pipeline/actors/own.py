"""A user's own actors, added to the table or put in the place of its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from corpus.errors import TableError
from corpus.labels import ActorKind, Via
from pipeline.actors.entries import ActorEntry, Alias, Leader, read_members
from pipeline.actors.table import ActorTable
from pipeline.tables import DATE, Table

COLUMNS = ("name", "kind", "aliases", "demonyms", "leaders", "members", "valid_from", "valid_to")
_ID = re.compile(r"[A-Z][A-Z0-9_]+")
_KINDS: Mapping[str, ActorKind] = {str(kind): kind for kind in ActorKind if kind is not ActorKind.GROUP}


class OwnActor(NamedTuple):
    """A row of a user's file: an entry, and the words that name it."""

    entry: ActorEntry
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    leaders: tuple[str, ...]


def add_actors(table: ActorTable, path: Path) -> ActorTable:
    """Return the table with a user's rows, CSV or JSON lines.

    A row has an ``id`` and any of `COLUMNS`; several ``aliases``, ``demonyms`` or ``leaders`` are separated by
    ``|``. A new id needs a name and a kind. What a row leaves empty stays as it is; words that named another actor
    now name this one.

    Raises:
        TableError: a row is broken; the message names file and row.
    """
    actors, own = dict(table.actors), []
    for row in _read(path, actors):
        actors[row.entry.id] = row.entry
        own.append(row)
    words = {alias.text for row in own for alias in _aliases(row)}
    people = {leader for row in own for leader in row.leaders}
    aliases = [alias for row in own for alias in _aliases(row)]
    leaders = [_leader(row.entry.id, person) for row in own for person in row.leaders]
    return replace(
        table,
        actors=actors,
        aliases=[*aliases, *(alias for alias in table.aliases if alias.text not in words)],
        leaders=[*leaders, *(leader for leader in table.leaders if leader.person not in people)],
        namesakes=[text for text in table.namesakes if text not in words],
    )


def _read(path: Path, known: Mapping[str, ActorEntry]) -> Iterator[OwnActor]:
    for line, row in Table(path, ["id"], COLUMNS).rows():
        key, name, kind, aliases, demonyms, leaders, members, since, until = row
        before = known.get(key)
        if not _ID.fullmatch(key) or key == "GROUP":
            raise TableError(path.name, line, f"id {key!r}; allowed: capitals, digits and _, but not GROUP")
        if before is None and not (name and kind):
            raise TableError(path.name, line, f"new id {key} without name or kind")
        if kind and kind not in _KINDS:
            raise TableError(path.name, line, f"kind {kind!r}; allowed: {', '.join(_KINDS)}")
        for column, date in (("valid_from", since), ("valid_to", until)):
            if date and not DATE.fullmatch(date):
                raise TableError(path.name, line, f"{column} {date!r}; allowed: YYYY, YYYY-MM or YYYY-MM-DD")
        try:
            list(read_members(members))
        except ValueError as error:
            raise TableError(path.name, line, str(error)) from error
        old = before or ActorEntry(key, name, _KINDS[kind])
        entry = ActorEntry(
            key,
            name or old.name,
            _KINDS.get(kind, old.kind),
            members or old.members,
            since or old.since,
            until or old.until,
        )
        yield OwnActor(
            entry, *(tuple(filter(None, map(str.strip, words.split("|")))) for words in (aliases, demonyms, leaders))
        )


def _aliases(row: OwnActor) -> Iterator[Alias]:
    for text in dict.fromkeys([row.entry.name, *row.aliases]):
        yield Alias(text, row.entry.id, Via.NAME)
    for text in row.demonyms:
        yield Alias(text, row.entry.id, Via.DEMONYM)


def _leader(key: str, person: str) -> Leader:
    return Leader(key, person, person.rsplit(maxsplit=1)[-1], "")
