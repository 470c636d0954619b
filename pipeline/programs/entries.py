"""The rows of the program table."""

from __future__ import annotations

from typing import NamedTuple

from corpus.labels import ProgramKind


class ProgramEntry(NamedTuple):
    """A program that the table knows, with every usual way to write it; members are written as those of actors.

    ``ambiguous`` are those of its names that mean other things unless the words of ``only_near`` stand around them.
    """

    id: str
    name: str
    kind: ProgramKind
    aliases: tuple[str, ...]
    domains: str = ""
    members: str = ""
    since: str = ""
    until: str = ""
    ambiguous: tuple[str, ...] = ()
    only_near: str = ""
