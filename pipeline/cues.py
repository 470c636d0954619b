"""Words that show why a claim has its status or modality; the words are data, in `cues.toml`.

The model decides; cues explain, and are shown only where they agree with it. Names of domains do a little more:
they let a domain count that the model thinks merely possible.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus.claim import Claim


@dataclass(frozen=True, slots=True)
class Reason:
    """Words of the evidence that speak for a field's value."""

    field: str
    text: str
    start: int
    end: int


def find_reasons(claim: Claim) -> Iterator[Reason]:
    """Yield the cues in a claim's evidence that agree with its status and modality, in the order of the text."""
    for field, value in (("status", claim.status), ("modality", claim.modality)):
        pattern = load_cues().get((field, value))
        for match in pattern.finditer(claim.evidence.text) if pattern else ():
            start = claim.evidence.start + match.start()
            yield Reason(field, match[0], start, start + len(match[0]))


def named_domains(sentence: str) -> frozenset[str]:
    """The domains that a sentence calls by their names."""
    patterns = ((value, pattern) for (field, value), pattern in load_cues().items() if field == "domain")
    return frozenset(value for value, pattern in patterns if pattern.search(sentence))


@lru_cache(maxsize=1)
def load_cues() -> dict[tuple[str, str], re.Pattern[str]]:
    """Read the cues as one pattern for each value of a field."""
    table = tomllib.loads((Path(__file__).parent / "cues.toml").read_text(encoding="utf-8"))
    return {
        (field, value): re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
        for field, values in table.items()
        for value, words in values.items()
    }
