"""What a reader sees of a text: the common form in which an original and its cleaned text are compared.

One scanner reads markup for everyone: what `visible` removes is what the cleaning of HTML removes, by construction.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

_ATTRIBUTES = r"""(?:[^<>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+>"""
_TOKEN = re.compile(
    rf"""
      <!--(?:-?>|.*?(?:--!?>|\Z))
    | <(?P<raw>script|style)(?![\w:-]){_ATTRIBUTES}[^<]*+(?:<(?!/(?P=raw))[^<]*+)*+(?:</(?P=raw)[^>]*+>|\Z)
    | </?(?P<tag>[a-z][\w:-]*+){_ATTRIBUTES}
    | <[!?][^<>]*+>
    | (?P<reference>&(?:\#[0-9]++|\#x[0-9a-f]++|[a-z][a-z0-9]*+);?)
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
"""Comments, scripts and styles with their content, tags, declarations, character references. Possessive, so linear."""

_BLOCK_TAGS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "header", "hgroup", "hr", "html", "iframe", "legend", "li", "main", "menu", "nav", "noscript", "ol",
    "optgroup", "option", "p", "pre", "search", "section", "select", "summary", "table", "tbody", "td", "textarea",
    "tfoot", "th", "thead", "title", "tr", "ul", "video",
})  # fmt: skip
"""Elements that stand apart from their neighbors on the page, so that their tags separate words."""

HYPHENATION = "\u00ad(?:[ \\t]*\\r?\\n[ \\t]*)?|(?<=[a-zß-öø-ÿ])-[ \\t]*\\r?\\n[ \\t]*(?=[a-zß-öø-ÿ])"
"""Regular expression of soft hyphens, and of hyphens that divide a lower-case word at the end of a line."""
_HYPHENATION = re.compile(HYPHENATION)


class Piece(NamedTuple):
    """A stretch of visible text and the source that shows as it; what lies between pieces is invisible."""

    text: str
    start: int
    end: int
    tag: str | None = None
    """The name of the block element whose tag shows as this white space."""

    @property
    def is_literal(self) -> bool:
        """Whether text and source are the same letters."""
        return self.tag is None and len(self.text) == self.end - self.start


def visible(text: str) -> str:
    """Return what a reader sees of ``text``, its white space folded.

    Removes tags, comments, scripts and styles, decodes character references, joins soft and line-end hyphens, and folds
    white space, non-breaking spaces included; tags of block elements count as white space. It repeats this until
    nothing changes, so that markup which an article *talks about* compares equal however often it was escaped.
    """
    while (seen := _see(text)) != text:
        text = seen
    return text


def scan(text: str) -> Iterator[Piece]:
    """Yield the visible pieces of a text with markup: plain stretches, decoded references, spaces for blocks."""
    at = 0
    for token in _TOKEN.finditer(text):
        start, end = token.span()
        shown = _shown(token)
        if shown == token[0]:
            continue
        if start > at:
            yield Piece(text[at:start], at, start)
        if shown:
            yield Piece(shown, start, end, token["tag"] and token["tag"].lower())
        at = end
    if at < len(text):
        yield Piece(text[at:], at, len(text))


def _shown(token: re.Match[str]) -> str:
    if token["reference"]:
        return html.unescape(token[0])
    return " " if token["tag"] and token["tag"].lower() in _BLOCK_TAGS else ""


def _see(text: str) -> str:
    if "<" in text or "&" in text:
        text = "".join(piece.text for piece in scan(text))
    return " ".join(_HYPHENATION.sub("", text).split())
