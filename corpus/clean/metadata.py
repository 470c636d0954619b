"""Title, author and date where a document states them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from corpus.clean.dates import read_date
from corpus.clean.rules import is_bullet, is_card_field, is_junk, is_prose
from corpus.clean.tails import tail_kind
from corpus.document import Metadata

_NAME = r"[A-ZÀ-Þ][\w.'’-]*(?:\s+(?:[A-ZÀ-Þ][\w.'’-]*|de|da|van|von|der|den|bin|al|el|la|le|du|di)){1,4}"
_BYLINE = re.compile(
    rf"(?:[Bb][Yy]|[Aa]uthors?:|[Ww]ritten by:?)\s+(?P<names>{_NAME}(?:(?:\s*,\s*|\s*,?\s+and\s+|\s*&\s*){_NAME})*)"
    r"(?:\s*[,–—-]\s*.{1,80})?"
)
_HEAD_SEPARATOR = re.compile(r"\s+[|•·]\s+")
_HEAD_LINES = 12
_TITLE_LINES = 4
"""Furniture of this many lines may stand before a title."""
_TITLE_WORDS = (2, 25)
_WIDER_THAN_WRAPPED = 160
"""A line of more characters is a paragraph of its own; wrapped lines are shorter."""
_TITLE_SEPARATOR = re.compile(r"(\s+[|•·:»–—-]\s+|\s*\|\s*)")
_YEAR_SUFFIX = re.compile(r"\s*\(\d{4}\)\s*$")
_SITE_SUFFIX = re.compile(r"\s+[|•·–—-]\s+\S+(?:\s+\S+){0,4}\s*$")
_LONGEST_SUFFIX = 60
_SAME_TITLE = 0.3
"""Share of words that a heading and a stated title have in common when they are the same; set on eval/pages."""
_AFTER_NAME = re.compile(
    r"\s*(?:[|•·].*|\b(?:Last [Uu]pdated|Published)\b.*|\b(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b(?:\s+\d.*)?)$"
)
_ABBREVIATION = re.compile(r"\b(?:[A-Z]\.){2,}$|\b(?:Inc|Corp|Jr|Sr|Co)\.$")


@dataclass(frozen=True, slots=True)
class Head:
    """What the lines before the first prose say, and which of them say nothing else."""

    metadata: Metadata
    used: set[int]


def read_head(texts: Sequence[str], blocks: Sequence[int], given: Metadata) -> Head:
    """Read title, byline and date line from the head of a plain text; what is given wins."""
    first_prose = next((i for i, text in enumerate(texts) if is_prose(text) and not _heads(i, text)), 0)
    found = Metadata()
    used: set[int] = set()
    for index, text in enumerate(texts[: min(first_prose, _HEAD_LINES)]):
        author, published = _byline(text)
        if author or published:
            used.add(index)
            found = replace(found, author=found.author or author, published=found.published or published)
        elif not (given.title or found.title) and index < _TITLE_LINES and _may_be_title(index, texts, blocks):
            used.add(index)
            found = replace(found, title=text)
    return Head(merge(given, found), used)


def merge(first: Metadata, second: Metadata) -> Metadata:
    """Return the first metadata with what it lacks taken from the second."""
    names = [field.name for field in fields(Metadata)]
    return replace(first, **{name: getattr(second, name) for name in names if getattr(first, name) is None})


def is_title_of(text: str, title: str) -> bool:
    """Whether a line repeats the title; a year in parentheses or the name of a site at its end do not matter."""
    if len(text) > len(title) + _LONGEST_SUFFIX:
        return False
    line, words = (fold(_YEAR_SUFFIX.sub("", words)) for words in (text, title))
    if not words or line == words:
        return bool(words)
    return fold(_YEAR_SUFFIX.sub("", _SITE_SUFFIX.sub("", text))) == words


def fold(text: str) -> str:
    """Return the words of a text, without case and punctuation."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _byline(text: str) -> tuple[str | None, str | None]:
    """The author and date of a line that says only these."""
    author = published = None
    for part in _HEAD_SEPARATOR.split(text):
        if day := read_date(part):
            published = published or day
        elif match := _BYLINE.fullmatch(part):
            author = author or match["names"]
        elif not is_junk(part):
            return None, None
    return author, published


def _may_be_title(index: int, texts: Sequence[str], blocks: Sequence[int]) -> bool:
    """Whether a line looks like a title and is set apart; before it there may be only furniture."""
    text = texts[index]
    if any(not is_junk(before) and _byline(before) == (None, None) for before in texts[:index]):
        return False
    apart = (
        blocks[index + 1] != blocks[index]
        or any(_byline(texts[index + 1]))
        or len(texts[index + 1]) > _WIDER_THAN_WRAPPED
    )
    return apart and _is_title_like(text)


def _heads(index: int, text: str) -> bool:
    """Whether a line that might be a sentence stands where titles do and looks like one, such as a question."""
    return index < _TITLE_LINES and _is_title_like(text)


def _is_title_like(text: str) -> bool:
    if not _TITLE_WORDS[0] <= len(text.split()) <= _TITLE_WORDS[1] or text[0].islower():
        return False
    if is_bullet(text) or is_junk(text) or is_card_field(text) or tail_kind(text):
        return False
    return text[-1] not in ".,;:" or bool(_ABBREVIATION.search(text))


def clean_title(title: str | None, *sites: str | None) -> str | None:
    """Return a page's title without the name of its site."""
    if not title or not title.strip():
        return None
    title = " ".join(title.split())
    names = {squeeze(name) for site in sites if site for name in (site, site.removeprefix("www."), _domain(site))}
    parts = _TITLE_SEPARATOR.split(title)
    while parts[1:] and squeeze(parts[-1]) in names:
        del parts[-2:]
    while parts[1:] and squeeze(parts[0]) in names:
        del parts[:2]
    return "".join(parts)


def choose_title(stated: str | None, headings: Sequence[str]) -> str | None:
    """Return the main heading that says what a page states as its title, else that statement.

    Pages state titles for search engines; what a reader sees is the heading. On eval/pages this raises the share of
    equal titles from .75 to .88.
    """
    if not stated:
        return headings[0] or None if len(headings) == 1 else None
    best = max(headings, key=lambda heading: _overlap(stated, heading), default="")
    return best if _overlap(stated, best) >= _SAME_TITLE else stated


def _overlap(left: str, right: str) -> float:
    first, second = set(fold(left).split()), set(fold(right).split())
    return len(first & second) / max(len(first | second), 1)


def clean_author(author: str | None) -> str | None:
    """Return the names of an author statement, without roles and dates that ran into it."""
    names = [_AFTER_NAME.sub("", name).strip(" ,") for name in (author or "").split(";")]
    return "; ".join(name for name in names if name) or None


def squeeze(text: str) -> str:
    """Return a name without case, spaces and punctuation."""
    return fold(text).replace(" ", "")


def _domain(site: str) -> str:
    return site.removeprefix("www.").partition(".")[0]
