"""Expressions that count from the day of publication: "last Friday", "this spring", "three weeks ago", "in May"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from pipeline.time.absolute import read_absolute
from pipeline.time.interval import Closed, day, decade, month, season, shifted, third, week, year
from pipeline.time.words import DAY, MONTH, MONTHS, NUMBER, SEASON, UNIT, WEEKDAY, WEEKDAYS, count

_WHICH = r"(?P<which>last|past|previous|this|current|next|coming|following)"
_STEP = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}
_DAYS = {"today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "yesterday": -1,
         "yesterday morning": -1, "yesterday evening": -1, "last night": -1, "tomorrow": 1}  # fmt: skip
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}


class At(NamedTuple):
    """The day from which a text speaks, and whether what it names barely lies ahead of it."""

    day: date
    ahead: bool = False


Reading = Callable[[Mapping[str, str], At], Closed | None]


def _named_day(m: Mapping[str, str], at: At) -> Closed:
    return day(at.day + timedelta(days=_DAYS[m["named"]]))


def _weekday(m: Mapping[str, str], at: At) -> Closed:
    """A bare weekday is the nearest one, before or after; "last" is the one before today, "next" the one after it."""
    which = m.get("which")
    gap = (WEEKDAYS[m["weekday"]] - at.day.weekday()) % 7
    if which in {"last", "past", "previous"}:
        return day(at.day + timedelta(days=gap - 7))
    if which in {"next", "coming", "following"} or (at.ahead and which is None):
        return day(at.day + timedelta(days=gap or 7))
    if which in {"this", "current"}:
        return day(week(at.day).first + timedelta(days=WEEKDAYS[m["weekday"]]))
    return day(at.day + timedelta(days=gap - 7 if gap else 0))


def _period(m: Mapping[str, str], at: At) -> Closed | None:
    """A week, month, quarter or year of the calendar, or a weekend; past ones and decades count from today."""
    step, unit = _STEP[m["which"]], m["unit"]
    if m["which"] == "past":
        return None if unit == "weekend" else _span({**m, "number": ""}, at)
    if unit in {"week", "weekend"}:
        whole = week(at.day + timedelta(days=7 * step))
        return whole if unit == "week" else Closed(whole.last - timedelta(days=1), whole.last)
    if unit == "decade":
        return decade(at.day.year // 10 * 10) if m["which"] in {"this", "current"} else _span({**m, "number": ""}, at)
    if unit == "year":
        return year(at.day.year + step)
    length = _MONTHS[unit]
    first = (at.day.month - 1) // length * length + 1
    return month(first + length * step, at.day.year, length)


def _month(m: Mapping[str, str], at: At) -> Closed:
    """A bare month is the latest that has begun, or the next; "last May" lies behind, "next May" ahead."""
    number, which = MONTHS[m["month"]], m.get("which")
    if which in {"last", "past"}:
        return month(number, at.day.year - (number >= at.day.month))
    if which == "next" or (which is None and at.ahead):
        return month(number, at.day.year + (number < at.day.month or (which == "next" and number == at.day.month)))
    return month(number, at.day.year if which == "this" else at.day.year - (number > at.day.month))


def _date(m: Mapping[str, str], at: At) -> Closed | None:
    """A day of a month without a year is the latest one, or the next."""
    for back in (0, 1, 2, 3):
        try:
            one = date(at.day.year + (back if at.ahead else -back), MONTHS[m["month"]], int(m["day"]))
        except ValueError:
            continue
        if (one >= at.day) if at.ahead else (one <= at.day):
            return day(one)
    return None


def _season(m: Mapping[str, str], at: At) -> Closed:
    """The last spring is the latest that is over, the next the first to begin, a bare one has begun, or is to."""
    which, name = m.get("which"), m["season"]
    step = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(which or "", 1 if at.ahead and which is None else 0)
    candidates = [season(name, at.day.year + shift) for shift in (-2, -1, 0, 1)]
    if step > 0:
        return next(one for one in candidates if one.first > at.day)
    if step < 0:
        return next(one for one in reversed(candidates) if one.last < at.day)
    if which == "this":
        return next((one for one in candidates if one.first <= at.day <= one.last), season(name, at.day.year))
    return next(one for one in reversed(candidates) if one.first <= at.day)


def _ago(m: Mapping[str, str], at: At) -> Closed | None:
    """As exact as the unit: "three weeks ago" is that week, "two years ago" that year; decades are no such measure."""
    sign = -1 if m["way"].endswith("ago") or m["way"] == "earlier" else 1
    number, unit = sign * count(m["number"]), m["unit"]
    if unit in {"day", "night"}:
        return day(at.day + timedelta(days=number))
    if unit in {"week", "fortnight"}:
        return week(at.day + timedelta(days=number * (7 if unit == "week" else 14)))
    if unit == "decade":
        return None
    there = shifted(at.day, number * _MONTHS[unit])
    return year(there.year) if unit == "year" else month(there.month, there.year)


def _span(m: Mapping[str, str], at: At) -> Closed:
    """The last three years end today, the next three begin today."""
    back = _STEP[m["which"]] < 0
    number, unit = count(m["number"] or "a"), m["unit"]
    sign = -1 if back else 1
    if unit in {"day", "night", "week", "fortnight"}:
        days = {"day": 1, "night": 1, "week": 7, "fortnight": 14}[unit]
        there = at.day + timedelta(days=sign * number * days)
    else:
        there = shifted(at.day, sign * number * _MONTHS[unit])
    return Closed(there, at.day) if back else Closed(at.day, there)


def _rest(m: Mapping[str, str], at: At) -> Closed | None:
    """What is earlier this year ends today, what is later begins today."""
    whole = _period({"which": "this", "unit": m["unit"]}, at)
    if whole is None:
        return None
    return Closed(whole.first, at.day) if m["side"] == "earlier" else Closed(at.day, whole.last)


_MONTH_FIRST = f"{MONTH} {DAY}".replace("<month>", "<m2>").replace("<day>", "<d2>")
_READINGS: tuple[tuple[str, Reading], ...] = (
    (rf"(?P<named>{'|'.join(_DAYS)})", _named_day),
    (rf"(?:{_WHICH} )?{WEEKDAY}(?: (?:morning|afternoon|evening|night))?", _weekday),
    (rf"{_WHICH} (?P<unit>weekend|week|month|quarter|year|decade)", _period),
    (rf"(?:{_WHICH} )?{MONTH}", _month),
    (rf"(?:\w+day )?{DAY}(?: of)? {MONTH}|(?:\w+day )?{_MONTH_FIRST}",
     lambda m, at: _date({"month": m["month"] or m["m2"], "day": m["day"] or m["d2"]}, at)),
    (rf"(?:{_WHICH} )?{SEASON}", _season),
    (rf"{NUMBER} {UNIT} (?P<way>ago|earlier|from now|from today)", _ago),
    (rf"{_WHICH} {NUMBER} {UNIT}", _span),
    (r"(?P<side>earlier|later) this (?P<unit>week|month|quarter|year)", _rest),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), reading) for pattern, reading in _READINGS)
_YEAR = re.compile(r"(?P<of>\bof |(?<=\w) )(?P<which>last |previous |this |next |coming )?year\b")
"""The year in "the end of the year", "May of last year", "the first quarter of next year"."""
_PARTED = re.compile(
    r"(?P<part>early|mid|late|beginning of|start of|middle of|end of|close of|early in|late in)[ -](?P<rest>.*)"
)


def read_relative(text: str, at: At) -> Closed | None:
    """Return what a plain expression means on a day, or None where it names nothing."""
    if parted := _PARTED.fullmatch(text):
        rest = f"this {parted['rest']}" if parted["rest"] in _MONTHS else parted["rest"]
        whole = read_relative(rest, at)
        word = parted["part"].removesuffix(" of").removesuffix(" in")
        return third(word, whole) if whole and (whole.last - whole.first).days >= 27 else None  # noqa: PLR2004 - a month
    for pattern, reading in _COMPILED:
        if match := pattern.fullmatch(text):
            return reading(match.groupdict(), at)
    dated = _YEAR.sub(lambda match: match["of"] + str(at.day.year + _STEP[(match["which"] or "this").strip()]), text)
    return read_absolute(dated) if dated != text else None
