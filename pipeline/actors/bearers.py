"""Which of the leaders who bear a name is meant, by title, date, and the actors that the text names close by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.actors.entries import Leader
from pipeline.actors.offices import HONORIFIC, fits_office

_HEAD_OF_STATE = r"President|Prime Minister|Chancellor|Premier|Taoiseach|King|Emir|Leader"
_MINISTER = re.compile(r"Foreign|External Affairs|Defen[cs]e|Secretary of State")
_OF_STATES = re.compile(rf"(?:{_HEAD_OF_STATE})(?! of the (?:European|World|General))")
_TOP = re.compile(
    rf"{_HEAD_OF_STATE}|Secretary[ -]General|Director[ -]General|Managing Director|High Representative|Chair"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a name stands: its title, the words before it, the actors close by, and the document's date."""

    title: str
    names: str
    near: frozenset[str]
    date: str

    @property
    def has_office(self) -> bool:
        """Whether the title is an office, not "Mr"."""
        return bool(self.title) and not re.fullmatch(HONORIFIC, self.title)

    def serving(self, leaders: Iterable[Leader]) -> list[Leader]:
        """Those in office at the date; none where there is no date."""
        return [leader for leader in leaders if self.date and leader.in_office(self.date)]


def titled(leaders: Sequence[Leader], setting: Setting) -> str | None:
    """The actor of the one leader with this title who is in office at the date."""
    if not setting.has_office:
        return None
    return _only(one for one in setting.serving(leaders) if one.office and fits_office(setting.title, one.office))


def head(leaders: Sequence[Leader], setting: Setting) -> str | None:
    """The actor of the one head of state, government or organization who is in office at the date."""
    return _only(one for one in setting.serving(leaders) if _TOP.search(one.office))


def minister(leaders: Sequence[Leader], setting: Setting) -> str | None:
    """The actor of the one foreign or defense minister who is in office at the date."""
    return _only(one for one in setting.serving(leaders) if _MINISTER.search(one.office))


def heads(leaders: Sequence[Leader]) -> list[Leader]:
    """Those who are or were heads of state or government, or of whom no office is known."""
    return [leader for leader in leaders if _OF_STATES.search(leader.office) or not leader.office]


def at_home(leaders: Sequence[Leader], setting: Setting, *, common: bool) -> str | None:
    """The actor of a leader that is named close by, in office at the date; without a date no ``common`` name counts."""
    if not setting.date and common:
        return None
    serving = setting.serving(leaders) if setting.date else leaders
    return _only(one for one in serving if one.id in setting.near)


def bearer(leaders: Sequence[Leader], setting: Setting) -> str | None:
    """The actor for whom a name speaks: by organization named before it, by title, by date, then by who is close by."""
    before = setting.names.split()
    if own := [leader.id for leader in leaders if leader.id in before]:
        return own[0]
    fitting = _with_title(leaders, setting)
    if setting.date:
        past = [leader for leader in fitting if not leader.since or leader.since <= setting.date]
        latest = [max(past, key=lambda leader: leader.since)] if past else []
        fitting = setting.serving(fitting) or latest or (fitting if setting.title else [])
    keys = list(dict.fromkeys(leader.id for leader in fitting))
    if len(keys) < 2:  # noqa: PLR2004 - no choice
        return keys[0] if keys else None
    if near := [key for key in keys if key in setting.near]:
        return near[0] if len(near) == 1 else None
    one_person = len({leader.person for leader in fitting}) == 1
    return max(fitting, key=lambda leader: leader.since).id if one_person else None


def _with_title(leaders: Sequence[Leader], setting: Setting) -> list[Leader]:
    """The leaders whose office a title can mean; those in office where none fits and they speak for one actor."""
    fitting = [leader for leader in leaders if not setting.title or fits_office(setting.title, leader.office)]
    if fitting or len({leader.id for leader in leaders}) > 1:
        return fitting
    return setting.serving(leaders) if setting.date else list(leaders)


def _only(leaders: Iterable[Leader]) -> str | None:
    """The actor that all of some leaders speak for, if there is one."""
    keys = {leader.id for leader in leaders}
    return keys.pop() if len(keys) == 1 else None
