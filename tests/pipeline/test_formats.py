import csv
import io
import json

import pytest

from corpus.claim import Attribution
from corpus.clean.offsets import IdentityMap
from corpus.document import Document, Metadata
from corpus.labels import AttributionKind, Modality
from corpus.serialize import claim_to_dict
from pipeline.formats import write_claims
from pipeline.formats.cleaned import render_cleaned
from pipeline.formats.rows import COLUMNS, claim_row
from pipeline.formats.terminal import _bracketed


@pytest.fixture
def results(claim_of):
    """Two documents, one with two claims and one with none."""

    def document(name, text, title=None):
        return Document(
            id=name, source=f"{name}.txt", original=text, text=text, offsets=IdentityMap(len(text)), sha256="ab" * 32,
            metadata=Metadata(title=title),
        )  # fmt: skip

    claim = claim_of()
    other = claim_of(
        modality=Modality.POSSIBLE,
        attribution=Attribution(kind=AttributionKind.AUTHOR),
        time=None,
        plover=None,
        confidence=0.5,
    )
    return [
        (document("lake", claim.evidence.text, "A [lake] shared"), [claim, other]),
        (document("dry", "Nothing."), []),
    ]


def written(results, style):
    """What is written in a style."""
    out = io.StringIO()
    counts = write_claims(iter(results), style, out)
    assert counts == (2, 2)
    return out.getvalue()


def test_jsonl_is_one_record_a_line(results):
    """Each line is a whole record, and documents without claims have none."""
    records = [json.loads(line) for line in written(results, "jsonl").splitlines()]

    assert records == [json.loads(json.dumps(claim_to_dict(claim))) for claim in results[0][1]]


def test_json_is_one_list(results):
    """All records stand in one array."""
    assert json.loads(written(results, "json")) == [
        json.loads(json.dumps(claim_to_dict(claim))) for claim in results[0][1]
    ]


def test_json_without_claims_is_an_empty_list():
    """Nothing found is still valid JSON."""
    out = io.StringIO()

    assert write_claims(iter([]), "json", out) == (0, 0)
    assert json.loads(out.getvalue()) == []


def test_csv_has_a_header_and_a_row_a_claim(results):
    """Values that are several share a field, and unknown ones are empty."""
    first, second = csv.DictReader(io.StringIO(written(results, "csv")))

    assert tuple(first) == COLUMNS
    assert (first["participants"], first["against"], first["absent"]) == ("KEN UGA", "RWA", "")
    assert (first["domains"], first["programs"]) == ("maritime_security trade", "lake-pact")
    assert (first["source"], first["cue"], first["time"], first["plover"]) == (
        "the envoy",
        "said",
        "on Friday",
        "AGREE",
    )
    assert (first["evidence"], first["start"], first["source_start"]) == (results[0][0].text, "0", "4")
    assert (second["source"], second["cue"], second["time"], second["plover"], second["modality"]) == (
        "",
        "",
        "",
        "",
        "possible",
    )


def test_rows_are_as_wide_as_the_header(claim_of):
    """Every column has its value."""
    assert len(claim_row(claim_of())) == len(COLUMNS) == len(set(COLUMNS))


def test_tables_name_each_document_and_each_claim(results):
    """People see title, participants, who else, program, domain, status, source and confidence."""
    table = written(results, "table")

    for words in (
        "A [lake] shared",
        "KEN UGA",
        "against: RWA",
        "lake-pact",
        "agreed",
        "possible",
        "the envoy",
        "0.75",
        "dry",
    ):
        assert words in table, words
    assert table.count("no claim of cooperation") == 1


def test_tables_fit_their_width(results):
    """Without a terminal no line is wider than a page."""
    assert max(map(len, written(results, "table").splitlines())) <= 120


def test_explanations_mark_words_and_give_reasons(results):
    """Actors, program, trigger and cues are marked in the sentence, and each label has its reason."""
    text = written(results, "explain")

    assert "[Kenya] and [Uganda] <(signed)> the {Lake Pact} against [Rwanda] on Friday" in text
    assert "status: agreed, by “signed”" in text
    assert "attribution: official “the envoy”, by “said”" in text
    assert "RWA (against, by name “Rwanda”)" in text
    assert "confidence: 0.75" in text


def test_marks_are_nested():
    """Marks of words inside other words, or of the same words, stand inside the others' marks."""
    text = "Kenya signed the Lake Pact"
    spans = [("trigger", 6, 26), ("status", 6, 12), ("modality", 6, 12), ("program", 17, 26)]

    assert _bracketed(text, spans) == "Kenya <((signed)) the {Lake Pact}>"


def test_cleaned_text_is_printed_alone(results):
    """Without metadata there is the text and nothing else."""
    document, _ = results[0]

    assert render_cleaned(document, with_metadata=False) == document.text


def test_cleaned_text_with_metadata_is_one_object(results):
    """With metadata there is one line that says what is known, unknown values being null."""
    line = render_cleaned(results[0][0], with_metadata=True)
    record = json.loads(line)

    assert "\n" not in line
    assert (record["id"], record["title"], record["author"], record["text"]) == (
        "lake",
        "A [lake] shared",
        None,
        results[0][0].text,
    )
    assert record["sha256"] == "ab" * 32
