import itertools
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.linguistics import parse, read_linguistics


def sentences(text):
    """The sentences of a text."""
    return [text[start:end] for start, end in read_linguistics(text).sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya signed it. Peru did not.", ["Kenya signed it.", "Peru did not."]),
        (
            "Peru thanked the U.S. and left on Monday. Chile stayed.",
            ["Peru thanked the U.S. and left on Monday.", "Chile stayed."],
        ),
        ("A heading\n\nKenya signed it.", ["A heading", "Kenya signed it."]),
        ("A heading\r\n\r\nKenya signed it.", ["A heading", "Kenya signed it."]),
        ("A heading\n \t\nKenya signed it.", ["A heading", "Kenya signed it."]),
        ("  Kenya signed it.  ", ["Kenya signed it."]),
        ("Kenya signed a pact\nwith Peru.", ["Kenya signed a pact\nwith Peru."]),
        ("Why now? Because Peru agreed!", ["Why now?", "Because Peru agreed!"]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_sentences_end_where_they_end_and_with_their_paragraph(text, expected):
    """A sentence holds no white space at its ends, and an empty line ends it."""
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "dates"),
    [("Kenya signed it on Friday.", ["Friday"]), ("In March 2024 Peru left.", ["March 2024"]), ("Peru left.", [])],
)
def test_dates_are_found(text, dates):
    """Expressions of time are copied from the text."""
    assert [text[start:end] for start, end in read_linguistics(text).dates] == dates


def test_actors_are_no_dates():
    """What the tables know is not taken for something else."""
    text = "May Day came and Chad met the Sultan of Oman in 1999."

    assert all("Oman" not in text[start:end] for start, end in read_linguistics(text).dates)


WORDS = st.sampled_from(
    [
        "Kenya",
        "signed",
        "it.",
        "U.S.",
        "\n",
        "\n\n",
        "\r\n\r\n",
        "\t",
        "\u00a0",
        "\U0001f91d",
        "e\u0301",
        "“Yes.”",
        "Why?",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_sentences_hold_every_word_once_and_in_order(text):
    """No word is left out or counted twice, whatever stands between words."""
    spans = read_linguistics(text).sentences

    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    assert [w for start, end in spans for w in text[start:end].split()] == text.split()
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)


def test_a_sentence_can_be_parsed():
    """The parser gives every word its head."""
    verb = next(token for token in parse("Kenya signed the pact.") if token.text == "signed")

    assert verb.dep_ == "ROOT"


def test_torch_stays_out():
    """Reading a text imports neither torch nor its like, though spaCy would, and leaves them importable."""
    program = (
        "import sys; from pipeline.linguistics import read_linguistics; read_linguistics('Kenya signed it.'); "
        "print([name for name in ('torch', 'tensorflow', 'jax', 'cupy') if sys.modules.get(name)])"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
