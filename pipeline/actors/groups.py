"""Groups of actors that the words alone do not resolve: "European allies", "the West", "a handful of donors"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.labels import ActorKind, Via
from pipeline.actors.words import alternatives
from pipeline.mentions import ActorMention

_MEMBERS, _WHICH = alternatives("groups", "members"), alternatives("groups", "which")
_BETWEEN = r"(?:[a-z-]+|NATO|EU|U\.S\.|Asian|European|Pacific|Indo-Pacific|Arab|African|Western)"
_WHOSE = r"(?:U\.S\.|US|American|America['’]s|Washington['’]s|NATO['’]s|Ukraine['’]s|Kyiv['’]s)"
_OWNER = r"(?:[Ii]ts|[Oo]ur|[Tt]heir|[Hh]is|['’]s|s['’])"
_PLACES = rf"(?:{alternatives('groups', 'parts')}[ -])?{alternatives('groups', 'regions')}"
_GROUP = re.compile(
    rf"\b(?:[Tt]he (?:West|region|international community|free world|world(?= to\b)|Global South|global South)\b"
    rf"|Europe(?!['’]s (?:largest|biggest|most))\b|{_WHICH}(?: (?:and"
    rf"|or) [\w-]+)?(?: {_BETWEEN}){{0,2}} {_MEMBERS}\b|\b{_WHOSE} (?:[a-z-]+ ){{0,2}}(?:allies|partners)\b"
    rf"|{_OWNER} (?:[a-z-]+ ){{0,2}}(?:allies|partners|neighbou?rs)\b|(?:[Aa]llies|[Pp]artners)\b"
    rf"|{alternatives('groups', 'amounts')}(?: [\w-]+){{0,3}} {_MEMBERS}\b|(?:[Aa]"
    rf"|[Tt]he) coalition of the willing\b|[Gg]reat powers\b|[Mm]ember states\b|(?:[Cc]ountries|[Nn]ations"
    rf"|[Ss]tates|[Gg]overnments|[Cc]apitals) (?:in|of|across|from|around|along|on) (?:the )?{_PLACES}\b"
    rf"|{_WHICH}(?: [a-z-]+)? {alternatives('groups', 'loose')}\b)"
)


def find_groups(text: str) -> Iterator[ActorMention]:
    """Yield the groups in the order of the text, all with the id ``GROUP``."""
    for match in _GROUP.finditer(text):
        start = match.start() + (3 if match[0][:2] in {"'s", "’s", "s'", "s’"} else 0)
        yield ActorMention(start, match.end(), "GROUP", ActorKind.GROUP, Via.DESCRIPTION)
