"""What looks like the name of a program: capitalized words with a word such as treaty, fund or exercise among them."""

from __future__ import annotations

import re
from collections.abc import Iterator

TYPES = (
    r"(?:Treat(?:y|ies)|Agreements?|Accords?|Pacts?|Conventions?|Protocols?|Partnerships?|Initiative|Programme"
    r"|Program|Framework|Forum|Dialogue|Fund|Facility|Project|Compact|Charter|Alliance|Coalition|Mechanism"
    r"|Corridor|Task Force|Action Plan|Roadmap|Declaration|Communiqu[eé]|Summit|Mission|Process|Consortium"
    r"|Code of Conduct|Memorandum|Arrangements?|Format|Regime|Working Group|Contact Group|Planning Group"
    r"|Consultative Group|Support Group|Joint Commission|River Commission|Strategic Council|Cooperation Council"
    r"|Joint Committee|Pipeline|Interconnector|Pledge|Covenant|Understandings?|Principles|Consensus|Quartet"
    r"|Annex|Scheme|Platform|Hub|Concept|Club|Vision|Network|Centre of Excellence|Center of Excellence"
    r"|Trust Fund|Air System|Ground System|Combat System|Statement|Plan|Talks|Exchange|Backbone|Window|Watch"
    r"|Ledger|Swap|Airlift|Shield|Bridge|Power Pool|Undertaking|Panel|Accelerator|Reserve|Coordination Cell"
    r"|Coordination Group|Response Teams?|Cable|Railway|Observatory|Constellation|Moratorium)"
)
_CAPITAL = r"(?:[A-Z][\w&/]*(?:[-'][\w&]+)*|U\.S\.|U\.K\.|U\.N\.|3\+1)"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
_JOIN = r"(?:(?:of|on|for|to|in|with)(?: the)?|and(?! the\b)|against|at|de|du|del|da)"
_TAIL = (
    rf"(?: (?:on|for|of|to|against)(?: the)? (?!{_MONTH}){_CAPITAL}"
    rf"(?:,? (?:(?:and|in|the|of|on|for|against) ){{0,2}}(?!{_MONTH}){_CAPITAL}){{0,6}})"
)
_NAMED = re.compile(
    rf"\b{_CAPITAL}(?: (?:{_JOIN} )?{_CAPITAL}){{0,8}} {TYPES}\b(?! (?:University|Road|Street|Committee|Bill"
    rf"|Minister|Manager|Director|Officer)\b){_TAIL}?"
)
_BETWEEN = rf"(?: between (?:the )?{_CAPITAL}(?:(?:,| and)(?: the)? {_CAPITAL})+)"
_HEADED = re.compile(rf"(?:(?<=[Tt]he )|(?<= a ))(?:(?:Joint|New) )?{TYPES}(?:{_TAIL}|{_BETWEEN}{_TAIL})")
_CODED = re.compile(
    r"(?<=[Tt]he )(?:[A-Z][a-z]+-(?:[A-Z][a-z]+|\d+)|[A-Z]{5,}) (?=(?:cable|mission|project|programme|program"
    r"|pipeline|corridor|exercise|initiative|satellite|interconnector)\b)"
)
_CALLED = re.compile(
    rf"\b(?:Operation|Op[ée]ration|Exercise|Project|Task Force|Mission|EUCAP|EUBAM|EUTM|EUMAM|EUNAVFOR|EUFOR) "
    rf"(?!{_MONTH}){_CAPITAL}(?: (?!{_MONTH}){_CAPITAL}){{0,2}}(?: \d{{2,4}}\b)?"
)
_LEADING = re.compile(
    r"(?:The|In|Under|At|On|This|That|Its|Their|Our|For|By|As|And|But|With|A|An|When|While|If|Since|After|Before|Both"
    r"|Through|Within|From|To|What|Why|How|Where|Although|Even|Not|Nor|Yet|So|Once|Until|Like|Of|Every|Each|No|New|Another)"
    r"[ ,](?:the )?"
)
_SENTENCE = re.compile(r"[.!?:;\n][\"”’)]*\s")
_FIRST_PART = re.compile(rf"[A-Z][a-z]+ (?:of|on|in|at|to|with|for|and)(?: the)? (?={_CAPITAL} )")
_WORDS = re.compile(r"[^\W\d_]{4,}")
_VERB = re.compile(
    r"\b(?:Signs?|Agrees?|Joins?|Backs?|Seeks?|Eyes?|Launch(?:es)?|Begins?|Ends?|Welcomes?|Edges?|Nears?|Weighs?|Says?|Wins?|Loses?|Urges?|Calls?"
    r"|Rejects?|Quits?|Leaves?|Meets?|Visits?|Opens?|Holds?|Plans?|Vows?|Warns?|Works?|Why|How|To Rescue|Complain"
    r"|Approves?|Ratif(?:y|ies)|Unveils?|Announces?|Pledges?|Sends?|Gets?|Faces?)\b"
)
HEADLINE = 4
"""Words of four letters or more, all capitalized, that make a line with a verb a headline: its capitals say nothing."""


def look_like_programs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of what its form makes a program."""
    for pattern in (_NAMED, _HEADED, _CALLED, _CODED):
        for match in pattern.finditer(text):
            start = _start(text, *match.span())
            end = start + len(text[start : match.end()].rstrip())
            named = pattern is _CODED or (" " in text[start:end] and text[start].isupper())
            if named and not _is_headline(text, start, end):
                yield start, end


def _start(text: str, start: int, end: int) -> int:
    """Where a name begins that follows capitalized words which are no part of it."""
    if leading := _LEADING.match(text, start, end):
        start = leading.end()
    begins = start == 0 or bool(_SENTENCE.fullmatch(text[max(0, start - 3) : start][-2:])) or text[start - 1] == "\n"
    if begins and (first := _FIRST_PART.match(text, start, end)) and not re.match(TYPES, text[start:end]):
        return first.end()
    return start


def _is_headline(text: str, start: int, end: int) -> bool:
    before = list(_SENTENCE.finditer(text, max(0, start - 120), start))
    after = _SENTENCE.search(text, end)
    line = text[before[-1].end() if before else max(0, start - 120) : after.start() if after else end + 80]
    around = _WORDS.findall(line)
    return len(around) >= HEADLINE and all(word[0].isupper() for word in around) and bool(_VERB.search(line))
