"""Words that stand for actors without naming them: unresolved groups, and expressions that point to named actors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.labels import ActorKind, Via
from pipeline.mentions import ActorMention, Anaphor

_MEMBERS = (
    r"(?:allies|partners|countries|nations|states|governments|capitals|leaders|powers|democracies|economies|members"
    r"|militaries|forces|navies|neighbou?rs|donors|lenders|creditors|states parties|signatories|officials|diplomats"
    r"|ministers|peacekeepers|troops|monarchies|parties)"
)
_WHICH = (
    r"(?:Western|European|Asian|(?<!South )African|Arab|Gulf|Latin American|Nordic|Baltic|Balkan|Pacific|Caribbean"
    r"|Central Asian|South(?:east|-East| East)? Asian|Middle Eastern|Muslim|Islamic|Indo-Pacific|Atlantic|Transatlantic"
    r"|transatlantic|allied|Allied|regional|Regional|neighbou?ring|Neighbou?ring|like-minded|Like-minded|coalition"
    r"|Coalition|other|Other|many|Many|several|Several|some|Some|foreign|Foreign|international|International|middle"
    r"|Middle|developing|Developing|developed|rich|wealthy|poorer|small|smaller|non-aligned|coastal|littoral|eastern"
    r"|Eastern|island|donor|Donor|member|Member|Security Council|key|close|closest|traditional|global|world)"
)
_BETWEEN = r"(?:[a-z-]+|NATO|EU|U\.S\.|Asian|European|Pacific|Indo-Pacific|Arab|African|Western)"
_WHOSE = r"(?:U\.S\.|US|American|America['’]s|Washington['’]s|NATO['’]s|Ukraine['’]s|Kyiv['’]s)"
_GROUP = re.compile(
    rf"\b(?:[Tt]he (?:West|region|international community|free world|world(?= to\b)|Global South|global South)\b"
    rf"|Europe(?!['’]s (?:largest|biggest|most))\b"
    rf"|{_WHICH}(?: (?:and|or) [\w-]+)?(?: {_BETWEEN}){{0,2}} {_MEMBERS}\b"
    rf"|\b{_WHOSE} (?:[a-z-]+ ){{0,2}}(?:allies|partners)\b"
    rf"|(?:[Ii]ts|[Oo]ur|[Tt]heir|[Hh]is|['’]s|s['’]) (?:[a-z-]+ ){{0,2}}(?:allies|partners|neighbou?rs)\b"
    rf"|\b(?:[Aa]llies|[Pp]artners)\b)"
)
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_PARTY = (
    r"(?:countries|nations|states|governments|sides|leaders|presidents|prime ministers|premiers|ministers|neighbou?rs"
    r"|powers|allies|partners|parties|capitals|militaries|armies|navies|foreign ministers|defen[cs]e ministers|members"
    r"|signatories|heads of (?:state|government)|delegations|economies|envoys|negotiators|diplomats|officials"
    r"|participants|founders|democracies|kingdoms|republics|monarchies|rivals|chancellors|secretaries|foes)"
)
_PLURAL = re.compile(
    rf"\b(?:(?:[Tt]he|[Tt]hese|[Tt]hose|[Aa]ll|[Bb]oth|[Ee]ither of the|[Oo]ur)(?: (?:other|same|remaining))?"
    rf"(?: {_NUMBER})?(?: [a-z-]+){{0,2}}? {_PARTY}"
    rf"|(?:[Tt]he|[Aa]ll) (?:{_NUMBER}|pair|duo|trio|quartet|couple)\b(?! [a-z]{{3,}}s\b)"
    rf"|[Bb]oth(?= (?:have|are|will|had|were|agreed|[a-z]+ed)\b)|[Tt]hey|[Tt]hem|[Tt]heir|[Ww]e|[Oo]ur|[Uu]s"
    rf"|each other|one another|[Bb]oth of them)\b"
)
_SINGULAR = re.compile(
    r"\b(?:[Ii]t|[Ii]ts|[Hh]e|[Ss]he|[Hh]is|[Hh]er"
    r"|[Tt]he (?:country|kingdom|republic|island|nation|bloc|alliance|government|administration|organi[sz]ation|union"
    r"|group|agreement|pact|deal|treaty|accord|partnership|[Mm]inistry|Administration|regime|emirate|sultanate"
    r"|commission|Commission|Council|Alliance|Union|Ministry|army|military|navy))\b"
)


def find_groups(text: str) -> Iterator[ActorMention]:
    """Yield groups of actors that the words alone do not resolve ("European allies", "the West")."""
    for match in _GROUP.finditer(text):
        start = match.start() + (3 if match[0][:2] in {"'s", "’s", "s'", "s’"} else 0)
        yield ActorMention(start, match.end(), "GROUP", ActorKind.GROUP, Via.DESCRIPTION)


def find_anaphors(text: str) -> Iterator[Anaphor]:
    """Yield pronouns and descriptions that may stand for actors named elsewhere ("they", "the two leaders")."""
    for pattern, plural in ((_PLURAL, True), (_SINGULAR, False)):
        for match in pattern.finditer(text):
            via = Via.DESCRIPTION if " " in match[0] and match[0] not in {"each other", "one another"} else Via.PRONOUN
            yield Anaphor(match.start(), match.end(), via, plural)
