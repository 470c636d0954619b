import os
from dataclasses import replace
from pathlib import Path

import pytest
from tokenizers import Tokenizer, normalizers, pre_tokenizers
from tokenizers.models import WordPiece

import accordant
from corpus.claim import (
    Actor,
    Attribution,
    Claim,
    DocumentReference,
    DomainConfidence,
    Evidence,
    Plover,
    Program,
    Provenance,
    Span,
    Time,
)
from corpus.labels import ActorKind, AttributionKind, Domain, Modality, ProgramKind, Role, Status, Via
from models.registry import CARD, SHIPPED

TEXT = "Kenya and Uganda signed the Lake Pact against Rwanda on Friday, the envoy said."
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,;:!?'\"()-"


@pytest.fixture(scope="session")
def model_folder():
    """The folder of the model that ships with Accordant."""
    if not (SHIPPED / CARD).is_file():
        pytest.skip("no trained model")
    return SHIPPED


@pytest.fixture(scope="session")
def nlp(model_folder):  # noqa: ARG001 - skips where there is no model
    """The pipeline with the shipped model, printing every claim however unsure."""
    return accordant.load(min_confidence=0.0)


@pytest.fixture(scope="session")
def evaluation():
    """The folder of the evaluation files."""
    if not (folder := os.environ.get("ACCORDANT_EVAL")):
        pytest.skip("ACCORDANT_EVAL does not name the evaluation files")
    return Path(folder)


@pytest.fixture(scope="session")
def tokenizer():
    """A tokenizer of BERT's kind: lower case, known words whole, all others in letters."""
    words = [
        "the",
        "a",
        "of",
        "and",
        "on",
        "in",
        "with",
        "signed",
        "agreed",
        "met",
        "pact",
        "talks",
        "kenya",
        "uganda",
        "peru",
        "chile",
        "japan",
        "italy",
    ]
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    vocabulary = dict.fromkeys([*special, *words, *_LETTERS, *(f"##{letter}" for letter in _LETTERS)])
    made = Tokenizer(WordPiece({word: number for number, word in enumerate(vocabulary)}, unk_token="[UNK]"))  # noqa: S106 - a token of text
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


@pytest.fixture(scope="session")
def place():
    """Where words first stand in a text, as the fields ``text``, ``start`` and ``end``."""

    def find(text, words):
        start = text.index(words)
        return {"text": words, "start": start, "end": start + len(words)}

    return find


@pytest.fixture(scope="session")
def actor_of(place):
    """Make an actor from its words in `TEXT`."""

    def make(words, key, role=Role.PARTICIPANT, **changes):
        known = {"id": key, "name": words, "kind": ActorKind.STATE, "role": role, "via": Via.NAME}
        return Actor(**{**place(TEXT, words), **known, **changes})

    return make


@pytest.fixture(scope="session")
def claim_of(place, actor_of):
    """Make a well-formed claim, some of its fields changed."""

    def make(**changes):
        claim = Claim(
            document=DocumentReference(
                id="lake",
                source="lake.txt",
                title="A lake shared",
                author=None,
                publisher=None,
                published="2024-05-03",
                language=None,
                sha256="ab" * 32,
            ),
            evidence=Evidence(
                text=TEXT, start=0, end=len(TEXT), source_start=4, source_end=4 + len(TEXT), sentence=0, paragraph=0
            ),
            trigger=Span(**place(TEXT, "signed")),
            actors=(actor_of("Kenya", "KEN"), actor_of("Uganda", "UGA"), actor_of("Rwanda", "RWA", Role.AGAINST)),
            programs=(Program(**place(TEXT, "Lake Pact"), id="lake-pact", name="Lake Pact", kind=ProgramKind.TREATY),),
            domains=(
                DomainConfidence(code=Domain.MARITIME_SECURITY, confidence=0.9),
                DomainConfidence(code=Domain.TRADE, confidence=0.6),
            ),
            status=Status.AGREED,
            modality=Modality.ASSERTED,
            attribution=Attribution(
                kind=AttributionKind.OFFICIAL, source=Span(**place(TEXT, "the envoy")), cue=Span(**place(TEXT, "said"))
            ),
            time=Time(**place(TEXT, "on Friday"), from_="2024-05-03", to="2024-05-03"),
            plover=Plover(event="AGREE", mode=None, actor=("KEN", "UGA"), recipient=("KEN", "UGA")),
            confidence=0.75,
            provenance=Provenance(accordant="1.0", model="m@1", config="sha256:0"),
        )
        return replace(claim, **changes)

    return make
