import json
from dataclasses import replace

import pytest

from corpus.annotated import check_annotated, to_standoff
from corpus.errors import AnnotationError
from corpus.second import read_second
from pipeline.agreement import agreement

TEXT = "Kenya signed a pact with Uganda."


@pytest.fixture
def document(place):
    """An annotated document with one claim."""
    claim = {
        **place(TEXT, TEXT),
        "evidence": TEXT,
        "trigger": place(TEXT, "signed"),
        "actors": [{**place(TEXT, one), "id": one[:3].upper(), "role": "participant"} for one in ("Kenya", "Uganda")],
        "programs": [],
        "domains": ["trade"],
        "status": "agreed",
        "modality": "asserted",
        "attribution": {"kind": "author", "text": "", "cue": ""},
        "time": "",
    }
    head = {
        "doc": "x",
        "title": "",
        "genre": "wire",
        "region": "",
        "topic": "t",
        "published": "2024-01-01",
        "text": TEXT,
    }
    return {**head, "claims": [claim]}


def test_a_second_annotation_is_joined_with_the_first_documents_text(document, tmp_path):
    """Offsets alone are stored; the words come from the text."""
    second = {**document, "claims": [{**document["claims"][0], "status": "pledged"}]}
    (tmp_path / "x.json").write_text(json.dumps(to_standoff(second, "articles:x", (0, len(TEXT)))), encoding="utf-8")

    [(first, again)] = read_second(tmp_path, [check_annotated("x", document)])

    assert "evidence" not in json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["claims"][0]
    assert (first.claims[0]["status"], again.claims[0]["status"]) == ("agreed", "pledged")
    assert again.claims[0]["evidence"] == TEXT
    assert again.claims[0]["actors"][1]["text"] == "Uganda"


def test_another_text_is_an_error_and_an_absent_one_is_passed_over(document, tmp_path):
    """A second annotation holds for the very text that was annotated."""
    (tmp_path / "x.json").write_text(json.dumps(to_standoff(document, "articles:x", (0, len(TEXT)))), encoding="utf-8")
    first = check_annotated("x", document)

    assert list(read_second(tmp_path, [])) == []
    with pytest.raises(AnnotationError, match="sha256"):
        list(read_second(tmp_path, [replace(first, text=TEXT + " ")]))


def test_agreement_counts_what_both_annotated(document):
    """The same claims agree wholly; one with another status agrees as a claim and not strictly."""
    first = check_annotated("x", document)
    other = replace(first, claims=({**first.claims[0], "status": "pledged"},))

    assert agreement([(first, first)])["strict"]["f1"] == 1
    found = agreement([(first, other)])
    assert (found["claim"]["f1"], found["strict"]["f1"], found["status"]) == (1, 0, 0)
