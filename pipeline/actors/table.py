"""The actor table: states, organizations, non-state groups, the words that name them and the people who speak for them.

Sources and dates of the facts stand in the rows of the CSV files beside this module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from corpus.labels import ActorKind, Via
from pipeline.actors.entries import RULES, ActorEntry, Alias, Border, Leader
from pipeline.compiled import load_compiled
from pipeline.tables import Table

FOLDER = Path(__file__).parent
_KINDS: Mapping[str, ActorKind] = {str(kind): kind for kind in ActorKind}
_VIAS: Mapping[str, Via] = {str(via): via for via in Via}


@dataclass(frozen=True)
class ActorTable:
    """All actors with their aliases, leaders and neighbors, and ``namesakes``: words that only look like an alias."""

    actors: Mapping[str, ActorEntry]
    aliases: Sequence[Alias]
    leaders: Sequence[Leader] = ()
    borders: Sequence[Border] = ()
    namesakes: Sequence[str] = ()

    def name(self, key: str) -> str:
        """The usual short name of an actor, or the id itself where the table has none."""
        return self.actors[key].name if key in self.actors else key

    def kind(self, key: str) -> ActorKind:
        """What sort of actor an id stands for."""
        if key == "GROUP":
            return ActorKind.GROUP
        return self.actors[key].kind if key in self.actors else ActorKind.NONSTATE

    @cached_property
    def neighbors(self) -> Mapping[str, Sequence[Border]]:
        """The neighbors of each state."""
        found: dict[str, list[Border]] = {}
        for border in self.borders:
            found.setdefault(border.id, []).append(border)
        return found


@lru_cache(maxsize=1)
def load_actors() -> ActorTable:
    """Read the table that ships with Accordant.

    Raises:
        TableError: a row is broken; the message names file and row.
    """
    if compiled := load_compiled():
        actors = {entry.id: entry for entry in compiled.actors}
        return ActorTable(actors, compiled.aliases, compiled.leaders, compiled.borders, compiled.namesakes)
    return read_actor_table(FOLDER)


def read_actor_table(folder: Path) -> ActorTable:
    """Read the tables of a folder.

    Raises:
        TableError: a row is broken; the message names file and row.
    """
    actors = _read_actors(folder / "actors.csv")
    return ActorTable(
        actors,
        _read_aliases(folder / "aliases.csv", actors),
        _read_leaders(folder / "leaders.csv", actors),
        _read_borders(folder / "borders.csv", actors),
        Table(folder / "namesakes.csv", ["text"])["text"],
    )


def _read_actors(path: Path) -> dict[str, ActorEntry]:
    table = Table(path, ["id", "name", "kind"])
    table.check("kind", _KINDS, ", ".join(ActorKind))
    kinds = map(_KINDS.__getitem__, table["kind"])
    dates = table["valid_from"], table["valid_to"]
    return dict(
        zip(table["id"], map(ActorEntry, table["id"], table["name"], kinds, table["members"], *dates), strict=True)
    )


def _read_aliases(path: Path, actors: Mapping[str, ActorEntry]) -> tuple[Alias, ...]:
    table = Table(path, ["text", "id", "via"])
    table.check("id", actors, "the ids of actors.csv")
    table.check("via", _VIAS, ", ".join(Via))
    if "" in table["text"]:
        raise table.error(table["text"].index(""), "empty text")
    vias = map(_VIAS.__getitem__, table["via"])
    return tuple(map(Alias, table["text"], table["id"], vias, *(table[name] for name in ("from", "to", *RULES))))


def _read_leaders(path: Path, actors: Mapping[str, ActorEntry]) -> tuple[Leader, ...]:
    table = Table(path, ["id", "person", "surname", "office"])
    table.check("id", actors, "the ids of actors.csv")
    if "" in table["surname"]:
        raise table.error(table["surname"].index(""), "empty surname")
    return tuple(map(Leader, *(table[name] for name in ("id", "person", "surname", "office", "from", "to"))))


def _read_borders(path: Path, actors: Mapping[str, ActorEntry]) -> tuple[Border, ...]:
    table = Table(path, ["id", "neighbor", "direction"])
    table.check("id", actors, "the ids of actors.csv")
    table.check("neighbor", actors, "the ids of actors.csv")
    return tuple(map(Border, table["id"], table["neighbor"], table["direction"]))
