"""Expressions that name a place in the calendar: "14 March 2025", "the second half of 2024", "the late 1990s"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from pipeline.time.interval import Closed, day, decade, month, season, third, year
from pipeline.time.words import DAY, MONTH, MONTHS, SEASON, YEAR

_PART = r"(?P<part>early|mid|late|beginning of|start of|middle of|end of|close of)[ -]"
_HALVES = {
    "first": 0,
    "1st": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "4th": 3,
    "last": -1,
    "final": -1,
}
_DECADES = {"nineties": 1990, "eighties": 1980, "seventies": 1970, "sixties": 1960}
Reading = Callable[[Mapping[str, str]], Closed | None]


def _days(m: Mapping[str, str]) -> Closed | None:
    of = MONTHS[m["month"]]
    try:
        first, last = (date(int(m["year"]), of, int(m[name])) for name in ("day", "until"))
    except ValueError:
        return None
    return Closed(first, last) if first <= last else None


def _day(m: Mapping[str, str]) -> Closed | None:
    return _days({**m, "until": m["day"]})


def _iso(m: Mapping[str, str]) -> Closed | None:
    try:
        return day(date.fromisoformat(m["iso"]))
    except ValueError:
        return None


def _slice(m: Mapping[str, str]) -> Closed:
    """A half or a quarter of a year."""
    length = 6 if m["size"] == "half" else 3
    number = _HALVES[m["which"]] % (12 // length)
    return month(1 + length * number, int(m["year"]), length)


def _quarter(m: Mapping[str, str]) -> Closed:
    return month(3 * int(m["q"]) - 2, int(m["year"]), 3)


def _season(m: Mapping[str, str]) -> Closed | None:
    """A season of a year; which winter is meant stays open."""
    return None if m["season"] == "winter" else season(m["season"], int(m["year"]))


def _winter(m: Mapping[str, str]) -> Closed | None:
    first = int(m["year"])
    return season("winter", first) if (first + 1) % 100 == int(m["next"]) % 100 else None


def _months(m: Mapping[str, str]) -> Closed | None:
    first, last = MONTHS[m["month"]], MONTHS[m["until"]]
    return month(first, int(m["year"]), last - first + 1) if first < last else None


def _decade(m: Mapping[str, str]) -> Closed:
    return decade(int(m["decade"]) if m["decade"].isdigit() else _DECADES[m["decade"]])


_UNTIL = DAY.replace("<day>", "<until>")
_LATER = MONTH.replace("<month>", "<until>")
_DECADE = rf"(?P<decade>(?:19|20)\d0(?='?s)|{'|'.join(_DECADES)})(?:'?s)?"
_READINGS: tuple[tuple[str, Reading], ...] = (
    (r"(?P<iso>\d{4}-\d\d-\d\d)", _iso),
    (rf"(?:\w+day )?{DAY}(?: of)? {MONTH} {YEAR}", _day),
    (rf"(?:\w+day )?{MONTH} {DAY} {YEAR}", _day),
    (rf"{DAY}(?:-| and | to ){_UNTIL}(?: of)? {MONTH} {YEAR}", _days),
    (rf"{MONTH} {DAY}(?:-| and | to ){_UNTIL} {YEAR}", _days),
    (rf"{MONTH}(?: of)? {YEAR}", lambda m: month(MONTHS[m["month"]], int(m["year"]))),
    (rf"{MONTH}(?:-| and | to ){_LATER} {YEAR}", _months),
    (rf"(?:year )?{YEAR}", lambda m: year(int(m["year"]))),
    (rf"(?P<which>{'|'.join(_HALVES)})[ -](?P<size>half|quarter) of {YEAR}", _slice),
    (rf"q(?P<q>[1-4])(?: of)? {YEAR}", _quarter),
    (rf"{SEASON}(?: of)? {YEAR}", _season),
    (rf"winter(?: of)? {YEAR}[-/](?P<next>\d\d(?:\d\d)?)", _winter),
    (_DECADE, _decade),
)
_COMPILED = tuple((re.compile(pattern), reading) for pattern, reading in _READINGS)
_PARTED = re.compile(_PART + r"(?P<rest>.*)")


def read_absolute(text: str) -> Closed | None:
    """Return what a plain expression names, or None where it names no place in the calendar by itself."""
    if parted := _PARTED.fullmatch(text):
        whole = read_absolute(parted["rest"])
        return third(parted["part"].removesuffix(" of"), whole) if whole and whole.first < whole.last else None
    for pattern, reading in _COMPILED:
        if match := pattern.fullmatch(text):
            return reading(match.groupdict())
    return None
