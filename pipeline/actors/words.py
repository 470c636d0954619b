"""The words of `words.toml`, as alternatives of regular expressions."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "words.toml"
NUMBERS = (
    *("two", "three", "four", "five", "six", "seven", "eight"),
    *("nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
)
"""From two on."""
NUMBER = rf"(?:{'|'.join(NUMBERS)}|\d{{1,2}})"


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Mapping[str, str | Sequence[str]]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def words(table: str, name: str) -> list[str]:
    """A list of the file, in its order."""
    found = _tables()[table][name]
    return found.split() if isinstance(found, str) else list(found)


def alternatives(table: str, name: str) -> str:
    """A list of the file as one group of a regular expression."""
    return f"(?:{'|'.join(words(table, name))})"
