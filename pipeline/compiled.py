"""The tables in a form that loads at once: `tables.msgpack`, written by `pipeline.build_tables` from the CSV files.

It holds the digests of the files that it was made from. Where one of them has changed since, it is not used, and
the CSV files are read instead.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import msgspec

from pipeline.actors.entries import ActorEntry, Alias, Border, Leader
from pipeline.programs.entries import ProgramEntry

HOME = Path(__file__).parent
FILE = HOME / "tables.msgpack"
SOURCES = (
    "actors/actors.csv",
    "actors/aliases.csv",
    "actors/leaders.csv",
    "actors/borders.csv",
    "actors/namesakes.csv",
    "programs/programs.csv",
    "programs/namesakes.csv",
)


class Compiled(msgspec.Struct, array_like=True, frozen=True):
    """The rows of all tables, and for every word form the numbers of the rows that it names."""

    digests: dict[str, str]
    actors: list[ActorEntry]
    aliases: list[Alias]
    leaders: list[Leader]
    borders: list[Border]
    namesakes: list[str]
    forms: list[str]
    """What is looked for in a text to find actors."""
    form_aliases: list[list[int]]
    form_leaders: list[list[int]]
    programs: list[ProgramEntry]
    program_forms: list[str]
    """What is looked for to find programs; namesakes last."""
    form_programs: list[int]


def digests() -> dict[str, str]:
    """The sha256 of each CSV file."""
    return {name: hashlib.sha256((HOME / name).read_bytes()).hexdigest() for name in SOURCES}


@lru_cache(maxsize=1)
def load_compiled() -> Compiled | None:
    """Read the compiled tables; None where there are none, or a CSV file has changed since."""
    try:
        compiled = msgspec.msgpack.decode(FILE.read_bytes(), type=Compiled)
    except (OSError, msgspec.DecodeError):
        return None
    return compiled if compiled.digests == digests() else None


def write_compiled(compiled: Compiled) -> None:
    """Write the compiled tables, whole or not at all."""
    partial = FILE.with_suffix(".partial")
    partial.write_bytes(msgspec.msgpack.encode(compiled))
    partial.replace(FILE)
