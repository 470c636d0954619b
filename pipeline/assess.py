"""How good a model is on annotated documents, with intervals: ``python -m pipeline.assess [MODEL]``.

Reads the corpus's own test set, and the documents of ``ACCORDANT_EVAL``/dev where that is set, and prints the tables of
`docs/evaluation.md`: every measure with its 95 % interval (percentile bootstrap over documents), claim F1 by genre, and
recall by status and by how many participants the evidence itself names.
"""

from __future__ import annotations

import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.annotated import TEST, read_annotated
from corpus.claim import Claim
from corpus.serialize import claim_to_dict
from pipeline.api import Readable, load
from pipeline.evaluate import Record, count, counts_as_claim, ids, pair_claims, summarize
from pipeline.gold import read_gold

MEASURES = ("claim", "strict", "full", "evidence", "dyad", "program", "participant", "against", "absent", "domain")
_READ: Mapping[str, Callable[[Record], str]] = {
    "status": lambda claim: claim["status"],
    "modality": lambda claim: claim["modality"],
    "attribution": lambda claim: claim["attribution"]["kind"],
}
SAMPLES, SEED = 1000, 7
Documents = Mapping[str, Mapping[str, Any]]
Predicted = Mapping[str, Sequence[Record]]


def read_with(model: str, documents: Documents) -> dict[str, list[Record]]:
    """The claims that a model finds in documents, by their names."""
    return claims_of(load(model), documents)


def claims_of(read: Callable[[Readable], Sequence[Claim]], documents: Documents) -> dict[str, list[Record]]:
    """The claims that are read in documents, by their names."""
    result: dict[str, list[Record]] = {}
    for name, one in documents.items():
        fields = {"id": name, **{key: one[key] for key in ("title", "text", "published") if one.get(key)}}
        result[name] = [claim_to_dict(claim) for claim in read(fields)]
    return result


def intervals(counted: Sequence[Counter[str]]) -> dict[str, tuple[float, float, float]]:
    """Each measure with the ends of its 95 % interval."""
    draw = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    samples = [_measures(draw.choices(counted, k=len(counted))) for _ in range(SAMPLES)]
    found = _measures(counted)
    result = {}
    for name, value in found.items():
        column = sorted(sample[name] for sample in samples)
        result[name] = (value, column[int(0.025 * SAMPLES)], column[int(0.975 * SAMPLES)])
    return result


def _measures(counted: Sequence[Counter[str]]) -> dict[str, float]:
    found = summarize(counted)
    return {**{name: found[name]["f1"] for name in MEASURES}, **{name: found[name] for name in _READ}}


def macro_f1(predicted: Predicted, documents: Documents, value: Callable[[Record], str]) -> float:
    """The mean F1 of a label's values over the pairs that count as claims; a value that nobody gives does not count."""
    pairs = [(value(mine), value(theirs)) for mine, theirs in _hits(predicted, documents)]
    values = {theirs for _, theirs in pairs}
    scores = []
    for one in values:
        right = sum(mine == theirs == one for mine, theirs in pairs)
        scores.append(2 * right / (sum(mine == one for mine, _ in pairs) + sum(theirs == one for _, theirs in pairs)))
    return sum(scores) / max(len(scores), 1)


def _hits(predicted: Predicted, documents: Documents) -> Iterator[tuple[Record, Record]]:
    for name, document in documents.items():
        for mine, theirs in pair_claims(predicted[name], document["claims"], document["text"]):
            if counts_as_claim(mine, theirs):
                yield mine, theirs


def recall_by(predicted: Predicted, documents: Documents, key: Callable[[Record], str]) -> dict[str, tuple[int, int]]:
    """For each key of a gold claim, how many were found, and how many there are."""
    found = {id(theirs) for _, theirs in _hits(predicted, documents)}
    result: dict[str, tuple[int, int]] = {}
    for claim in (claim for document in documents.values() for claim in document["claims"]):
        hits, total = result.get(key(claim), (0, 0))
        result[key(claim)] = (hits + (id(claim) in found), total + 1)
    return dict(sorted(result.items()))


def named_inside(claim: Record) -> str:
    """How many of a claim's participants its evidence names or points to: "0", "1", or "2 or more"."""
    inside = [a for a in claim["actors"] if claim["start"] <= a["start"] and a["end"] <= claim["end"]]
    number = len(ids({"actors": inside}))
    return str(number) if number < 2 else "2 or more"  # noqa: PLR2004 - two make a pair


def report(name: str, predicted: Predicted, documents: Documents) -> Iterator[str]:
    """Yield the lines of one set's tables, as Markdown."""
    counted = {key: count(predicted[key], document) for key, document in documents.items()}
    yield f"### {name}: {len(documents)} documents, {sum(one['gold'] for one in counted.values())} claims\n"
    yield "| measure | F1 or accuracy | 95 % interval |\n|---|---:|---|"
    for measure, (value, low, high) in intervals(list(counted.values())).items():
        yield f"| {measure} | {value:.3f} | {low:.3f} to {high:.3f} |"
    for label, read in _READ.items():
        yield f"| {label}, macro F1 | {macro_f1(predicted, documents, read):.3f} | |"
    yield "\n| genre | documents | claim F1 | strict F1 |\n|---|---:|---:|---:|"
    for genre in sorted({str(document.get("genre", "all")) for document in documents.values()}):
        part = [counted[key] for key, document in documents.items() if str(document.get("genre", "all")) == genre]
        found = summarize(part)
        yield f"| {genre} | {len(part)} | {found['claim']['f1']:.3f} | {found['strict']['f1']:.3f} |"
    for title, key in (("status", _READ["status"]), ("participants in the evidence", named_inside)):
        yield f"\n| {title} | found | claims | recall |\n|---|---:|---:|---:|"
        for bucket, (hits, total) in recall_by(predicted, documents, key).items():
            yield f"| {bucket} | {hits} | {total} | {hits / total:.3f} |"
    yield ""


def read_sets() -> Iterator[tuple[str, Documents]]:
    """Yield the sets of annotated documents that are at hand and that no model is trained on."""
    fields = ("title", "text", "published", "genre", "claims")
    yield (
        "corpus test set",
        {one.name: {field: getattr(one, field) for field in fields} for one in read_annotated(TEST)},
    )
    if folder := os.environ.get("ACCORDANT_EVAL"):
        yield "dev", read_gold(Path(folder) / "dev")


def main() -> int:
    """Print the tables."""
    model = sys.argv[1] if len(sys.argv) > 1 else "fast"
    for name, documents in read_sets():
        sys.stdout.writelines(f"{line}\n" for line in report(name, read_with(model, documents), documents))
    return 0


if __name__ == "__main__":
    sys.exit(main())
