import pytest

from corpus.claim import Evidence, Span
from corpus.labels import Modality, Status
from pipeline.cues import find_reasons, load_cues, named_domains


@pytest.fixture
def reasons(claim_of):
    """The reasons for a claim on a sentence, as pairs of field and words."""

    def find(text, status, modality=Modality.ASSERTED, start=0):
        evidence = Evidence(
            text=text, start=start, end=start + len(text), source_start=None, source_end=None, sentence=0, paragraph=0
        )
        claim = claim_of(
            evidence=evidence,
            trigger=Span(text=text, start=start, end=start + len(text)),
            status=status,
            modality=modality,
        )
        found = list(find_reasons(claim))
        assert all(text[r.start - start : r.end - start] == r.text for r in found)
        return [(r.field, r.text) for r in found]

    return find


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("Kenya should join Peru.", Status.PROPOSED, ["should"]),
        ("Kenya is considering a pact with Peru.", Status.CONSIDERED, ["considering"]),
        ("Kenya promised ships to Peru.", Status.PLEDGED, ["promised"]),
        ("Kenya signed an agreement with Peru.", Status.AGREED, ["signed", "agreement"]),
        ("Kenya works with Peru.", Status.ONGOING, ["works with"]),
        ("Kenya visited Peru.", Status.COMPLETED, ["visited"]),
        ("Talks with Peru have stalled.", Status.STALLED, ["stalled"]),
        ("Kenya withdrew from the pact.", Status.ENDED, ["withdrew"]),
        ("Kenya refused to join.", Status.REJECTED, ["refused"]),
    ],
)
def test_words_that_speak_for_the_status_are_its_reasons(reasons, text, status, words):
    """The typical words of a status are found where the claim has that status."""
    assert reasons(text, status) == [("status", word) for word in words]


@pytest.mark.parametrize(
    ("text", "modality", "words"),
    [
        ("Kenya may join.", Modality.POSSIBLE, ["may"]),
        ("KENYA MUST JOIN.", Modality.RECOMMENDED, ["MUST"]),
        ("Kenya joins if Peru does.", Modality.CONDITIONAL, ["if"]),
        ("Kenya never joined.", Modality.NEGATED, ["never"]),
        ("Kenya joined.", Modality.ASSERTED, []),
    ],
)
def test_words_that_speak_for_the_modality_are_its_reasons(reasons, text, modality, words):
    """A bare assertion needs no reason."""
    assert reasons(text, Status.STALLED, modality) == [("modality", word) for word in words]


def test_words_that_speak_for_another_status_are_no_reasons(reasons):
    """Cues explain what the model decided and do not contradict it."""
    assert reasons("Kenya withdrew from the pact.", Status.AGREED) == []


def test_cues_are_whole_words(reasons):
    """Parts of words are no cues."""
    assert reasons("Kenya assigned a mayor.", Status.AGREED, Modality.POSSIBLE) == []


def test_places_are_those_of_the_text(reasons):
    """Offsets of reasons refer to the cleaned text, as those of the evidence do."""
    assert reasons("Kenya signed.", Status.AGREED, start=40) == [("status", "signed")]


def test_every_status_and_every_modality_but_the_plain_one_has_cues():
    """Each value can be explained."""
    wanted = {("status", status.value) for status in Status} | {
        ("modality", m.value) for m in Modality if m != "asserted"
    }

    assert {key for key in load_cues() if key[0] != "domain"} == wanted


@pytest.mark.parametrize(
    ("sentence", "domains"),
    [
        ("They share data on cybersecurity and climate change.", {"cyber", "climate"}),
        ("They met in Quito.", set()),
    ],
)
def test_domains_are_named_by_their_names(sentence, domains):
    """A sentence names the domains whose names it uses, and no others."""
    assert named_domains(sentence) == domains
