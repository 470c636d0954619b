"""Looking up a name in the tables: what it resolves to, with everything that the tables know of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from corpus.errors import UnknownNameError
from corpus.labels import Via
from pipeline.actors.entries import read_members
from pipeline.actors.table import ActorTable
from pipeline.programs.entries import ProgramEntry
from pipeline.tables import listed

CLOSE = 5
"""Names that are offered where one is not found."""


def look_up_actors(table: ActorTable, name: str) -> list[dict[str, Any]]:
    """Return the actors that a name, id or leader stands for, each as a record.

    Raises:
        UnknownNameError: the table has no such name.
    """
    wanted = name.casefold()
    ids = [key for key, entry in table.actors.items() if wanted in {key.casefold(), entry.name.casefold()}]
    ids += [alias.id for alias in table.aliases if alias.text.casefold() == wanted]
    ids += [one.id for one in table.leaders if wanted in {one.person.casefold(), one.surname.casefold()}]
    if not ids:
        words = [alias.text for alias in table.aliases] + [one.person for one in table.leaders] + list(table.actors)
        raise UnknownNameError("actor", name, _close(name, words))
    return [_actor_record(table, key, wanted) for key in dict.fromkeys(ids)]


def look_up_programs(table: Mapping[str, ProgramEntry], name: str) -> list[dict[str, Any]]:
    """Return the programs of a name or id, each as a record.

    Raises:
        UnknownNameError: the table has no such name.
    """
    wanted = name.casefold()
    found = [
        entry
        for entry in table.values()
        if wanted == entry.id.casefold() or wanted in {alias.casefold() for alias in entry.aliases}
    ]
    if not found:
        words = [alias for entry in table.values() for alias in entry.aliases] + list(table)
        raise UnknownNameError("program", name, _close(name, words))
    return [_program_record(entry) for entry in found]


def _actor_record(table: ActorTable, key: str, wanted: str) -> dict[str, Any]:
    entry = table.actors[key]
    names: dict[str, list[str]] = {}
    for alias in table.aliases:
        if alias.id == key:
            years = f" ({alias.since}–{alias.until})" if alias.since or alias.until else ""
            names.setdefault(alias.via, []).append(alias.text + years)
    return {
        "id": key,
        "name": entry.name,
        "kind": str(entry.kind),
        "matches": list(_matches(table, key, wanted)),
        "valid_from": entry.since or None,
        "valid_to": entry.until or None,
        "members": list(_members(entry.members)),
        "member_of": [
            other.id for other in table.actors.values() if key in {member.id for member in read_members(other.members)}
        ],
        "names": {str(via): names[via] for via in Via if via in names},
        "leaders": [
            {"person": person, "office": office, "from": since or None, "to": until or None}
            for person, office, since, until in _terms(table, key)
        ],
    }


def _matches(table: ActorTable, key: str, wanted: str) -> Iterator[dict[str, Any]]:
    """The names and leaders of an actor that are the wanted words, with their years."""
    for alias in table.aliases:
        if alias.id == key and alias.text.casefold() == wanted:
            yield {"text": alias.text, "as": str(alias.via), "from": alias.since or None, "to": alias.until or None}
    surnames = {one.person for one in table.leaders if one.id == key and one.surname.casefold() == wanted}
    for person, office, since, until in _terms(table, key):
        if person.casefold() == wanted or person in surnames:
            yield {"text": person, "as": office, "from": since or None, "to": until or None}


def _terms(table: ActorTable, key: str) -> list[tuple[str, str, str, str]]:
    """Person, office, first and last day of each term, once however many surnames the person is known by."""
    terms = {(one.person, one.office, one.since, one.until): None for one in table.leaders if one.id == key}
    return sorted(terms, key=lambda term: term[2])


def _program_record(entry: ProgramEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "name": entry.name,
        "kind": str(entry.kind),
        "year_from": entry.since or None,
        "year_to": entry.until or None,
        "domains": listed(entry.domains),
        "members": list(_members(entry.members)),
        "names": list(entry.aliases),
    }


def _members(written: str) -> Iterator[dict[str, Any]]:
    return ({"id": member.id, "from": member.since, "to": member.until} for member in read_members(written))


def _close(name: str, words: Iterable[str]) -> list[str]:
    by_case = {word.casefold(): word for word in words}
    return [by_case[word] for word in get_close_matches(name.casefold(), by_case, CLOSE, 0.7)]
