"""Intervals of days, and the parts of the calendar that they are made of."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The month in which a season of the northern half begins; each lasts three."""
_THIRDS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2, "close": 2}
_DECADE = {0: (0, 3), 1: (4, 6), 2: (7, 9)}
"""First and last year of the thirds of a decade."""


class Interval(NamedTuple):
    """From one day to another, both included; None where it is open."""

    first: date | None
    last: date | None


class Closed(NamedTuple):
    """From one day to another, both included."""

    first: date
    last: date


def year(number: int) -> Closed:
    """A whole year."""
    return Closed(date(number, 1, 1), date(number, 12, 31))


def month(number: int, of: int, count: int = 1) -> Closed:
    """``count`` whole months from a month on; numbers beyond 12 or below 1 run into the next or the last year."""
    first, end = _month(of, number), _month(of, number + count - 1)
    return Closed(first, end.replace(day=monthrange(end.year, end.month)[1]))


def week(of: date) -> Closed:
    """Monday to Sunday around a day."""
    monday = of - timedelta(days=of.weekday())
    return Closed(monday, monday + timedelta(days=6))


def day(one: date) -> Closed:
    """A single day."""
    return Closed(one, one)


def season(name: str, of: int) -> Closed:
    """A season that begins in a year; winter ends in the next."""
    return month(SEASONS[name], of, 3)


def decade(first: int) -> Closed:
    """Ten years."""
    return Closed(date(first, 1, 1), date(first + 9, 12, 31))


def third(word: str, of: Closed) -> Closed:
    """The early, middle or late part of a month, a season, a year or a decade.

    Thirds: ten days of a month, one month of a season, four months of a year, three or four years of a decade.
    """
    number = _THIRDS[word]
    days = (of.last - of.first).days + 1
    if days > 366:  # noqa: PLR2004 - longer than a year
        first, last = _DECADE[number]
        return Closed(date(of.first.year + first, 1, 1), date(of.first.year + last, 12, 31))
    if days > 31:  # noqa: PLR2004 - longer than a month
        months = 4 if days > 100 else 1  # noqa: PLR2004 - a year, or a season
        return month(of.first.month + number * months, of.first.year, months)
    start = of.first + timedelta(days=10 * number)
    return Closed(start, of.last if number == 2 else start + timedelta(days=9))  # noqa: PLR2004 - the last third


def shifted(one: date, months: int) -> date:
    """The same day some months later or earlier, or the last of a month that has no such day."""
    first = _month(one.year, one.month + months)
    return first.replace(day=min(one.day, monthrange(first.year, first.month)[1]))


def _month(of: int, number: int) -> date:
    return date(of + (number - 1) // 12, (number - 1) % 12 + 1, 1)
