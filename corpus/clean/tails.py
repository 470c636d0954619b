"""What closes a page after its article: references, related articles, author boxes, comments, share links."""

from __future__ import annotations

import re
from enum import Enum, auto

from corpus.clean.rules import is_bullet, is_card_field, is_junk, is_prose


class Tail(Enum):
    """What sort of block at the end of a page a header opens."""

    REFERENCES = auto()
    RELATED = auto()
    AUTHOR = auto()
    COMMENTS = auto()
    SHARE = auto()


_POSTS = (
    r"(?:articles?|posts?|stories|story|news|reads?|reading|content|coverage|topics|links|videos|headlines|publications"
    r"|updates)"
)
_RANKED = r"(?:top|latest|recent|popular|related|recommended|trending|featured|similar|more|other|suggested|new)"
_HEADERS = {
    Tail.REFERENCES: r"references?|bibliography|works cited|sources|citations|foot ?notes|end ?notes|notes|see also"
    r"|notes and references|further reading|external links|references and (?:notes|further reading)",
    Tail.RELATED: rf"(?:{_RANKED}\s+)+{_POSTS}|most (?:read|popular|viewed)(?: {_POSTS})?"
    r"|more (?:from|in|by) \S.{0,60}"
    rf"|{_POSTS} (?:you (?:may|might) (?:also )?like|by this author)|read (?:next|also|more)|what to read next"
    r"|you (?:may|might) (?:also )?(?:like|enjoy|be interested in)|more on this(?: story| topic)?|related"
    r"|recommended(?: for you)?|recommendations|don['’]t miss|keep reading|up next|trending(?: now)?"
    r"|editors?['’]?s? picks?|from the web|around the web|sponsored links|in this (?:series|section)|explore more",
    Tail.AUTHOR: r"about (?:the )?(?:author|authors|writer|contributor|contributors|editor)|about (?:us|me)|authors?"
    r"|(?:author|article|post|contact) (?:information|info|details|bio|biography|profile)|written by|contributors?",
    Tail.COMMENTS: r"(?:no |\d+ )?(?:comments?|repl(?:y|ies)|responses?|thoughts on .{1,200})(?: \(\d+\))?"
    r"|(?:leave|post|add|write) (?:a|your) (?:comment|reply)|join the (?:conversation|discussion)|reader comments"
    r"|cancel reply",
    Tail.SHARE: r"share(?: (?:this|on|via|with|it))?(?: (?:article|story|post|page))?|follow us|newsletter"
    r"|stay (?:connected|informed|up to date)|(?:sign up|subscribe)(?: (?:for|to) .{1,60})?|get (?:the|our) newsletter",
}
_HEADER = {
    kind: re.compile(rf"[#=*_\-–—•\s]*(?:{words})\s*[:!.…]?[=*_\-–—\s]*", re.IGNORECASE)
    for kind, words in _HEADERS.items()
}
_STRONG_COMMENTS = re.compile(
    r"(?:leave|post|add|write) (?:a|your) .*|\d+ .*|.*\(\d+\)|cancel reply|join the .*", re.IGNORECASE
)

_REFERENCE = re.compile(
    r"https?://|www\.|\bdoi\b|\bpp?\. ?\d|\bvol\.|\bno\. ?\d|\bet al\b|\bibid\b|\bisbn\b|retrieved|accessed"
    r"|\(\d{4}[a-z]?\)|\b(?:19|20)\d\d\b[.)]*$|^\s*(?:\[\d+\]|\d{1,3}[.)]|\^|[↑†‡])\s",
    re.IGNORECASE,
)
_BIOGRAPHY = re.compile(
    r"^(?:\S+\s+){0,14}?(?:is|was|are|were|has|have|covers?|writes?|joined|works?|worked|reports?|lives?|holds?|studied"
    r"|serves?|served|teaches|leads|speciali[sz]es|contributed|can be reached)\b",
    re.IGNORECASE,
)


_SENTENCES = re.compile(r"[.!?][\"'”’)]*\s+[A-Z]")
"""Where one sentence ends and another begins: a teaser under a headline is one sentence."""
_LONGEST_HEADER = 120
_SHORT_REFERENCE = 6
_TEASER = 30
_BIOGRAPHY_WORDS = 120
_BIOGRAPHIES = 3
"""Words of a reference, of a teaser under a headline, of an author's biography; and how many authors there may be."""


def tail_kind(text: str) -> Tail | None:
    """The kind of tail that a line opens as its header, or None."""
    if len(text) > _LONGEST_HEADER:
        return None
    return next((kind for kind, pattern in _HEADER.items() if pattern.fullmatch(text)), None)


def fits_tail(kind: Tail, header: str, text: str, previous: str, prose_before: int) -> bool:
    """Whether a paragraph may belong to the tail that ``header`` opened, after so many paragraphs of prose."""
    if is_junk(text) or is_card_field(text) or (not is_prose(text) and kind is not Tail.REFERENCES):
        return True
    words = len(text.split())
    if kind is Tail.REFERENCES:
        return words <= _SHORT_REFERENCE or bool(_REFERENCE.search(text))
    if kind is Tail.RELATED:
        return words <= _TEASER and not _SENTENCES.search(text) and not (is_prose(previous) or is_bullet(previous))
    if kind is Tail.AUTHOR:
        return words <= _BIOGRAPHY_WORDS and prose_before < _BIOGRAPHIES and bool(_BIOGRAPHY.match(text))
    return kind is Tail.COMMENTS and bool(_STRONG_COMMENTS.fullmatch(header))
