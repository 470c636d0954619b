"""The rows of the actor tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.labels import ActorKind, Via
from pipeline.tables import compiled, covers, listed

NEAR = 160
"""Characters on both sides of a name in which the words of ``only_near`` and ``unless_near`` are looked for."""
HOME = "@home"
"""In place of a pattern of ``only_near``: another mention of the same actor must stand there."""
BESIDE = 40
"""The same for what stands right before and right after it."""
RULES = ("unless_preceded", "unless_followed", "unless_near", "only_near")
"""The columns of the context rules, as in `Alias`."""
RULER = "ruler"
"""In place of a side on which a neighbor lies: the state that once ruled another."""
_MEMBER = re.compile(r"(?P<id>[A-Z][A-Z0-9_]*)(?::(?P<since>\d{4})?(?:-(?P<until>\d{4})?)?)?")


class Membership(NamedTuple):
    """A member of an organization, from one year to another; None where it was always or is still one."""

    id: str
    since: int | None = None
    until: int | None = None

    def holds_in(self, year: int) -> bool:
        """Whether it was a member in some part of a year."""
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)

    def __str__(self) -> str:
        years = f"{self.since or ''}–{self.until or ''}" if self.since or self.until else ""
        return f"{self.id} ({years})" if years else self.id


class ActorEntry(NamedTuple):
    """An actor that the table knows; ``members`` are written ``ID``, ``ID:FROM`` or ``ID:FROM-TO`` with years."""

    id: str
    name: str
    kind: ActorKind
    members: str = ""
    since: str = ""
    until: str = ""


def members_in(written: str, year: int | None) -> tuple[str, ...]:
    """The ids of those in a list of members who were so in a year, or who are so still where it is None."""
    members = read_members(written)
    if year is None:
        return tuple(member.id for member in members if member.until is None)
    return tuple(member.id for member in members if member.holds_in(year))


def read_members(written: str) -> Iterator[Membership]:
    """Read a list of members.

    Raises:
        ValueError: one of them is not written as ``ID``, ``ID:FROM`` or ``ID:FROM-TO``.
    """
    for word in listed(written):
        match = _MEMBER.fullmatch(word)
        if not match:
            raise ValueError(f"member {word!r}; allowed: ID, ID:FROM, ID:-TO or ID:FROM-TO with years")
        since, until = match["since"], match["until"]
        yield Membership(match["id"], int(since) if since else None, int(until) if until else None)


class Alias(NamedTuple):
    """Words that stand for an actor, unless their time or the words around them say otherwise; rules are patterns."""

    text: str
    id: str
    via: Via
    since: str = ""
    until: str = ""
    unless_preceded: str = ""
    unless_followed: str = ""
    unless_near: str = ""
    only_near: str = ""

    def fits(self, text: str, start: int, end: int) -> bool:
        """Whether the neighbors of ``[start, end)`` leave it this meaning."""
        if self.unless_preceded:
            before = text[max(0, start - BESIDE) : start]
            if compiled(f"(?:{self.unless_preceded})\\Z").search(before):
                return False
        if self.unless_followed and compiled(self.unless_followed).match(text, end):
            return False
        if not (self.unless_near or self.only_near):
            return True
        around = text[max(0, start - NEAR) : start] + " \0 " + text[end : end + NEAR]
        if self.unless_near and compiled(self.unless_near).search(around):
            return False
        return self.only_near in {"", HOME} or bool(compiled(self.only_near).search(around))


class Leader(NamedTuple):
    """A person who stands for an actor while in office; dates are ISO 8601 months or years."""

    id: str
    person: str
    surname: str
    office: str
    since: str = ""
    until: str = ""

    def in_office(self, date: str) -> bool:
        """Whether the term may hold a date."""
        return covers(self.since, self.until, date)


class Border(NamedTuple):
    """A neighbor of a state, and the sides on which it lies."""

    id: str
    neighbor: str
    direction: str
