"""A user's own actors, added to the table or put in the place of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from corpus.errors import TableError
from corpus.labels import ActorKind, Via
from pipeline.actors.entries import ActorEntry, Alias, Leader
from pipeline.actors.table import ActorTable
from pipeline.row_checks import ACTOR_ID, check_dates, check_ids, check_members
from pipeline.tables import Table

COLUMNS = ("name", "kind", "aliases", "demonyms", "leaders", "members", "valid_from", "valid_to")
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
    own = list(_read(path, table.actors))
    actors = {**table.actors, **{row.entry.id: row.entry for row in own}}
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
    table = Table(path, ["id"], COLUMNS)
    check_ids(table, *ACTOR_ID)
    table.check("kind", {*_KINDS, ""}, ", ".join(_KINDS))
    check_dates(table, "valid_from", "valid_to")
    check_members(table, {*known, *table["id"]})
    for line, (key, name, kind, aliases, demonyms, leaders, members, since, until) in table.rows():
        old = known.get(key)
        if old is None:
            if not (name and kind):
                raise TableError(path.name, line, f"new id {key} without name or kind")
            old = ActorEntry(key, name, _KINDS[kind])
        entry = ActorEntry(
            key,
            name or old.name,
            _KINDS.get(kind, old.kind),
            members or old.members,
            since or old.since,
            until or old.until,
        )
        yield OwnActor(entry, *(_split(words) for words in (aliases, demonyms, leaders)))


def _split(words: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, words.split("|"))))


def _aliases(row: OwnActor) -> Iterator[Alias]:
    for text in dict.fromkeys([row.entry.name, *row.aliases]):
        yield Alias(text, row.entry.id, Via.NAME)
    for text in row.demonyms:
        yield Alias(text, row.entry.id, Via.DEMONYM)


def _leader(key: str, person: str) -> Leader:
    return Leader(key, person, person.rsplit(maxsplit=1)[-1], "")
