"""Cleaning of Markdown: its marks go, its words stay; front matter becomes metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.clean.dates import read_date
from corpus.clean.metadata import merge
from corpus.clean.offsets import TextBuilder, compose
from corpus.clean.text import clean_text
from corpus.document import Metadata, OffsetMap
from corpus.visible import scan

_FRONT_MATTER = re.compile(
    r"\s*---[ \t]*\r?\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_FIELD = re.compile(r"^(?P<key>\w[\w-]*)[ \t]*:[ \t]*(?P<value>\S.*?)[ \t]*$", re.MULTILINE)
_FIELDS = {
    "title": "title", "author": "author", "authors": "author", "by": "author", "date": "published",
    "published": "published", "pubdate": "published", "publisher": "publisher", "site": "publisher", "url": "url",
    "link": "url", "canonical_url": "url", "lang": "language", "language": "language",
}  # fmt: skip

_TARGET = r"(?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])"
_IMAGE = rf"!\[[^\]\n]*\]{_TARGET}"
_MARK = re.compile(
    rf"""
      ^[ ]{{0,3}}(?P<fence>```+|~~~+)[^\n]*\n(?:.*?\n)??[ ]{{0,3}}(?P=fence)[`~]*[ \t]*+(?:\n|\Z)
    | ^[ ]{{0,3}}\[\^[^\]\n]+\]:[^\n]*(?:\n|\Z)
    | ^[ ]{{0,3}}\[[^\]\n]+\]:[ \t]*+\S+[ \t]*+(?:"[^"\n]*"|'[^'\n]*'|\([^)\n]*\))?[ \t\r]*+(?:\n|\Z)
    | ^[ \t]*+(?:=++|-{{2,}}+|(?:[*_-][ \t]*+){{3,}}+)[ \t\r]*+(?:\n|\Z)
    | ^[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-*+:?[ \t]*+)++\r?(?:\n|\Z)
    | ^[ \t]*+(?:>[ \t]?)++(?:\#{{1,6}}[ \t]++|[-*+][ \t]++)?
    | ^[ ]{{0,3}}\#{{1,6}}[ \t]++
    | ^[ \t]*+(?:[-*+]|\d{{1,3}}[.)])[ \t]++
    | (?<![ \t])[ \t]++\#++(?=[ \t\r]*+$)
    | {_IMAGE}
    | \[\^[^\]\n]{{1,80}}\]
    | \[(?P<words>(?:{_IMAGE}|[^\[\]]){{0,500}})\]{_TARGET}
    | \\(?P<escaped>[!-/:-@\[-`{{-~])
    | `++ | ~~ | \*{{1,3}}(?=\S) | (?<=\S)\*{{1,3}} | (?<!\w)_{{1,3}}(?=\S) | (?<=\S)_{{1,3}}(?!\w)
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
"""Fenced code, definitions, rules and underlines, prefixes of lines, images, footnotes, links, escapes, emphasis."""


def clean_markdown(original: str, given: Metadata) -> tuple[str, OffsetMap, Metadata]:
    """Turn Markdown into plain text: read the front matter, take off HTML, then marks, then what is not the article."""
    front = _FRONT_MATTER.match(original)
    begin = front.end() if front else 0
    metadata = merge(given, _read_front_matter(front["fields"])) if front else given
    shown, from_shown = _without_markup(original, begin)
    plain, from_plain = _without_marks(shown)
    text, offsets, metadata = clean_text(plain, metadata)
    return text, compose(offsets, from_plain, from_shown), metadata


def _read_front_matter(block: str) -> Metadata:
    values: dict[str, str | None] = {}
    for field in _FIELD.finditer(block):
        name = _FIELDS.get(field["key"].lower())
        value = field["value"].strip("\"'[]\r ")
        if name and value and name not in values:
            values[name] = read_date(value) if name == "published" else value
    return Metadata(**values)


def _without_markup(original: str, begin: int) -> tuple[str, OffsetMap]:
    builder = TextBuilder(original)
    for piece in scan(original[begin:]):
        start, end = piece.start + begin, piece.end + begin
        if piece.text == original[start:end]:
            builder.copy(start, end, joined=True)
        else:
            builder.put(piece.text, start, end, joined=True)
    return builder.build()


def _without_marks(text: str) -> tuple[str, OffsetMap]:
    builder = TextBuilder(text)
    at = 0
    for start, end in _marks(text, 0, len(text)):
        builder.copy(at, start)
        at = end
    builder.copy(at, len(text))
    return builder.build()


def _marks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans that are marks, not words."""
    for mark in _MARK.finditer(text, start, end):
        if mark["words"] is not None:
            yield mark.start(), mark.start("words")
            yield from _marks(text, *mark.span("words"))
            yield mark.end("words"), mark.end()
        elif mark["escaped"]:
            yield mark.start(), mark.start("escaped")
        else:
            yield mark.span()
