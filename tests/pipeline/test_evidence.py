import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.evidence import clauses


def cut(text, *triggers):
    """The words of each trigger's clause."""
    spans, at = [], 0
    for words in triggers:
        start = text.index(words, at)
        at = start + len(words)
        spans.append((start, at))
    return [text[start:end] for start, end in clauses(text, (0, len(text)), spans)]


@pytest.mark.parametrize("text", ["Kenya signed with Peru.", "Kenya, while others slept, signed; Peru watched."])
def test_a_single_claim_has_the_whole_sentence(text):
    """Where a sentence makes one claim, all of its words are the evidence."""
    assert cut(text, "signed") == [text]


@pytest.mark.parametrize(
    ("text", "triggers", "expected"),
    [
        ("Kenya signed it, while Chile withdrew.", ["signed", "withdrew"], ["Kenya signed it", "Chile withdrew."]),
        ("Kenya signed it, but Chile withdrew.", ["signed", "withdrew"], ["Kenya signed it", "Chile withdrew."]),
        (
            "Kenya signed; Chile left; Togo joined.",
            ["signed", "left", "joined"],
            ["Kenya signed", "Chile left", "Togo joined."],
        ),
        (
            "Kenya signed it, and Chile has withdrawn.",
            ["signed", "withdrawn"],
            ["Kenya signed it", "Chile has withdrawn."],
        ),
    ],
)
def test_claims_are_parted_at_strong_breaks(text, triggers, expected):
    """Conjunctions that oppose, and semicolons, end one claim's words and begin the next one's."""
    assert cut(text, *triggers) == expected


@pytest.mark.parametrize(
    ("text", "triggers", "expected"),
    [
        ("Kenya signed it, Chile withdrew.", ["signed", "withdrew"], ["Kenya signed it", "Chile withdrew."]),
        ("Kenya signed it and Chile left it.", ["signed", "left"], ["Kenya signed it", "and Chile left it."]),
        (
            "Peru left—Chile stayed—Togo joined.",
            ["left", "stayed", "joined"],
            ["Peru left", "Chile stayed", "Togo joined."],
        ),
        (
            "Kenya signed it, gladly, but Chile, at last, left.",
            ["signed", "left"],
            ["Kenya signed it, gladly", "Chile, at last, left."],
        ),
    ],
)
def test_weak_breaks_serve_where_there_is_no_strong_one(text, triggers, expected):
    """Without such a break, the last comma, dash, relative or "and" parts two claims."""
    assert cut(text, *triggers) == expected


def test_claims_without_a_break_between_share_their_words():
    """Triggers side by side rest on the same words, up to the next break."""
    assert cut("Kenya signed sealed it, but Peru left.", "signed", "sealed", "left") == [
        "Kenya signed sealed it",
        "Kenya signed sealed it",
        "Peru left.",
    ]


WORDS = st.sampled_from(["Kenya", "signed", "left", ",", ";", "while", "and", "who", "–", "\u00a0", "\n", "\U0001f91d"])


@given(st.lists(WORDS, min_size=3, max_size=25), st.data())
def test_evidence_holds_its_trigger_and_stays_in_the_sentence(words, data):
    """Whatever the breaks, the words of a claim include its trigger and nothing beyond the sentence."""
    starts, at = [], 0
    for word in words:
        starts.append((at, at + len(word)))
        at += len(word) + 1
    text = " ".join(words)
    places = [span for span, word in zip(starts, words, strict=True) if word in {"signed", "left"}]
    assume(places)
    triggers = sorted(data.draw(st.sets(st.sampled_from(places), min_size=1)))

    spans = clauses(text, (0, len(text)), triggers)

    assert len(spans) == len(triggers)
    for (start, end), trigger in zip(spans, triggers, strict=True):
        assert 0 <= start <= trigger[0] < trigger[1] <= end <= len(text)
        assert text[start:end] == text[start:end].strip(" ,;:–—\t\n\r\xa0")
