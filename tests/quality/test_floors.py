import json
from pathlib import Path

import pytest

import accordant
from corpus.serialize import claim_to_dict
from pipeline.evaluate import score
from pipeline.gold import read_gold

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def result(model_folder, evaluation):  # noqa: ARG001 - skips where there is no model
    """The scores of the shipped model, at its own threshold, on the documents that are only ever scored."""
    gold = read_gold(evaluation / "dev")
    nlp = accordant.load()
    documents = [{"id": name, "title": document["title"], "text": document["text"]} for name, document in gold.items()]
    claims = {
        name: [claim_to_dict(claim) for claim in found] for name, found in zip(gold, nlp.pipe(documents), strict=True)
    }
    return score(claims, gold)


@pytest.mark.parametrize("measure", FLOORS)
def test_no_score_falls_below_its_floor(result, measure):
    """A change may raise a floor; one that lowers it says why in the changelog."""
    assert result[measure]["f1"] >= FLOORS[measure], f"{measure} has F1 {result[measure]['f1']}"
