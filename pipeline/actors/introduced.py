"""People whom a text presents by country and office: "Kenya's trade minister, Amina Odongo"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from pipeline.actors.offices import NAME, TITLE
from pipeline.mentions import ActorMention

_AFTER = re.compile(
    rf"(?:['’]s?(?: [A-Za-z-]+){{0,3}}?|(?: [A-Z][A-Za-z-]+){{0,3}}?),? (?:{TITLE})"
    rf"(?:,| and [\w ]{{5,30}}?| of [a-z]+,)? (?P<name>{NAME})"
)
_OF = re.compile(rf"(?:{TITLE}) (?P<name>{NAME}),? (?:of|from) (?:the )?(?:Republic of |Kingdom of |State of )?\Z")
_TOWARDS = (" of ", " from ", " of the ", " from the ", "Republic of ", "Kingdom of ", "State of ")
_APPOSED = re.compile(rf"(?P<name>{NAME}), (?:the )?\Z")
_TITLE_BEHIND = re.compile(rf"(?:['’]s)?(?: [a-z-]+){{0,2}} {TITLE}\b")


def introduced(text: str, named: Iterable[ActorMention]) -> dict[str, str]:
    """Return the surnames of people with an office beside the name of an actor, each with the actor's id."""
    known: dict[str, str] = {}
    for mention in named:
        if mention.weak:
            continue
        for match in filter(None, _matches(text, mention)):
            words = match["name"].split()
            surname = words[-1].removesuffix("'s").removesuffix("’s")
            if len(words) == 1 and "," in match[0]:
                continue  # "the Moroccan king, Sánchez said": the name begins another clause
            if len(surname) > 2 and not re.fullmatch(TITLE, surname):  # noqa: PLR2004 - initials are no surnames
                known[surname] = mention.id
    return known


def find_surnames(text: str, surnames: Collection[str]) -> Iterator[tuple[str, int, int]]:
    """Yield where some surnames stand as whole words."""
    if surnames:
        pattern = rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(surnames, key=len, reverse=True)))})(?![\w-])"
        for match in re.finditer(pattern, text):
            yield match[0], *match.span()


def _matches(text: str, mention: ActorMention) -> Iterator[re.Match[str] | None]:
    yield _AFTER.match(text, mention.end, mention.end + 120)
    before = text[max(0, mention.start - 100) : mention.start]
    if before.endswith(_TOWARDS):
        yield _OF.search(before)
    if before.endswith((", ", ", the ")) and _TITLE_BEHIND.match(text, mention.end):
        yield _APPOSED.search(before)
