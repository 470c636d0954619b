"""What a model's card tells of its making: the data, and scores by genre."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from datasets import Dataset

from corpus.annotated import Annotated
from models.calibrate import Calibration
from pipeline.candidates import CandidateFinder
from pipeline.training import HeldOut, score_held_out


def score_by_genre(
    held_out: Sequence[HeldOut], find: CandidateFinder, calibration: Calibration
) -> dict[str, dict[str, float]]:
    """Claim and strict F1 of each genre with its number of documents."""
    result = {}
    for genre in sorted({one.document.genre for one in held_out}):
        scores = score_held_out([one for one in held_out if one.document.genre == genre], find, calibration)
        result[str(genre)] = {
            "documents": scores["documents"],
            "claim": scores["claim"]["f1"],
            "strict": scores["strict"]["f1"],
        }
    return result


def describe(documents: Sequence[Annotated]) -> dict[str, Any]:
    """Count documents, words, claims and labels."""
    rows = [
        {"genre": str(document.genre), "words": len(document.text.split()), "claims": len(document.claims)}
        for document in documents
    ]
    table = Dataset.from_list(rows)
    claims = [claim for document in documents for claim in document.claims]
    labels = {
        field: dict(Counter(str(claim[field]) for claim in claims).most_common()) for field in ("status", "modality")
    }
    return {
        "documents": len(table),
        "words": sum(table["words"]),
        "claims": sum(table["claims"]),
        "genres": dict(Counter(table["genre"]).most_common()),
        **labels,
        "attribution": dict(Counter(claim["attribution"]["kind"] for claim in claims).most_common()),
        "domains": dict(Counter(domain for claim in claims for domain in claim["domains"]).most_common()),
    }
