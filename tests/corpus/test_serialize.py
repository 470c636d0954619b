import json
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.claim import Attribution, Span
from corpus.errors import RecordError
from corpus.labels import AttributionKind, Modality, Status
from corpus.serialize import SCHEMA_FILE, claim_from_dict, claim_schema, claim_to_dict, claim_to_json, render_schema

VALIDATOR = jsonschema.Draft202012Validator(claim_schema())
ORDER = [
    "schema",
    "id",
    "document",
    "evidence",
    "trigger",
    "actors",
    "programs",
    "domains",
    "status",
    "modality",
    "polarity",
    "attribution",
    "time",
    "plover",
    "confidence",
    "provenance",
]


def changes(claim):
    """Variants of a claim with the fields that may be null."""
    return [
        {},
        {"time": None},
        {"plover": None},
        {"programs": ()},
        {"time": replace(claim.time, from_=None, to=None)},
        {"programs": (replace(claim.programs[0], kind=None),)},
        {"attribution": Attribution(kind=AttributionKind.AUTHOR)},
        {"evidence": replace(claim.evidence, source_start=None, source_end=None)},
        {"actors": (replace(claim.actors[0], antecedent=((0, 5), (10, 16))),)},
        {"document": replace(claim.document, title=None, published=None, cluster="d_1")},
    ]


@pytest.mark.parametrize("number", range(10))
def test_a_claim_survives_being_written_and_read(claim_of, number):
    """A record read back is equal to the one that was written, from dictionaries and from JSON."""
    claim = claim_of(**changes(claim_of())[number])

    assert claim_from_dict(claim_to_dict(claim)) == claim
    assert claim_from_dict(json.loads(claim_to_json(claim))) == claim


@pytest.mark.parametrize("number", range(10))
def test_every_record_validates_against_the_schema(claim_of, number):
    """What is written is what the schema promises, fields that are null included."""
    claim = claim_of(**changes(claim_of())[number])

    VALIDATOR.validate(json.loads(claim_to_json(claim)))


@given(
    status=st.sampled_from(Status),
    modality=st.sampled_from(Modality),
    confidence=st.floats(0, 1),
    words=st.text(min_size=1),
)
def test_any_words_and_labels_survive(claim_of, status, modality, confidence, words):
    """Control characters, quotes and signs beyond the basic plane survive as well."""
    said = Attribution(kind=AttributionKind.EXPERT, source=Span(text=words, start=3, end=3 + len(words)))
    claim = claim_of(status=status, modality=modality, confidence=confidence, attribution=said)

    line = claim_to_json(claim)

    assert claim_from_dict(json.loads(line)) == claim
    VALIDATOR.validate(json.loads(line))


def test_the_interval_of_a_time_is_from_and_to(claim_of):
    """The record says ``from``, which is a word of Python, and never ``from_``."""
    record = claim_to_dict(claim_of())

    assert list(record["time"]) == ["text", "start", "end", "from", "to"]
    assert "from_" not in claim_to_json(claim_of())


def test_json_is_one_line_with_the_fields_in_their_order(claim_of):
    """A record is one line, and its fields stand in the order of the record's definition."""
    line = claim_to_json(claim_of(trigger=Span(text="a\nb", start=1, end=4)))

    assert "\n" not in line
    assert list(json.loads(line)) == ORDER


def test_unknown_values_are_null(claim_of):
    """What is not known is null and never left out."""
    record = claim_to_dict(claim_of(time=None, attribution=Attribution(kind=AttributionKind.MEDIA)))

    assert record["time"] is None
    assert record["attribution"] == {"kind": "media", "source": None, "cue": None}
    assert record["document"]["author"] is None


def without(*path):
    """A change that takes a field out of a record."""

    def change(record):
        *way, last = path
        for key in way:
            record = record[key]
        del record[last]

    return change


def with_(value, *path):
    """A change that gives a field of a record another value."""

    def change(record):
        *way, last = path
        for key in way:
            record = record[key]
        record[last] = value

    return change


BROKEN = [
    without("status"),
    without("evidence", "start"),
    without("document", "sha256"),
    without("time", "from"),
    without("plover", "mode"),
    with_("begun", "status"),
    with_("surely", "modality"),
    with_("cheese", "domains", 0, "code"),
    with_("king", "attribution", "kind"),
    with_("0", "evidence", "start"),
    with_("state", "actors"),
    with_("accordant.claim/2", "schema"),
    with_(None, "confidence"),
]


@pytest.mark.parametrize("change", BROKEN)
def test_the_schema_refuses_records_of_another_shape(claim_of, change):
    """A missing field, an unknown label, a wrong type and another version are not of this schema."""
    record = json.loads(claim_to_json(claim_of()))
    change(record)

    assert not VALIDATOR.is_valid(record)


@pytest.mark.parametrize(
    "change",
    [
        without("status"),
        with_("begun", "status"),
        with_("0", "evidence", "start"),
        with_("accordant.claim/2", "schema"),
        with_(1.5, "confidence"),
        with_([], "domains"),
        with_("Keny", "actors", 0, "text"),
        with_(None, "confidence"),
    ],
)
def test_a_broken_record_is_a_record_error_of_one_line(claim_of, change):
    """Reading tells what is wrong with a record instead of building it."""
    record = json.loads(claim_to_json(claim_of()))
    change(record)

    with pytest.raises(RecordError) as error:
        claim_from_dict(record)

    assert "\n" not in str(error.value)


def test_the_schema_is_a_schema():
    """It is valid against the draft that it names, and says which record it describes."""
    jsonschema.Draft202012Validator.check_schema(claim_schema())

    assert claim_schema()["$id"] == "accordant.claim/1"
    assert claim_schema()["required"] == ORDER


def test_the_schema_that_ships_is_the_one_of_the_code():
    """The file beside the package is generated and up to date."""
    assert json.loads(SCHEMA_FILE.read_text(encoding="utf-8")) == claim_schema()
    assert SCHEMA_FILE.read_text(encoding="utf-8") == render_schema()
