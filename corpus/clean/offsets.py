"""Maps from offsets in a cleaned text to those in its original, and the builder that makes both together."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from corpus.document import OffsetMap


@dataclass(frozen=True, slots=True)
class IdentityMap:
    """The map of a text that is its own cleaned text."""

    length: int

    def source_span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the span itself, or None where it is empty or outside the text."""
        return (start, end) if 0 <= start < end <= self.length else None


class Run(NamedTuple):
    """A stretch of cleaned text and the stretch of source that shows as it."""

    start: int
    end: int
    source_start: int
    source_end: int
    literal: bool
    """Whether both are the same letters, so that it may be cut anywhere; else it maps only as a whole."""
    group: int
    """Changes where something visible was removed before this run, so that no span may reach across."""


@dataclass(frozen=True, slots=True)
class RunMap:
    """A map made of runs in the order of the cleaned text; what no run covers has no source."""

    runs: tuple[Run, ...]
    starts: tuple[int, ...]

    def source_span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the source of the span, or None where a part has none or something visible was removed inside."""
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None or start >= end or first.group != last.group:
            return None
        if not (first.literal or start == first.start) or not (last.literal or end == last.end):
            return None
        source_start = first.source_start + (start - first.start if first.literal else 0)
        source_end = last.source_end - (last.end - end if last.literal else 0)
        return source_start, source_end

    def _at(self, position: int) -> Run | None:
        index = bisect_right(self.starts, position) - 1
        return self.runs[index] if index >= 0 and position < self.runs[index].end else None


@dataclass(frozen=True, slots=True)
class ComposedMap:
    """The map of a text that was cleaned in stages: the last stage's map first."""

    stages: tuple[OffsetMap, ...]

    def source_span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where the span leads through all stages, or None where one of them loses it."""
        span: tuple[int, int] | None = (start, end)
        for stage in self.stages:
            span = span and stage.source_span(*span)
        return span


def compose(*stages: OffsetMap) -> OffsetMap:
    """Return one map for stages given from the last to the first; identities fall away."""
    changing = tuple(stage for stage in stages if not isinstance(stage, IdentityMap))
    return changing[0] if len(changing) == 1 else ComposedMap(changing) if changing else stages[0]


class TextBuilder:
    """Puts a cleaned text together from pieces of its original, remembering where each came from."""

    def __init__(self, original: str) -> None:
        self._original = original
        self._texts: list[str] = []
        self._runs: list[Run] = []
        self._length = 0
        self._group = 0

    def copy(self, start: int, end: int, *, joined: bool = False) -> None:
        """Append a stretch of the original; ``joined`` says that what was passed over since the last is invisible."""
        self._append(self._original[start:end], start, end, literal=True, joined=joined)

    def put(self, text: str, start: int, end: int, *, joined: bool = False) -> None:
        """Append ``text`` as what a stretch of the original shows as."""
        self._append(text, start, end, literal=False, joined=joined)

    def add(self, text: str) -> None:
        """Append text that has no source."""
        if text:
            self._texts.append(text)
            self._length += len(text)
            self._group += 1

    def build(self) -> tuple[str, OffsetMap]:
        """Return the cleaned text and its map."""
        text = "".join(self._texts)
        if text == self._original and len(self._runs) <= 1:
            return text, IdentityMap(len(text))
        return text, RunMap(tuple(self._runs), tuple(run.start for run in self._runs))

    def _append(self, text: str, start: int, end: int, *, literal: bool, joined: bool) -> None:
        if not text:
            return
        last = self._runs[-1] if self._runs and self._runs[-1].end == self._length else None
        if not joined and (last is None or last.source_end != start):
            self._group += 1
        self._texts.append(text)
        if last and last.literal and literal and last.group == self._group and last.source_end == start:
            self._runs[-1] = last._replace(end=self._length + len(text), source_end=end)
        else:
            run = Run(self._length, self._length + len(text), start, end, literal=literal, group=self._group)
            self._runs.append(run)
        self._length += len(text)
