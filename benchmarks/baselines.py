"""What simple extractors reach on the sets of `pipeline.assess`: ``python -m benchmarks.baselines``.

* ``co-mention``: a claim for every sentence that names two actors of the tables, with all of them.
* ``sentence classifier``: logistic regression on the words and word pairs of a sentence, trained on the annotated
  corpus, with the countries of a list (pycountry) that the sentence names.

Both call every claim ongoing and asserted by the author; its domains are those that the sentence calls by name, else
diplomacy.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pycountry
from numpy.typing import NDArray

from corpus.annotated import Annotated
from pipeline.api import make_finder
from pipeline.assess import read_sets
from pipeline.cues import named_domains
from pipeline.evaluate import Record, count, summarize
from pipeline.linguistics import read_sentences
from pipeline.train_model import read_documents

BUCKETS, PASSES, RATE, PENALTY = 1 << 17, 6, 0.1, 1e-5
Floats = NDArray[np.float32]


def co_mention() -> Callable[[str, str], Iterator[Record]]:
    """A claim for every sentence with two actors."""
    find = make_finder(read=read_sentences)

    def read(text: str, published: str) -> Iterator[Record]:
        actors = [one for one in find.mentions(text, published).actors if not one.weak]
        for start, end in read_sentences(text).sentences:
            ids = {one.id for one in actors if start <= one.start and one.end <= end}
            if len(ids) > 1:
                yield _claim(text, start, end, ids)

    return read


def sentence_classifier(documents: Sequence[Annotated]) -> Callable[[str, str], Iterator[Record]]:
    """A claim for every sentence that is classified as one and names a country."""
    countries = {name: one.alpha_3 for one in pycountry.countries for name in _names(one)}
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, countries), key=len, reverse=True))})\b")
    weights, bias = _fit(documents)

    def read(text: str, _published: str) -> Iterator[Record]:
        for start, end in read_sentences(text).sentences:
            ids = {countries[match[0]] for match in pattern.finditer(text, start, end)}
            if ids and weights[_features(text[start:end])].sum() + bias > 0:
                yield _claim(text, start, end, ids)

    return read


def _names(country: Any) -> Iterator[str]:
    yield from (getattr(country, field) for field in ("name", "common_name") if hasattr(country, field))


def _features(sentence: str) -> NDArray[np.int64]:
    words = re.findall(r"[a-z]+", sentence.lower())
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    return np.array(sorted({zlib.crc32(one.encode()) % BUCKETS for one in (*words, *pairs)}), dtype=np.int64)


def _fit(documents: Sequence[Annotated]) -> tuple[Floats, float]:
    """Logistic regression by AdaGrad, one sentence at a time."""
    examples = []
    for document in documents:
        starts = [claim["trigger"]["start"] for claim in document.claims]
        for start, end in read_sentences(document.text).sentences:
            examples.append((_features(document.text[start:end]), any(start <= at < end for at in starts)))
    weights, squares = np.zeros(BUCKETS, np.float32), np.full(BUCKETS, 1e-3, np.float32)
    bias, order = 0.0, np.random.default_rng(1)
    for _ in range(PASSES):
        for number in order.permutation(len(examples)):
            features, right = examples[number]
            error = right - 1 / (1 + np.exp(-(weights[features].sum() + bias)))
            squares[features] += error**2
            weights[features] += RATE * (error / np.sqrt(squares[features]) - PENALTY * weights[features])
            bias += 0.01 * error
    return weights, float(bias)


def _claim(text: str, start: int, end: int, ids: set[str]) -> Record:
    return {
        "evidence": {"text": text[start:end], "source_start": start, "source_end": end},
        "actors": [{"id": key, "role": "participant"} for key in sorted(ids)],
        "programs": [],
        "domains": sorted(named_domains(text[start:end])) or ["diplomacy"],
        "status": "ongoing",
        "modality": "asserted",
        "attribution": {"kind": "author"},
    }


def main() -> int:
    """Print the scores of both on each set."""
    baselines = {
        "co-mention": co_mention(),
        "sentence classifier": sentence_classifier(read_documents(None, _say)),
    }
    for name, documents in read_sets():
        for label, read in baselines.items():
            found = summarize(count(list(read(one["text"], _published(one))), one) for one in documents.values())
            figures = ", ".join(f"{measure} {found[measure]['f1']:.3f}" for measure in ("claim", "strict", "dyad"))
            sys.stdout.write(f"{name}: {label}: {figures}\n")
    return 0


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _published(document: Mapping[str, Any]) -> str:
    return str(document.get("published") or "")


if __name__ == "__main__":
    sys.exit(main())
