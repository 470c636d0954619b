"""Choosing among the sets of actors that an expression may stand for: a log-linear ranker over named features.

A mention-ranking model as in coreference resolution (Denis and Baldridge 2008): each candidate has a few features,
each feature a weight, and the candidate with the highest sum is chosen, or none where it is too unsure. The weights
are learnt from the annotated corpus by `pipeline.train_resolver`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from pipeline.actors.expressions import Expression, Sort
from pipeline.actors.features import Situation, feature_rows, nobody
from pipeline.actors.referents import Referent

FILE = Path(__file__).parent / "ranking.json"
Weights = Mapping[str, float]
SOMEBODY = 0.5
"""Taken from the score of nobody, since the passages that teach it hold more of them than articles do; over both
together cross-validation is the same from 0 to 0.5."""
_ALWAYS_SOMEBODY = frozenset({Sort.COUNTRY, Sort.STATES, Sort.PEOPLE, Sort.SIDES, Sort.MEMBERS, Sort.BODIES})
"""Sorts that stand for actors wherever they say how many."""


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The weights that ship with Accordant."""
    weights: dict[str, float] = json.loads(FILE.read_text(encoding="utf-8"))
    return weights


def rank(
    candidates: Sequence[Referent], situation: Situation, weights: Weights, *, somebody: bool = False
) -> tuple[Referent, float] | None:
    """Return the likeliest candidate with its share of the probability, or None where nobody is likelier.

    With ``somebody``, an actor is meant in any case.
    """
    if not candidates:
        return None
    rows = feature_rows(candidates, situation)
    scores = [_score(row, weights) for row in rows]
    if may_be_nobody(situation.expression) and not somebody:
        scores.append(_score(nobody(situation), weights) - SOMEBODY)
    top = max(scores)
    best = scores.index(top)
    if best == len(candidates):
        return None
    return candidates[best], 1 / sum(math.exp(score - top) for score in scores)


def may_be_nobody(expression: Expression) -> bool:
    """Whether an expression may stand for no actor; "the two countries" and "the kingdom" always do for some."""
    if expression.sort in _ALWAYS_SOMEBODY:
        return expression.number is None
    return not (expression.sort is Sort.FEW and (expression.number or 0) > 2)  # noqa: PLR2004 - pairs are of all sorts


def _score(row: Sequence[str], weights: Weights) -> float:
    return sum(weights.get(feature, 0.0) for feature in row)
