"""Choosing among spans that overlap."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar


class HasPlace(Protocol):
    """Anything that lies at code points ``[start, end)``."""

    @property
    def start(self) -> int:
        """The first code point."""

    @property
    def end(self) -> int:
        """The code point after the last."""


Placed = TypeVar("Placed", bound=HasPlace)


def longest(spans: Iterable[Placed]) -> list[Placed]:
    """Keep the longest of spans that overlap, of equals the first given; return them in the order of the text."""
    kept: list[Placed] = []
    covered = bytearray()
    for span in sorted(spans, key=lambda span: span.start - span.end):
        if len(covered) < span.end:
            covered.extend(bytes(span.end - len(covered)))
        if not any(covered[span.start : span.end]):
            covered[span.start : span.end] = b"\x01" * (span.end - span.start)
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)
