"""Learns the weights by which expressions are resolved, from the annotated corpus.

    python -m pipeline.train_resolver [--check]

An annotated actor whose words are a pronoun or description gives an example: the ids that the annotations give to these
words. The weights maximize the likelihood of the right candidate, with an L2 penalty; earlier expressions of a document
count as resolved by the weights of the round before. Cross-validated over five folds by topic.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import typer

from corpus.annotated import FOLDER, Annotated
from corpus.labels import Genre
from pipeline.actors.expressions import Sort
from pipeline.actors.features import Situation, feature_rows, nobody
from pipeline.actors.history import ActorSet, History
from pipeline.actors.ranking import FILE, Weights, may_be_nobody, rank
from pipeline.actors.referents import Referents
from pipeline.actors.resolve import SURE, pointing
from pipeline.candidates import CandidateFinder, Candidates
from pipeline.tables import Table

ROUNDS, STEPS, RATE, PENALTY = 3, 150, 0.5, 0.02
"""Rounds of resolving and fitting, gradient steps in each, their size, and the weight of the L2 penalty."""
RARE, NEGLIGIBLE = 5, 0.01
"""Times that a feature must be seen to get a weight, and the size of weights that are left out."""
FOLDS = 5
NOBODY = "-"
"""The id of what stands for no actor."""
PASSAGES = FOLDER / "expressions.csv"
Matrix = npt.NDArray[np.float32]
_MARK = re.compile(r"\[\[(?P<words>.*?)\|(?P<ids>[^\]]*)\]\]")


@dataclass(frozen=True, slots=True)
class Example:
    """An expression: the features of each candidate, and which candidate is right (None where none is)."""

    candidates: tuple[tuple[str, ...], ...]
    right: int | None
    chosen_right: bool
    sort: str


def examples_of(document: Annotated, found: Candidates, find: CandidateFinder, weights: Weights) -> Iterator[Example]:
    """Yield the annotated expressions of a document, resolving it with the weights so far."""
    gold: dict[tuple[int, int], set[str]] = defaultdict(set)
    for claim in document.claims:
        for actor in claim["actors"]:
            gold[actor["start"], actor["end"]].add(actor["id"])
    titled = find.mentions(document.title, document.published)
    actors = find.mentions(document.text, document.published).actors
    history = History(document.text, found.linguistics.sentences, actors, titled.actors)
    world = find.world(document.title, found.mentions, titled, document.published)
    for anaphor, expression in pointing(document.text, found.mentions.anaphors, actors):
        if expression.sort in {Sort.FORMER, Sort.LATTER, Sort.NEIGHBOR, Sort.RULER} or expression.format:
            continue
        if expression.sort is Sort.WE and world.speakers:
            continue
        place = (anaphor.start, anaphor.end)
        candidates = Referents(history, expression, place).collect(world.formats.values())
        situation = Situation(expression, history, place)
        ranked = rank(candidates, situation, weights)
        answer = next((ids for (start, end), ids in gold.items() if start <= place[0] and place[1] <= end), set())
        if answer and not _names_itself(gold, place, found):
            rows = feature_rows(candidates, situation)
            optional = may_be_nobody(expression)
            none = optional and answer <= {"GROUP", NOBODY}
            if optional:
                rows.append(nobody(situation))
            right = next((n for n, one in enumerate(candidates) if set(one.ids) == answer), None)
            chosen = set(ranked[0].ids) if ranked and ranked[1] >= SURE else set()
            hit = not chosen if none else chosen == answer
            yield Example(tuple(map(tuple, rows)), len(candidates) if none else right, hit, expression.sort)
        if ranked and ranked[1] >= SURE:
            one = ranked[0]
            history.add(ActorSet(*place, dict.fromkeys(one.ids), (place,), resolved=True))


def _names_itself(gold: dict[tuple[int, int], set[str]], place: tuple[int, int], found: Candidates) -> bool:
    """Whether the annotated words around an expression also hold a name, so that they say nothing of the expression."""
    start, end = next(span for span in gold if span[0] <= place[0] and place[1] <= span[1])
    return any(start <= actor.start and actor.end <= end for actor in found.mentions.actors)


def read_passages() -> Iterator[Annotated]:
    """Yield the passages written for this purpose, their marked expressions as claims that hold nothing else."""
    for line, (text, title, published) in Table(PASSAGES, ["text", "title", "published"]).rows():
        plain, actors = "", []
        at = 0
        for mark in _MARK.finditer(text):
            plain += text[at : mark.start()]
            place = {"start": len(plain), "end": len(plain) + len(mark["words"])}
            actors += [{**place, "id": key} for key in mark["ids"].split()]
            plain, at = plain + mark["words"], mark.end()
        name = f"passage-{line}"
        yield Annotated(name, title, Genre.NEWS, name, published, plain + text[at:], ({"actors": actors},))


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Return the weights that make the right candidates likely."""
    usable = [one for one in examples if one.right is not None and len(one.candidates) > 1]
    counts = Counter(feature for one in usable for row in one.candidates for feature in set(row))
    names = sorted(feature for feature, count in counts.items() if count >= RARE)
    number = {name: n for n, name in enumerate(names)}
    blocks = []
    for one in usable:
        block = np.zeros((len(one.candidates), len(names)), np.float32)
        for row, present in zip(block, one.candidates, strict=True):
            row[[number[feature] for feature in present if feature in number]] = 1
        blocks.append(block)
    right = [one.right for one in usable if one.right is not None]
    weights = _maximize(blocks, right)
    return {name: round(float(one), 3) for name, one in zip(names, weights, strict=True) if abs(one) > NEGLIGIBLE}


