"""Dates that stand alone in a line or a field."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_CLOCK = (
    r"(?:[,T\s]+(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|[+-]\d\d:?\d\d|[A-Z]{2,4})?)?"
)
_DATE = re.compile(
    rf"(?:(?:first |originally )?(?:published|posted|updated|date|issued|released)(?: on)?:?\s*)?{_WEEKDAY}"
    rf"(?:(?P<iso>\d{{4}}-\d\d-\d\d)|{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{'|'.join(_MONTHS)})[a-z]*\.?,?\s+(?P<year2>\d{{4}})){_CLOCK}\s*\.?",
    re.IGNORECASE,
)


def read_date(text: str) -> str | None:
    """Return the ISO 8601 date that a line consists of, or None."""
    match = _DATE.fullmatch(text.strip())
    if not match:
        return None
    if match["iso"]:
        return _iso(*map(int, match["iso"].split("-")))
    year, month, day = (match[name] or match[f"{name}2"] for name in ("year", "month", "day"))
    return _iso(int(year), _MONTHS.index(month[:3].lower()) + 1, int(day))


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
