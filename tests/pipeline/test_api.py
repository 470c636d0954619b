from types import SimpleNamespace

import pytest

import accordant
from corpus.clean import clean
from corpus.document import Document, Media, RawDocument
from corpus.errors import UnknownModelError
from pipeline.actors.table import FOLDER as ACTORS
from pipeline.api import Pipeline, _configuration_digest, as_document
from pipeline.extract import may_hold_claims

TEXT = "Kenya and Uganda signed a railway agreement on Friday."


@pytest.mark.parametrize(
    ("given", "key", "title"),
    [
        (TEXT, "text", None),
        ({"text": TEXT}, "text", None),
        ({"id": "a", "text": TEXT, "title": "Rails"}, "a", "Rails"),
        ({"id": 7, "html": f"<p>{TEXT}</p>"}, "7", None),
    ],
)
def test_texts_and_mappings_become_documents(given, key, title):
    """A text alone, or a mapping with text or HTML, is enough."""
    document = as_document(given)

    assert (document.id, document.metadata.title) == (key, title)
    assert document.text.strip() == TEXT


def test_documents_are_taken_as_they_are():
    """What is cleaned already is not cleaned again, and what was read is cleaned."""
    raw = RawDocument(id="a", source="a", original=TEXT, media=Media.TEXT, sha256="0")

    assert as_document(raw).text == TEXT
    assert isinstance(as_document(raw), Document)
    assert as_document(cleaned := clean(raw)) is cleaned


def test_a_mapping_without_words_is_refused():
    """There is no document without text or HTML."""
    with pytest.raises(KeyError, match="text"):
        as_document({"id": "a"})


def test_the_digest_is_that_of_the_words():
    """The same words have the same digest, so that their claims have the same ids."""
    assert as_document(TEXT).sha256 == as_document({"id": "b", "text": TEXT}).sha256 != as_document(f"{TEXT} ").sha256


def test_an_unknown_profile_is_refused():
    """Loading says what is installed instead."""
    with pytest.raises(UnknownModelError, match="nonesuch"):
        accordant.load("nonesuch")


class Never:
    """A model that must not be asked."""

    def __call__(self, document):
        """Fail."""
        raise AssertionError(document)


def test_pipe_is_lazy_and_keeps_the_order():
    """Documents are read one by one, as they are asked for."""
    one_by_one = SimpleNamespace(pipe=lambda documents: ((document, [document.id]) for document in documents))
    nlp = Pipeline(one_by_one)
    documents = (
        {"id": str(number), "text": TEXT} if number < 2 else pytest.fail("read too far") for number in range(3)
    )

    claims = nlp.pipe(documents)

    assert [next(claims), next(claims)] == [["0"], ["1"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rain fell.", False),
        ("Kenya rested.", False),
        ("Kenya told Kenya.", False),
        ("The Lake Pact holds.", False),
        ("Kenya and Peru met.", True),
        ("Kenya joined the Lake Pact.", True),
        ("NATO agreed.", True),
        ("European allies agreed.", True),
    ],
)
def test_documents_without_two_sides_are_settled_without_the_model(text, expected):
    """Two actors, an actor and a program, or an actor that is many may hold a claim."""
    from pipeline.candidates import CandidateFinder

    assert may_hold_claims(CandidateFinder()("", text)) is expected


def test_the_configuration_is_told_by_its_digest(model_folder):
    """Another threshold is another configuration, the same one the same digest, and the label is name and version."""
    text = f"{TEXT} Peru and Chile signed a radar pact."
    configurations = []
    for floor in (0.0, 0.0, 0.01):
        [first, *_] = accordant.load(model_folder, min_confidence=floor)(text)
        configurations.append(first.provenance.config)

    assert configurations[0] == configurations[1] != configurations[2]
    assert first.provenance.model.startswith("claims-en@")


def test_own_tables_are_a_configuration_of_their_own(model_folder, tmp_path):
    """A user's file counts by its content, whatever its name, also where a table that ships is called the same."""
    own = tmp_path / "actors.csv"
    configurations = set()
    for name in ("Vale Party", "Vale Front"):
        own.write_text(f"id,name,kind\nVALE_PARTY,{name},nonstate\n", encoding="utf-8")
        nlp = accordant.load(model_folder, min_confidence=0.0, actors=own)
        [first, *_] = nlp(f"{TEXT} Peru and Chile signed a radar pact.")
        configurations.add(first.provenance.config)
    shipped = _configuration_digest(0.0, {}, {})

    assert len(configurations) == 2
    assert shipped != _configuration_digest(0.0, {}, {"actors": ACTORS / "actors.csv"})
    assert shipped == _configuration_digest(0.0, {}, {"actors": None})
