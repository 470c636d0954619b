"""The words of time expressions: months, weekdays, numbers."""

from __future__ import annotations

import re

_NAMES = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_SHORT = "jan feb mar apr jun jul aug sept sep oct nov dec".split()  # noqa: SIM905
MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
MONTHS |= {name: _NAMES.index(next(full for full in _NAMES if full.startswith(name[:3]))) + 1 for name in _SHORT}
WEEKDAYS = {
    name: number
    for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())  # noqa: SIM905
}
_UNITS = "a one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty".split()  # noqa: SIM905
_VALUES = (1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 30, 40, 50)
NUMBERS = {**dict(zip(_UNITS, _VALUES, strict=True)), "an": 1, "couple of": 2, "a couple of": 2}

MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
YEAR = r"(?P<year>(?:19|20)\d\d)"
DAY = r"(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)?"
SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
NUMBER = rf"(?P<number>\d+|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
UNIT = r"(?P<unit>day|night|week|fortnight|month|quarter|year|decade)s?"
_DASHES = re.compile(r"\s*[–—]\s*|\s+-\s+")


def plain(words: str) -> str:
    """An expression in lower case, without quotes, articles and commas, every dash a hyphen."""
    text = re.sub(r"[\"“”‘,.;:]+(?=\s|\Z)|(?<!\w)[\"“”‘’']", "", words.lower())
    text = _DASHES.sub("-", text.replace("’", "'")).replace("year's end", "end of the year")
    return re.sub(r"\s+", " ", re.sub(r"\bthe ", "", text)).strip()


def count(word: str) -> int:
    """The value of a number in digits or words."""
    return int(word) if word.isdigit() else NUMBERS[word]
