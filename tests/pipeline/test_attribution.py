from dataclasses import replace
from types import SimpleNamespace

import pytest

from corpus.labels import AttributionKind, Domain, Modality, Role, Status
from pipeline.assemble import ClaimDraft
from pipeline.attribution import find_attribution
from pipeline.linguistics import Linguistics

DRAFT = ClaimDraft(
    sentence=0,
    trigger=(0, 1),
    roles={Role.PARTICIPANT: (0,)},
    programs=(),
    domains=((Domain.TRADE, 0.9),),
    status=Status.AGREED,
    modality=Modality.ASSERTED,
    attribution=AttributionKind.OFFICIAL,
    confidence=0.5,
    features=(),
)


def said(*sentences, number=0, kind=AttributionKind.OFFICIAL):
    """Source and cue that are found for a claim in one of the sentences."""
    text, spans = " ".join(sentences), []
    for sentence in sentences:
        start = text.index(sentence)
        spans.append((start, start + len(sentence)))
    candidates = SimpleNamespace(linguistics=Linguistics(tuple(spans), ()))
    found = find_attribution(
        text, candidates, replace(DRAFT, sentence=number, attribution=kind, trigger=(at := spans[number][0], at + 1))
    )
    for span in (found.source, found.cue):
        assert span is None or text[span.start : span.end] == span.text
    assert found.kind is kind
    return (found.source.text, found.cue.text) if found.source else None


@pytest.mark.parametrize(
    ("sentence", "source", "cue"),
    [
        ("Kenya signed, the envoy said.", "the envoy", "said"),
        ("The minister told reporters that Kenya signed.", "The minister", "told"),
        ("According to the ministry, Kenya signed.", "the ministry", "According to"),
        ("Kenya signed, according to two officials.", "two officials", "according to"),
        ("“We signed,” said Amina Odongo on Monday.", "Amina Odongo", "said"),
        ("“We signed,” the envoy added.", "the envoy", "added"),
        ("Amina Odongo, the minister, said Kenya signed.", "Amina Odongo", "said"),
        ("Analysts argue that Kenya signed.", "Analysts", "argue"),
        ("In Lima, the president announced that Peru joined.", "the president", "announced"),
        ("He said Kenya signed.", "He", "said"),
    ],
)
def test_source_and_cue_are_copied_from_the_sentence(sentence, source, cue):
    """Who says it and by what word are found before or after what is said."""
    assert said(sentence) == (source, cue)


@pytest.mark.parametrize(
    ("sentences", "number"),
    [
        (["“Kenya signed.", "We are glad,” the envoy said."], 0),
        (["The envoy said so.", "“Kenya signed.”"], 1),
    ],
)
def test_a_neighboring_sentence_of_the_quotation_may_name_the_source(sentences, number):
    """Where the claim's own sentence is silent, the one before or after speaks."""
    source, _ = said(*sentences, number=number)

    assert source.lower() == "the envoy"


def test_the_own_sentence_comes_before_its_neighbors():
    """A source in the claim's sentence is nearer than one beside it."""
    assert said("The king said no.", "The envoy said Kenya signed.", "The queen said yes.", number=1) == (
        "The envoy",
        "said",
    )


def test_the_authors_own_voice_has_no_source():
    """What the text itself says is nobody's words, even beside a quotation."""
    assert said("Kenya signed, the envoy said.", kind=AttributionKind.AUTHOR) is None


@pytest.mark.parametrize("sentence", ["Kenya signed.", "Kenya, Peru signed the pact", ""])
def test_nothing_is_guessed(sentence):
    """Without words of saying there is a kind and nothing more."""
    assert said(sentence) is None


def test_a_long_quotation_is_followed_to_the_sentence_that_names_its_source():
    """The source of a quotation's middle stands where the quotation begins or ends."""
    sentences = ["The envoy said: “We met.", "Kenya signed.", "Uganda paid.", "All is well.”", "Nobody else spoke."]

    assert said(*sentences, number=2) == ("The envoy", "said")


@pytest.mark.parametrize(
    ("sentence", "source", "cue"),
    [
        ("Officials in Lima quietly complain that Kenya never signed.", "Officials in Lima", "complain"),
        ("Norway and Peru have urged the union to sign.", "Norway and Peru", "urged"),
        ("In May 2005 Amina Odongo announced that Kenya signed.", "Amina Odongo", "announced"),
        ("Kenya, as analysts at the institute suggest, signed.", "analysts at the institute", "suggest"),
        ("The ministry has let it be known that Kenya signed.", "The ministry", "let it be known"),
        ("Peru signed, while diplomats from two states argue that Kenya should.", "diplomats from two states", "argue"),
        ("The bridge across the river said nothing of it.", None, None),
    ],
)
def test_a_subject_is_read_back_to_where_its_clause_begins(sentence, source, cue):
    """Helpers, adverbs and openings are no part of a source, and not every subject is one."""
    trigger = sentence.find("signed") if "signed" in sentence else len(sentence) - 2
    text_draft = replace(DRAFT, trigger=(trigger, trigger + 1))
    candidates = SimpleNamespace(linguistics=Linguistics(((0, len(sentence)),), ()))
    found = find_attribution(sentence, candidates, text_draft)

    assert (found.source and found.source.text, found.cue and found.cue.text) == (source, cue)