def _maximize(blocks: Sequence[Matrix], right: Sequence[int]) -> Matrix:
    """Return the weights at which the right row of each block (rows by features) is likeliest, by AdaGrad."""
    sizes = [len(block) for block in blocks]
    matrix = np.concatenate(blocks)
    starts = np.cumsum([0, *sizes[:-1]])
    rows = starts + np.array(right)
    weights, squares = np.zeros(matrix.shape[1], np.float32), np.full(matrix.shape[1], 1e-6, np.float32)
    for _ in range(STEPS):
        scores = matrix @ weights
        scores = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        shares = scores / np.repeat(np.add.reduceat(scores, starts), sizes)
        gradient = (matrix[rows].sum(0) - shares @ matrix) / len(blocks) - PENALTY * weights / 10
        squares += gradient**2
        weights += RATE * gradient / np.sqrt(squares)
    return weights


def learn(documents: Sequence[tuple[Annotated, Candidates]], find: CandidateFinder) -> dict[str, float]:
    """Fit in rounds, each resolving the documents with the weights of the one before."""
    weights: dict[str, float] = {}
    for _ in range(ROUNDS):
        weights = fit([one for document, found in documents for one in examples_of(document, found, find, weights)])
    return weights


def main() -> None:
    """Cross-validate, then learn from everything and write the weights."""
    from pipeline.train_model import read_documents
    from pipeline.training import folds

    find = CandidateFinder()
    texts = [*read_documents(None, typer.echo), *read_passages()]
    documents = [(one, find(one.title, one.text, date=one.published)) for one in texts]
    found = {document.name: pair for document, pair in zip([d for d, _ in documents], documents, strict=True)}
    hits: Counter[str] = Counter()
    reachable: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for fold in folds([document for document, _ in documents], FOLDS):
        names = {document.name for document in fold}
        weights = learn([pair for name, pair in found.items() if name not in names], find)
        for document in fold:
            for one in examples_of(*found[document.name], find, weights):
                total[one.sort] += 1
                reachable[one.sort] += one.right is not None
                hits[one.sort] += one.chosen_right
    for sort, count in [*total.most_common(), ("all", total.total())]:
        within, right = (part.total() if sort == "all" else part[sort] for part in (reachable, hits))
        typer.echo(f"{sort:12} {count:5} reachable {within / count:.3f} right {right / count:.3f}")
    if "--check" not in sys.argv:
        FILE.write_text(json.dumps(learn(documents, find), indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
