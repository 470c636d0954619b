"""People who speak for an actor: known leaders, and those whom the text itself introduces by country and office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.labels import Via
from pipeline.actors.table import ActorTable
from pipeline.mentions import ActorMention

TITLE = (
    r"(?:(?:[Vv]ice|[Dd]eputy|[Ff]irst|[Cc]rown|[Aa]cting|[Ff]ormer|[Pp]rime|[Ff]oreign|[Dd]efen[cs]e|[Ff]inance"
    r"|[Tt]rade|[Ee]nergy|[Ii]nterior|[Ss]tate|[Ee]xternal|[Aa]ffairs|[Ee]conomy|[Cc]hief|[Ss]pecial|[Nn]ational"
    r"|[Ss]ecurity|[Ss]upreme)[ -])*"
    r"(?:[Pp]resident|[Mm]inister|[Pp]remier|[Cc]hancellor|[Kk]ing|[Qq]ueen|[Ee]mir|[Ss]ultan|[Pp]rince"
    r"|[Ss]ecretary(?:[ -][Gg]eneral)?|[Aa]dvis[eo]r|[Aa]mbassador|[Ee]nvoy|[Gg]eneral|[Aa]dmiral|[Cc]ommissioner"
    r"|[Rr]epresentative|[Ss]pokes(?:man|woman|person)|[Dd]iplomat|[Ll]eader|[Cc]ouncillor|[Aa]yatollah|[Mm]arshal"
    r"|[Cc]olonel|[Tt]aoiseach|[Gg]overnor|[Cc]hief|PM|FM)"
    r"(?: of (?:State|Defen[cs]e|Commerce|Energy|the Treasury|Foreign Affairs|Homeland Security|Foreign Relations))?"
)
NAME = r"[A-Z][\w'’-]+(?: (?:[A-Z]\.|al|bin|bint|de|da|del|der|den|dos|van|von|el|[A-Z][\w'’-]+)){0,4}"
_INTRODUCED = re.compile(
    rf"(?:['’]s(?: [A-Za-z-]+){{0,3}}?|(?: [A-Z][A-Za-z-]+){{0,3}}?),? (?:{TITLE})"
    rf"(?:,| and [\w ]{{5,30}}?)? (?P<name>{NAME})"
)
_OF = re.compile(rf"(?:{TITLE}) (?P<name>{NAME}),? (?:of|from) (?:the )?(?:Republic of |Kingdom of |State of )?\Z")
_TITLED = re.compile(rf"(?:{TITLE}) (?P<name>{NAME})")
_HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Dr|Gen|Adm|Sen|Lt|Sir|Lord)\.? \Z")
_JUNIOR = re.compile(r",? (?:Jr|Sr)\.|, III?\b")
_BARE_TITLE = re.compile(
    r"\b[Tt]he (?P<title>"
    r"(?:Vice |vice |Deputy |Prime |prime |Foreign |foreign |Defen[cs]e |defen[cs]e |Crown |National Security )*"
    r"(?:President|Minister|Premier|Chancellor|King|Emir|Sultan|Prince|Secretary|Advisor|Ambassador"
    r"|president|minister|premier|chancellor|king|emir|sultan|prince))\b(?! [A-Z(])"
)
AMBIGUOUS_SURNAMES = frozenset({
    "Bush", "Rice", "Powell", "Johnson", "Brown", "May", "Major", "Blair", "Park", "Lee", "Moon", "Kim", "Gates",
    "Carter", "Austin", "Rudd", "Key", "Harper", "Martin", "Clark", "King", "Ford", "Cook", "Cameron", "Smith", "Khan",
    "Singh", "Santos", "Silva", "Costa", "Li", "Wang", "Chen", "Ma", "Hague", "Fox", "Short", "Cox", "Rich", "Young",
    "Gore", "Hunt", "Wallace", "Fallon", "Hammond", "Lawrence", "Rose", "Christian", "Marin", "Samaras", "Morrison",
    "Anderson", "Sullivan", "Burns", "Walz", "Waltz", "Thomas", "Abe", "Day", "Mack", "Church", "Price", "Cohen",
    "Perry", "Mattis", "Ross", "Pence", "Ban", "Hun", "Sen", "Tony", "Annan",
})  # fmt: skip
"""Surnames that many others bear, or that are words or places: no leader without a title or first name."""


def find_people(text: str, table: ActorTable, named: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """Yield mentions of people: known by title, introduced beside an actor's name, and again by surname alone."""
    known = {**_titled(text, table), **_introduced(text, named)}
    for surname, ids in table.surnames.items():
        if len(ids) == 1 and surname not in AMBIGUOUS_SURNAMES:
            known.setdefault(surname, next(iter(ids)))
    wanted = [surname for surname in known if surname in text]
    if not wanted:
        return
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(wanted, key=len, reverse=True)))})(?![\w-])")
    for match in pattern.finditer(text):
        start, end = _with_title(text, *match.span())
        yield ActorMention(start, end, known[match[0]], table.kind(known[match[0]]), Via.LEADER)


def find_bare_titles(text: str, people: Sequence[ActorMention], table: ActorTable) -> Iterator[ActorMention]:
    """Yield "the Prime Minister" and the like as the last person before it who bore that title in this text."""
    for match in _BARE_TITLE.finditer(text):
        title = match["title"].lower()
        before = [person for person in people if person.end <= match.start()]
        places = zip(before, [0, *(person.end for person in before)], strict=False)
        bearers = [p.id for p, end in places if title in text[max(end, p.start - 40) : p.end].lower()]
        if bearers:
            key = bearers[-1]
            yield ActorMention(match.start(), match.end(), key, table.kind(key), Via.LEADER)


def _titled(text: str, table: ActorTable) -> dict[str, str]:
    """Surnames of known leaders that the text gives with a title, whoever else may bear them."""
    known = {}
    for match in _TITLED.finditer(text):
        for surname in _endings(match["name"]):
            if len(ids := table.surnames.get(surname, frozenset())) == 1:
                known[surname] = next(iter(ids))
    return known


def _introduced(text: str, named: Sequence[ActorMention]) -> dict[str, str]:
    """Surnames of people whom the text presents with an office beside the name of an actor."""
    known = {}
    for mention in named:
        after = _INTRODUCED.match(text, mention.end, mention.end + 120)
        before = _OF.search(text, max(0, mention.start - 100), mention.start)
        for match in filter(None, (after, before)):
            surname = match["name"].split()[-1]
            if len(surname) > 2 and not re.fullmatch(TITLE, surname):  # noqa: PLR2004 - initials are no surnames
                known[surname] = mention.id
    return known


def _endings(name: str) -> Iterator[str]:
    words = name.split()
    for first in range(len(words)):
        yield " ".join(words[first:])


def _with_title(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a surname to the whole name with its title, so that the mention reads as the text does."""
    window = max(0, start - 80)
    if junior := _JUNIOR.match(text, end):
        end = junior.end()
    for match in _TITLED.finditer(text, window, end):
        if match.start() < start and match.end() >= end - 5:
            return match.start(), end
    if honorific := _HONORIFIC.search(text, window, start):
        return honorific.start(), end
    first_names = re.compile(r"(?:[A-Z][\w'’-]+ |[A-Z]\. ){1,3}\Z").search(text, window, start)
    if first_names and (first_names.start() == 0 or text[first_names.start() - 1] in " (,"):
        at_sentence_start = re.compile(r"[.!?\n][\"”]? ?\Z").search(text, window, first_names.start())
        return (start, end) if at_sentence_start else (first_names.start(), end)
    return start, end
