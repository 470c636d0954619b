"""The rows of the program table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from corpus.labels import ProgramKind
from pipeline.actors.entries import Membership, members_in, read_members


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

    def memberships(self) -> Iterator[Membership]:
        """The members or parties with their years."""
        return read_members(self.members)

    def members_in(self, year: int | None) -> tuple[str, ...]:
        """The ids of the members in a year, or of those that are members still."""
        return members_in(self.memberships(), year)
