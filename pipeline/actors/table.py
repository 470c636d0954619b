"""The actor table: states, organizations, non-state groups, the words that name them and the people who speak for them.

Sources and dates of the facts stand in the rows of `actors.csv`, `aliases.csv` and `leaders.csv` beside this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from corpus.errors import TableError
from corpus.labels import ActorKind, Via
from pipeline.tables import compile_veto, read_rows

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor that the table knows; ``members`` are the ids of a bloc's or organization's members."""

    id: str
    name: str
    kind: ActorKind
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alias:
    """Words that stand for an actor, unless the words around them say otherwise."""

    text: str
    id: str
    via: Via
    unless_preceded: re.Pattern[str] | None = None
    unless_followed: re.Pattern[str] | None = None

    def fits(self, text: str, start: int, end: int) -> bool:
        """Whether the neighbors of ``[start, end)`` leave it this meaning."""
        before, after = text[max(0, start - 40) : start], text[end : end + 40]
        if self.unless_preceded and self.unless_preceded.search(before):
            return False
        return not (self.unless_followed and self.unless_followed.match(after))


@dataclass(frozen=True, slots=True)
class Leader:
    """A person who stands for an actor while in office."""

    id: str
    person: str
    surname: str
    office: str


@dataclass(frozen=True)
class ActorTable:
    """All actors with their aliases and leaders."""

    actors: dict[str, ActorEntry]
    aliases: tuple[Alias, ...]
    leaders: tuple[Leader, ...]

    def name(self, key: str) -> str:
        """The usual short name of an actor, or the id itself where the table has none."""
        return self.actors[key].name if key in self.actors else key

    def kind(self, key: str) -> ActorKind:
        """What sort of actor an id stands for."""
        if key == "GROUP":
            return ActorKind.GROUP
        return self.actors[key].kind if key in self.actors else ActorKind.NONSTATE

    @cached_property
    def surnames(self) -> dict[str, frozenset[str]]:
        """For each leader's surname, the ids that bearers of it have stood for."""
        found: dict[str, set[str]] = {}
        for leader in self.leaders:
            found.setdefault(leader.surname, set()).add(leader.id)
        return {surname: frozenset(ids) for surname, ids in found.items()}


@lru_cache(maxsize=1)
def load_actors() -> ActorTable:
    """Read the table that ships with Accordant.

    Raises:
        TableError: a row is broken; the message names file and row.
    """
    actors = dict(_read_actors(FOLDER / "actors.csv"))
    return ActorTable(
        actors,
        tuple(_read_aliases(FOLDER / "aliases.csv", actors)),
        tuple(_read_leaders(FOLDER / "leaders.csv", actors)),
    )


def _read_actors(path: Path) -> Iterator[tuple[str, ActorEntry]]:
    for line, row in read_rows(path, frozenset({"id", "name", "kind", "members"})):
        if row["kind"] not in set(ActorKind):
            raise TableError(path.name, line, f"kind {row['kind']!r}; allowed: {', '.join(ActorKind)}")
        yield row["id"], ActorEntry(row["id"], row["name"], ActorKind(row["kind"]), tuple(row["members"].split()))


def _read_aliases(path: Path, actors: dict[str, ActorEntry]) -> Iterator[Alias]:
    for line, row in read_rows(path, frozenset({"id", "text", "via", "unless_preceded", "unless_followed"})):
        if row["id"] not in actors or row["via"] not in set(Via) or not row["text"].strip():
            raise TableError(
                path.name, line, f"unknown id or via, or empty text: {row['id']}, {row['via']}, {row['text']!r}"
            )
        before = f"(?:{row['unless_preceded']})\\Z" if row["unless_preceded"] else ""
        yield Alias(
            row["text"],
            row["id"],
            Via(row["via"]),
            compile_veto(path, line, before),
            compile_veto(path, line, row["unless_followed"]),
        )


def _read_leaders(path: Path, actors: dict[str, ActorEntry]) -> Iterator[Leader]:
    for line, row in read_rows(path, frozenset({"id", "person", "surname", "office"})):
        if row["id"] not in actors or not row["surname"]:
            raise TableError(path.name, line, f"unknown id or empty surname: {row['id']}, {row['person']!r}")
        yield Leader(row["id"], row["person"], row["surname"], row["office"])
