from collections import Counter

import pytest

from pipeline.assess import intervals, macro_f1, named_inside, recall_by, report
from pipeline.evaluate import count

TEXT = "Kenya signed with Uganda. They met."


def claim(start, end, ids, status="agreed", inside=2):
    """A claim of some participants, the first few of them named in its evidence."""
    actors = [
        {"id": key, "role": "participant", "start": start if n < inside else 90, "end": start + 1 if n < inside else 91}
        for n, key in enumerate(ids)
    ]
    words = {"evidence": TEXT[start:end], "start": start, "end": end, "actors": actors, "programs": []}
    return {**words, "domains": ["trade"], "status": status, "modality": "asserted", "attribution": {"kind": "author"}}


@pytest.fixture
def documents():
    """Two documents, each with two claims."""

    def document():
        claims = [claim(0, 25, ["KEN", "UGA"]), claim(26, 35, ["KEN", "UGA"], "completed", inside=0)]
        return {"text": TEXT, "genre": "wire", "claims": claims}

    return {"a": document(), "b": document()}


@pytest.fixture
def predicted():
    """What was found: everything in one, in the other one claim with another status."""
    return {
        "a": [claim(0, 25, ["KEN", "UGA"]), claim(26, 35, ["KEN", "UGA"], "completed")],
        "b": [claim(0, 25, ["KEN", "UGA"], "pledged")],
    }


def test_intervals_hold_the_score_and_stay_between_none_and_all(documents, predicted):
    """A bootstrap over documents gives a lower and an upper end around the measured value."""
    counted = [count(predicted[name], document) for name, document in documents.items()]

    value, low, high = intervals(counted)["claim"]

    assert value == pytest.approx(6 / 7, abs=1e-3)
    assert (low, high) == (pytest.approx(2 / 3, abs=1e-3), 1.0)


def test_intervals_of_documents_without_claims_are_nothing():
    """Where nothing was to be found and nothing was found, scores are 0, not errors."""
    assert intervals([Counter(documents=1)])["claim"] == (0, 0, 0)


def test_recall_is_told_by_status_and_by_who_is_named(documents, predicted):
    """What is found is counted by any key of the gold claim."""
    assert recall_by(predicted, documents, lambda one: one["status"]) == {"agreed": (2, 2), "completed": (1, 2)}
    assert recall_by(predicted, documents, named_inside) == {"0": (1, 2), "2 or more": (2, 2)}


def test_macro_f1_weighs_every_value_alike(documents, predicted):
    """A rare value counts as much as a frequent one, and one that only the model gives not at all."""
    found = macro_f1(predicted, documents, lambda one: one["status"])

    assert found == pytest.approx((2 / 3 + 1) / 2)


def test_a_report_has_every_table(documents, predicted):
    """Measures with intervals, genres, statuses and named participants."""
    lines = list(report("x", predicted, documents))

    assert lines[0].startswith("### x: 2 documents, 4 claims")
    assert any(line.startswith("| wire | 2 |") for line in lines)
    assert "| completed | 1 | 2 | 0.500 |" in lines
