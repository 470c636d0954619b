"""A time expression as an interval relative to the day on which the text was published.

| expression | interval |
|---|---|
| "in March 2025", "last week", "in the late 1990s" | the days that it names |
| "since 2014", "from May" | from their first day, open |
| "by 2030", "until June" | open, to their last day |
| "before 2020"; "after 2020" | to the day before; from the day after |
| "between 2019 and 2023", "from May to July" | from the first day of the one to the last of the other |
| "for three years", "in recent years", "every year", "around 2010" | none: these name no days, or none surely |

Weeks begin on Monday; seasons are those of the northern half of the world. Where a text has no date, only what names
its year is read.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from pipeline.time.absolute import read_absolute
from pipeline.time.interval import Closed, Interval
from pipeline.time.relative import At, read_relative
from pipeline.time.words import plain

_PREPOSITION = re.compile(r"(?:in|on|at|during|throughout|over|of|for|within|as recently as|early in|late in) (?=\S)")
_SINCE = re.compile(
    r"(?:(?:ever )?since|from|starting(?: in| from)?|beginning in|as of|as from) (?P<rest>.*?)(?: on(?:wards?)?)?"
)
_BY = re.compile(r"(?:by|no later than|not later than|before(?= (?:end|close) of)) (?P<rest>.*)")
_UNTIL = re.compile(r"(?:until|till|up to|through|to) (?P<rest>.*)")
_BEFORE = re.compile(r"before (?P<rest>.*)")
_PRIOR = re.compile(r"(?:prior to|ahead of) (?P<rest>.*)")
_AFTER = re.compile(r"(?:after|following) (?P<rest>.*)")
_RANGE = re.compile(
    r"(?:between (?P<a>.+?) and (?P<b>.+)|from (?P<c>.+?)(?: to | until | till | through |-)(?P<d>.+)"
    r"|(?P<e>(?:19|20)\d\d)(?:-| to )(?P<f>(?:19|20)?\d\d))"
)
_YEAR_AT_END = re.compile(r" (?:(?:19|20)\d\d)\Z")


def normalize(words: str, published: date | None, *, ahead: bool = False) -> Interval | None:
    """Return the interval that a time expression names, or None where that is unsure.

    Args:
        words: The expression as written, with its preposition ("since last May").
        published: The day on which the text was published; None where it is unknown.
        ahead: Whether what is named barely ("in May") lies in the future, as in "will meet in May".
    """
    text = plain(words)
    if match := _RANGE.fullmatch(text):
        return _between(match, published, ahead=ahead)
    for pattern, make, points_ahead in _OPEN:
        if match := pattern.fullmatch(text):
            whole = _point(match["rest"], published, ahead=ahead or points_ahead)
            return make(whole) if whole else None
    whole = _point(text, published, ahead=ahead)
    return Interval(*whole) if whole else None


def _point(text: str, published: date | None, *, ahead: bool) -> Closed | None:
    while match := _PREPOSITION.match(text):
        text = text[match.end() :]
    text = text.removesuffix(" alone")
    found = read_absolute(text)
    return found or (read_relative(text, At(published, ahead)) if published else None)


def _between(match: re.Match[str], published: date | None, *, ahead: bool) -> Interval | None:
    first, last = next((match[a], match[b]) for a, b in ("ab", "cd", "ef") if match[a])
    if last.isdigit() and len(last) == 2:  # noqa: PLR2004 - "2019-23"
        last = first[:2] + last
    if re.fullmatch(r"\d\d?", first) and (of := re.fullmatch(r"\d+ (.*)", last)):
        first += " " + of[1]
    elif (of_month := re.match(r"([a-z]+) \d+\Z", first)) and re.match(r"\d\d? (?:19|20)\d\d\Z", last):
        first, last = f"{first} {last[-4:]}", f"{of_month[1]} {last}"
    elif (end := _YEAR_AT_END.search(last)) and not _YEAR_AT_END.search(" " + first):
        first += end[0]
    a = _point(first, published, ahead=ahead)
    b = _point(last, a.first if a else published, ahead=ahead or not _YEAR_AT_END.search(" " + last))
    return Interval(a.first, b.last) if a and b and a.first <= b.last else None


def _since(whole: Closed) -> Interval:
    return Interval(whole.first, None)


def _by(whole: Closed) -> Interval:
    return Interval(None, whole.last)


def _before(whole: Closed) -> Interval:
    return Interval(None, whole.first - timedelta(days=1))


def _after(whole: Closed) -> Interval:
    return Interval(whole.last + timedelta(days=1), None)


_OPEN = (
    (_SINCE, _since, False),
    (_BY, _by, True),
    (_UNTIL, _by, False),
    (_BEFORE, _before, True),
    (_PRIOR, _before, False),
    (_AFTER, _after, False),
)
"""What opens an interval: its pattern, what it makes of a point in time, and whether a bare one lies ahead."""
