import importlib.util
import json
import random

import pytest

from pipeline.evaluate import pair_claims, score, span_of
from pipeline.gold import read_gold

TEXT = "Kenya and Peru signed it. Chile left. Togo and Mali met in the rain, and then they parted."


def claim(evidence, *actors, status="agreed", domains=("trade",), programs=(), modality="asserted", kind="author"):
    """A claim as annotators write it."""
    start = TEXT.index(evidence)
    people = [{"text": key, "id": key, "role": "participant"} for key in actors]
    return {
        "evidence": evidence,
        "start": start,
        "end": start + len(evidence),
        "actors": people,
        "domains": list(domains),
        "status": status,
        "programs": [{"text": name, "id": name.lower()} for name in programs],
        "modality": modality,
        "attribution": {"kind": kind},
    }


def record(evidence, *actors, source=None, **labels):
    """A claim as it is written in records."""
    made = claim(evidence, *actors, **labels)
    start, end = source or (None, None)
    return {
        **made,
        "evidence": {"text": evidence, "source_start": start, "source_end": end},
        "domains": [{"code": code, "confidence": 0.5} for code in made["domains"]],
    }


def scores(predicted, gold):
    """The measures of claims of one document."""
    return score({"d": predicted}, {"d": {"text": TEXT, "claims": gold}})


SIGNED = claim("Kenya and Peru signed it.", "KEN", "PER", programs=["Lake Pact"])


@pytest.mark.parametrize(
    ("changes", "measures"),
    [
        ({}, {"claim", "strict", "full", "evidence"}),
        ({"modality": "possible"}, {"claim", "strict", "evidence"}),
        ({"kind": "expert"}, {"claim", "strict", "evidence"}),
        ({"programs": ()}, {"claim", "strict", "evidence"}),
        ({"programs": ["Other"]}, {"claim", "strict", "evidence"}),
        ({"status": "ended"}, {"claim", "evidence"}),
        ({"domains": ["cyber"]}, {"claim", "evidence"}),
        ({"domains": ["cyber", "trade"]}, {"claim", "strict", "full", "evidence"}),
        ({"actors": ["KEN", "PER", "CHL"]}, {"claim", "evidence"}),
        ({"actors": ["KEN"]}, {"claim", "evidence"}),
        ({"actors": ["KEN", "CHL"]}, {"evidence"}),
        ({"evidence": "Chile left."}, set()),
    ],
)
def test_a_pair_counts_for_as_much_as_agrees(changes, measures):
    """Evidence alone, enough participants, the core labels, and everything, are measured apart."""
    words = changes.pop("evidence", "Kenya and Peru signed it.")
    actors = changes.pop("actors", ["KEN", "PER"])

    result = scores([record(words, *actors, **{"programs": ["Lake Pact"], **changes})], [SIGNED])

    assert {name for name in ("claim", "strict", "full", "evidence") if result[name]["f1"] == 1} == measures


@pytest.mark.parametrize(
    ("predicted", "gold", "f1"),
    [
        ([], [], 0.0),
        ([], [SIGNED], 0.0),
        ([SIGNED], [], 0.0),
        ([SIGNED], [SIGNED], 1.0),
        ([SIGNED, SIGNED], [SIGNED], 0.6667),
    ],
)
def test_every_claim_pairs_once(predicted, gold, f1):
    """Saying a thing twice earns it once, and nothing said or asked is no error."""
    assert scores(predicted, gold)["claim"]["f1"] == f1


def test_pairs_are_the_most_alike():
    """Of claims that rest on the same words, those with the same participants pair, then those with the same labels."""
    words = "Togo and Mali met in the rain"
    gold = [claim(words, "TGO", "MLI"), claim(words, "KEN", "PER"), claim(words, "TGO", "MLI", status="ended")]
    predicted = [record(words, "KEN", "PER"), record(words, "TGO", "MLI", status="ended"), record(words, "TGO", "MLI")]

    pairs = pair_claims(predicted, gold, TEXT)

    assert [
        (predicted.index(one), gold.index(other)) for one, other in sorted(pairs, key=lambda p: predicted.index(p[0]))
    ] == [
        (0, 1),
        (1, 2),
        (2, 0),
    ]


@pytest.mark.parametrize(
    ("made", "span"),
    [
        (record("Chile left."), (26, 37)),
        (record("Chile left.", source=(26, 37)), (26, 37)),
        (record("Chile left.", source=(0, 11)), (26, 37)),
        ({"evidence": {"text": "Fiji left.", "source_start": None}}, (-1, -1)),
        (claim("Chile left."), (26, 37)),
    ],
)
def test_evidence_is_found_by_offsets_that_fit_or_by_its_words(made, span):
    """Offsets are believed where the words stand there, else the words are searched."""
    assert span_of(made, TEXT) == span


