import json
from pathlib import Path

import pytest

from benchmarks.floors import moved
from pipeline.assess import read_sets, read_with
from pipeline.evaluate import score

CONTENT = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
FLOORS = [(name, measure) for name, values in CONTENT["floors"].items() for measure in values]


@pytest.fixture(scope="module")
def results(model_folder):  # noqa: ARG001 - skips where there is no model
    """The scores of the shipped model, at its own threshold, on documents that nothing was trained on."""
    return {name: score(read_with("fast", documents), documents) for name, documents in read_sets()}


@pytest.mark.parametrize(("name", "measure"), FLOORS)
def test_no_score_falls_below_its_floor(results, name, measure):
    """A change may raise a floor with `benchmarks.floors`; to lower one it takes a reason."""
    if name not in results:
        pytest.skip("the evaluation files are not at hand")
    found = results[name][measure]
    value = found["f1"] if isinstance(found, dict) else found

    assert value >= CONTENT["floors"][name][measure], f"{measure} of the {name} is {value}"


def test_every_lowered_floor_has_its_reason():
    """Nobody lowers a floor in silence."""
    assert all(one["reason"] and one["floors"] for one in CONTENT["lowered"])


def test_floors_go_up_by_themselves_and_down_only_when_told():
    """A better score lifts its floor; a worse one is reported, and moves it only with the flag."""
    old = {"dev": {"claim": 0.5, "strict": 0.3}}
    measured = {"dev": {"claim": 0.6, "strict": 0.25}}

    kept, fallen = moved(old, measured, lower=False)
    lowered, _ = moved(old, measured, lower=True)

    assert kept == {"dev": {"claim": 0.58, "strict": 0.3}}
    assert lowered == {"dev": {"claim": 0.58, "strict": 0.23}}
    assert len(fallen) == 1
    assert fallen[0].startswith("strict of the dev")
