"""Titles and names of people in a text, and which office of the table a title can mean."""

from __future__ import annotations

import re
from collections.abc import Mapping

TITLE = (
    r"(?:(?:[Vv]ice|[Dd]eputy|[Ff]irst|[Cc]rown|[Aa]cting|[Ff]ormer|[Tt]hen-?|[Ee]x-|[Pp]rime|[Ff]oreign|[Dd]efen[cs]e|[Ff]inance"
    r"|[Tt]rade|[Ee]nergy|[Ii]nterior|[Ss]tate|[Ee]xternal|[Aa]ffairs|[Ee]conomy|[Cc]hief|[Ss]pecial|[Nn]ational"
    r"|[Ss]ecurity|[Ss]upreme|[Mm]anaging|[Hh]igh|[Cc]abinet|[Uu]nion|[Ff]ederal)[ -]?)*"
    r"(?:[Pp]resident(?:-[Ee]lect|s)?|[Mm]inisters?|[Pp]remiers?|[Cc]hancellor|[Kk]ing|[Qq]ueen|[Ee]mir|[Ss]ultan|[Pp]rince"
    r"|[Ss]ecretary(?:[ -][Gg]eneral)?|[Aa]dvis[eo]r|[Aa]mbassador|[Ee]nvoy|[Gg]eneral|[Aa]dmiral|[Cc]ommissioner"
    r"|[Rr]epresentative|[Ss]pokes(?:man|woman|person)|[Dd]iplomat|[Ll]eader|[Cc]ouncillor|[Aa]yatollah|[Mm]arshal"
    r"|[Cc]olonel|[Tt]aoiseach|[Gg]overnor|[Cc]hief|[Dd]irector(?:[ -][Gg]eneral)?|[Cc]hair(?:man|woman|person)?"
    r"|[Pp]ope|PM|FM)"
    r"(?: (?:of|for) (?:State|Defen[cs]e|Commerce|Energy|the Treasury"
    r"|(?:the )?Foreign (?:and Commonwealth )?Affairs|Homeland Security|Foreign Relations))?"
)
NAME = r"[A-Z][\w'’-]+(?: (?:[A-Z]\.|al|bin|bint|de|da|del|der|den|dos|van|von|el|[A-Z][\w'’-]+)){0,4}"
HONORIFIC = r"(?:Mr|Mrs|Ms|Dr|Gen|Adm|Lt|Sir|Sheikh|Lord|Dame|Herr|Señor|Baroness|Captain|Commodore|Capt|Col)\.?"

_OFFICES: Mapping[str, str] = {
    "prime minister": r"Prime Minister|Premier|Taoiseach",
    "premier": r"Prime Minister|Premier",
    "president": r"President",
    "chancellor": r"Chancellor",
    "foreign": r"Foreign|External|State",
    "external": r"Foreign|External",
    "defen": r"Defen[cs]e",
    "secretary general": r"Secretary[ -]General",
    "secretary-general": r"Secretary[ -]General",
    "secretary": r"Secretary",
    "finance": r"Finance|Treasury|Exchequer",
    "trade": r"Trade|Commerce",
    "king": r"King",
    "queen": r"Queen",
    "emir": r"Emir|Amir",
    "sultan": r"Sultan",
    "prince": r"Prince",
    "pope": r"Pope",
    "commissioner": r"Commission",
    "director": r"Director|Administrator|Head",
}
"""For words of a title, the offices of the table that it can mean; the first word that a title holds decides."""


def fits_office(title: str, office: str) -> bool:
    """Whether a title as written ("Prime Minister") can mean an office of the table."""
    words = title.lower()
    if "vice" in words or "deputy" in words:
        return "Vice" in office or "Deputy" in office
    pattern = next((offices for word, offices in _OFFICES.items() if word in words), None)
    return pattern is None or bool(re.search(pattern, office))