def test_programs_match_by_id_or_by_words():
    """The same name or the same id is the same program, however often it is mentioned."""
    gold = [claim("Chile left.", "CHL", programs=["Lake Pact", "GCAP"])]
    mine = record("Chile left.", "CHL")
    mine["programs"] = [
        {"text": "lake pact", "id": "x"},
        {"text": "Tempest", "id": "gcap"},
        {"text": "Tempest", "id": "t"},
    ]

    assert scores([mine], gold)["program"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "pred": 2, "gold": 2}


def test_groups_are_participants_and_form_no_dyads():
    """Unresolved groups count as one participant among others, and not as a country of a pair."""
    made = record("Chile left.", "GROUP", "CHL", "PER")
    made["actors"].append({"text": "allies", "id": None, "role": "participant"})

    result = scores([made], [claim("Chile left.", "CHL", "PER", "GROUP")])

    assert result["participant"]["gold"] == result["participant"]["pred"] == 3
    assert result["dyad"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "pred": 1, "gold": 1}


def test_documents_without_predictions_count_as_missed():
    """Silence about a document lowers the recall."""
    gold = {name: {"text": TEXT, "claims": [SIGNED]} for name in ("a", "b")}

    assert score({"a": [SIGNED]}, gold)["claim"] == {"p": 1.0, "r": 0.5, "f1": 0.6667, "pred": 1, "gold": 2}


@pytest.fixture(scope="module")
def official(evaluation):
    """The scorer that comes with the evaluation files."""
    spec = importlib.util.spec_from_file_location("official_score", evaluation / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def perturbed(document, chance):
    """Claims that are right, wrong, doubled, shifted, and missing in parts, as records."""
    text = document["text"]
    every = [actor["id"] for claim in document["claims"] for actor in claim["actors"]] or ["USA"]
    made = []
    for gold in document["claims"]:
        for _ in range(chance.choice([0, 1, 1, 1, 2])):
            start, end = gold["start"], gold["end"]
            if chance.random() < 0.4:
                start = max(0, start + chance.randint(-60, 60))
                end = min(len(text), max(start + 5, end + chance.randint(-80, 80)))
            actors = [a for a in gold["actors"] if chance.random() < 0.85]
            if chance.random() < 0.3:
                actors = [
                    *actors,
                    {
                        "text": "x",
                        "id": chance.choice([*every, None, "GROUP", "gbr:navy"]),
                        "role": chance.choice(["participant", "against", "absent"]),
                    },
                ]
            programs = [p for p in gold["programs"] if chance.random() < 0.7]
            if chance.random() < 0.2:
                programs = [
                    *programs,
                    {"text": chance.choice(["Lake Pact", "NATO"]), "id": chance.choice([None, "nato", "pact"])},
                ]
            domains = [d for d in gold["domains"] if chance.random() < 0.7] or ["space"]
            kept = chance.random() < 0.5
            made.append(
                {
                    "document": {"id": document["doc"]},
                    "evidence": {
                        "text": text[start:end],
                        "source_start": start if kept else None,
                        "source_end": end if kept else None,
                    },
                    "actors": actors,
                    "programs": programs,
                    "domains": [{"code": d} for d in domains],
                    "status": chance.choice([gold["status"], gold["status"], "ongoing"]),
                    "modality": chance.choice([gold["modality"], gold["modality"], "possible"]),
                    "attribution": {"kind": chance.choice([gold["attribution"]["kind"], "author"])},
                }
            )
    chance.shuffle(made)
    return made


@pytest.mark.parametrize("seed", range(12))
def test_measures_equal_those_of_the_official_scorer(evaluation, official, seed):
    """On any predictions, every measure is the same to the last digit."""
    gold = read_gold(evaluation / "dev")
    chance = random.Random(seed)  # noqa: S311 - chance, not a secret
    predicted = {name: perturbed(document, chance) for name, document in gold.items() if chance.random() < 0.9}

    expected = official.score(predicted, gold)

    assert score(predicted, gold) == {name: value for name, value in expected.items() if not name.startswith("_")}


def test_perfect_predictions_score_one(evaluation):
    """Annotations scored against themselves are without fault."""
    gold = read_gold(evaluation / "dev")

    result = score({name: document["claims"] for name, document in gold.items()}, gold)

    assert {result[name]["f1"] for name in ("claim", "strict", "full", "dyad", "evidence")} == {1.0}


def test_results_are_plain_json():
    """What is returned can be written as it is."""
    assert json.loads(json.dumps(scores([SIGNED], [SIGNED])))["claim"]["f1"] == 1.0
