"""What is looked for in a text to find actors: every way to write a name, with the rows of the table that it names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.actors.table import ActorTable
from pipeline.gazetteer import unaccented

_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "dj", "Đ": "Dj", "ı": "i", "ß": "ss", "æ": "ae"})


class ActorIndex(NamedTuple):
    """Word forms; for each, the numbers of the aliases and of the leaders that it names. A namesake names neither."""

    forms: Sequence[str]
    aliases: Sequence[Sequence[int]]
    leaders: Sequence[Sequence[int]]


def index_actors(table: ActorTable) -> ActorIndex:
    """Collect the forms of a table: also without accents, and "De Hoop" for "de Hoop"."""
    aliases: dict[str, list[int]] = {}
    people: dict[str, list[int]] = {}
    for number, alias in enumerate(table.aliases):
        aliases.setdefault(alias.text, []).append(number)
    for number, leader in enumerate(table.leaders):
        for name in dict.fromkeys((leader.person, leader.surname)):
            for form in dict.fromkeys((name, plain(name), name[:1].upper() + name[1:])):
                people.setdefault(form, []).append(number)
    forms = list({**aliases, **people, **dict.fromkeys(table.namesakes)})
    return ActorIndex(forms, [aliases.get(form, []) for form in forms], [people.get(form, []) for form in forms])


def plain(name: str) -> str:
    """A name without accents, letters that only look accented (ø, ł) included."""
    return name if name.isascii() else unaccented(name.translate(_LETTERS))
