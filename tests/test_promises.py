import html
import json

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import accordant
from corpus.serialize import claim_schema, claim_to_dict
from corpus.visible import visible
from pipeline.api import as_document

SENTENCES = [
    "Kenya and Uganda signed a railway agreement on Friday.",
    "Rwanda is considering joining the Standard Gauge Railway with Kenya, while Burundi suspended talks with Tanzania.",
    "Peru withdrew from its radar pact with Chile, and Bolivia will not join the Andes Accord.",
    "The two countries should share data on fish, the minister said.",
    "Norway & Sweden will train divers under the “Blue Reef” Initiative.",
    "They agreed to pool 5 % of their patrol boats with the EU next year.",
    "Japan, India and Australia held the Malabar exercise to deter China \U0001f91d.",
]
SPACES = st.sampled_from([" ", "  ", "\n", "\r\n", "\t", "\u00a0", "\u2009", " \u00ad"])
INSERTS = st.sampled_from(
    ["\U0001f6a2", "\U0001f469\u200d\U0001f680", "cafe\u0301", "n\u0303", "naïve", "Łódź", "日本", "\u200b", ""]
)
INLINE = st.sampled_from(
    [
        "<b>{}</b>",
        '<a href="/x?a=1&amp;b=2">{}</a>',
        "<em class='q'>{}</em>",
        "<!-- no -->{}",
        "{}<sup>1</sup>",
        "{}<wbr>",
        "<span>{}</span>",
    ]
)
ENTITIES = st.sampled_from(
    [("n", "&#110;"), (" ", "&nbsp;"), ("a", "&#x61;"), ("é", "&eacute;"), ("“", "&ldquo;"), (" ", " &shy;"), ("", "")]
)
BREAKS = st.sampled_from(["\n\n", "\r\n\r\n", "\n \n", "\n\n\n"])
VALIDATOR = jsonschema.Draft202012Validator(claim_schema())


@st.composite
def varied(draw):
    """One of the sentences with other white space, and signs and combining marks between its words."""
    words = draw(st.sampled_from(SENTENCES)).split(" ")
    at, insert = draw(st.integers(0, len(words) - 1)), draw(INSERTS)
    words[at] = f"{words[at]} {insert}".strip() if insert else words[at]
    gaps = draw(st.lists(SPACES, min_size=1, max_size=3))
    return "".join(word + gaps[number % len(gaps)] for number, word in enumerate(words[:-1])) + words[-1]


@st.composite
def marked_up(draw):
    """A varied sentence as HTML, with character references and inline elements."""
    words = html.escape(draw(varied()), quote=False).split(" ")
    at = draw(st.integers(0, len(words) - 1))
    words[at] = draw(INLINE).format(words[at])
    letter, reference = draw(ENTITIES)
    text = " ".join(words)
    return text if letter == "" or "<" in text or "&" in text else text.replace(letter, reference, 2)


PLAIN = st.builds(lambda sentences, gap: gap.join(sentences), st.lists(varied(), min_size=1, max_size=4), BREAKS)
PARAGRAPHS = st.lists(marked_up(), min_size=1, max_size=4)
PAGE = (
    "<!DOCTYPE html>\r\n<html><head><title>Pacts &amp; ports</title></head><body>"
    "<nav><a href='/'>Home</a> <a href='/w'>World</a></nav>"
    "<article><h1>Pacts &amp; ports</h1>{}</article><aside><p>Read more: Ten pacts you missed</p></aside></body></html>"
)


def kept(claims, original, text):
    """Check what is promised of every record; return how many have a place in the original."""
    for claim in claims:
        evidence = claim.evidence
        spans = [
            evidence,
            claim.trigger,
            *claim.actors,
            *claim.programs,
            claim.attribution.source,
            claim.attribution.cue,
            claim.time,
        ]
        for span in filter(None, spans):
            assert text[span.start : span.end] == span.text
        if evidence.source_start is not None:
            assert visible(original[evidence.source_start : evidence.source_end]) == visible(evidence.text)
        VALIDATOR.validate(json.loads(accordant.claim_to_json(claim)))
        assert accordant.claim_from_dict(claim_to_dict(claim)) == claim
    return sum(claim.evidence.source_start is not None for claim in claims)


def read(nlp, **fields):
    """The claims of a document, its original and its cleaned text."""
    document = as_document({"id": "a", **fields})
    return nlp(document), document.original, document.text


@pytest.mark.parametrize("field", ["text", "html"])
def test_the_promise_is_put_to_the_test(nlp, field):
    """The sentences give claims that have a place in the original, so that the tests below can fail."""
    words = (
        "\n\n".join(SENTENCES)
        if field == "text"
        else PAGE.format("".join(f"<p>{html.escape(s)}</p>" for s in SENTENCES))
    )

    claims, original, text = read(nlp, **{field: words})

    assert len(claims) >= 5
    assert kept(claims, original, text) >= 5


@settings(max_examples=40, deadline=None)
@given(text=PLAIN)
def test_records_of_plain_text_are_verbatim(nlp, text):
    """Every record's words stand at its offsets, in the cleaned and in the original text."""
    kept(*read(nlp, text=text))


@settings(max_examples=40, deadline=None)
@given(paragraphs=PARAGRAPHS)
def test_records_of_pages_are_verbatim(nlp, paragraphs):
    """What a reader sees at a record's place in the page is what the record says."""
    kept(*read(nlp, html=PAGE.format("".join(f"<p>{paragraph}</p>\r\n" for paragraph in paragraphs))))


def test_claims_of_a_document_do_not_depend_on_others(nlp):
    """Many documents in one go give the bytes that each gives alone."""
    documents = [{"id": str(number), "text": " ".join(SENTENCES[number : number + 3])} for number in range(5)]

    together = [[accordant.claim_to_json(claim) for claim in claims] for claims in nlp.pipe(documents)]

    assert (
        together
        == [[accordant.claim_to_json(claim) for claim in nlp(document)] for document in reversed(documents)][::-1]
    )


def test_nothing_said_is_nothing_claimed(nlp):
    """Texts without actors, or without words, give no claims."""
    for text in ("", " \n", "The rain fell all night.", "\U0001f91d" * 5, "Kenya."):
        assert nlp(text) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_wrapped_sentence_is_one_claim(nlp, end):
    """Line ends inside a sentence do not break it, whichever system wrote them."""
    claims, original, text = read(
        nlp, text=f"Kenya and Uganda signed a railway{end}agreement on Friday.{end}{end}{SENTENCES[2]}"
    )

    assert kept(claims, original, text)
    assert ("KEN", "UGA") in {claim.participants for claim in claims}


def test_a_higher_threshold_prints_fewer_of_the_same(nlp):
    """The threshold leaves claims out; those that stay say the same, if in more words where they shared a sentence."""
    text = " ".join(SENTENCES)
    every, sure = nlp(text), accordant.load(min_confidence=0.5)(text)

    said = [(claim.participants, claim.status, claim.confidence) for claim in every if claim.confidence >= 0.5]
    assert [(claim.participants, claim.status, claim.confidence) for claim in sure] == said
    assert all(claim.confidence >= 0.5 for claim in sure)
