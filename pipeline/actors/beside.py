"""The words beside a person's name: title and first names before it, a verb of acting behind it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from pipeline.actors.offices import HONORIFIC, TITLE

WINDOW = 64
"""Characters in which the title and first names before a surname are looked for."""
_BEFORE = re.compile(
    rf"(?:(?P<title>{TITLE}|{HONORIFIC}) )?(?P<names>(?:(?:[A-Z][\w'’-]+|[A-Z]\.|al|bin|de|da|van|von) ){{0,3}})\Z"
)
_JUNIOR = re.compile(r",? (?:Jr|Sr)\.|, III?\b")
_ACTS = re.compile(
    r"['’]s? |(?: and (?:[A-Z]\w+(?: [A-Z]\w+)?|(?:his|her|the) \w+(?: \w+){0,4}?))?,? (?:said|told|met|would"
    r"|will|has|had|was|is|also|may|might|could|then|never|later|again|went|flew|left|took|made|got|gave|held"
    r"|began|sought|won|led|drew|spoke|wrote|saw|came|found|brought|shook|sat|set|put|ran|rode|sent|stood|swore"
    r"|thought|knew|kept|read|rose|paid|chose|broke|spent|bought|fought|caught|sold|built|lost|cut|hit|shut|quit"
    r"|dealt|felt|fell|grew|heard|laid|lent|let|meant|struck|taught|threw|woke|withdrew|undertook|overcame"
    r"|foresaw|understood|went|says|tells|wants|urges|[a-z]{2,}ed)\b"
)
_OPENERS = re.compile(
    r"(?:The|In|On|At|When|While|After|Before|But|And|So|As|For|From|If|Since|Until|Yet|Even|Under|By|With|Then|Now|Today"
    r"|Yesterday|Tomorrow|Meanwhile|Once|Only|Both|Neither|Not|What|Why|How|Where|Here|There|Like|Unlike|Because|Although"
    r"|Though|During|Between|Without|Within|Nor|Or|It|This|That|These|Last|Next|Later|Earlier|\w+ly|\w+ing|\w+ed)"
)
"""Words that begin a sentence before a surname and are no first names."""
_PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Ff]rom|[Nn]ear|[Oo]utside|[Tt]o|[Oo]n|[Ii]nto|[Aa]cross|[Bb]efore|[Oo]ver|[Bb]eside|[Oo]f"
    r"|[Bb]y|[Aa]long) (?:the )?"
    r"(?:[A-Z][\w'’-]+ ){1,3}\Z"
)
"""Capitalized words before a surname that are a place."""
_SENTENCE = re.compile(r"[.!?\n][\"”’)]? ?\Z|^\Z")


@dataclass(frozen=True, slots=True)
class Beside:
    """A text, and the words in it that name actors."""

    text: str
    actor_words: Collection[str]

    def before(self, start: int) -> tuple[str, str]:
        """The title and the capitalized words, first names perhaps, right before a name."""
        match = _BEFORE.search(self.text[max(0, start - WINDOW) : start])
        return (match["title"] or "", match["names"] or "") if match else ("", "")

    def first_name(self, names: str, start: int) -> str:
        """The capitalized word right before a surname, unless it is a place or only begins the sentence."""
        first = names.rsplit(maxsplit=1)[-1] if names else ""
        if _PLACE.search(self.text[max(0, start - WINDOW) : start]):
            return ""
        begins = len(names.split()) == 1 and self._starts_sentence(start - len(names))
        return "" if begins and (_OPENERS.fullmatch(first) or first in self.actor_words) else first

    def acts(self, end: int) -> bool:
        """Whether a verb of acting, or what belongs to somebody, follows."""
        return bool(_ACTS.match(self.text, end))

    def widened(self, start: int, end: int) -> tuple[int, int]:
        """A name's place with its title and first names, so that a mention reads as the text does."""
        if junior := _JUNIOR.match(self.text, end):
            end = junior.end()
        title, names = self.before(start)
        if title:
            return start - len(names) - len(title) - 1, end
        if names and not self._starts_sentence(start - len(names)):
            return start - len(names), end
        return start, end

    def _starts_sentence(self, start: int) -> bool:
        return start <= 0 or bool(_SENTENCE.search(self.text[max(0, start - 3) : start]))
