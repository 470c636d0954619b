import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gazetteer import Gazetteer, on_word_boundaries
from pipeline.mentions import ProgramMention
from pipeline.spans import longest

FORMS = ["Guinea", "Papua New Guinea", "New", "U.S.", "US", "EU", "Lake Pact", "Pact"]


def found(text):
    """The forms found in a text with their places."""
    return [(FORMS[match.form], match.start, match.end) for match in Gazetteer(FORMS)(text)]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Guinea met Papua New Guinea.", ["Guinea", "Papua New Guinea"]),
        ("the Lake Pact and a Pact", ["Lake Pact", "Pact"]),
        ("It left the U.S.", ["U.S."]),
        ("U.S.-EU talks, EU-US talks", ["U.S.", "EU", "EU", "US"]),
        ("(EU), “EU”, EU’s, EU's, EU/US", ["EU", "EU", "EU", "EU", "EU", "US"]),
        ("NEU, EUs, EU_x, 2EU, Guineans", []),
        ("eu, guinea, us", []),
        ("日本EU", []),
        ("", []),
    ],
)
def test_forms_are_found_on_word_boundaries_the_longest_first(text, forms):
    """A form counts where it is a word of its own in the letters that it was given with, not inside a longer one."""
    assert [form for form, _, _ in found(text)] == forms


@pytest.mark.parametrize("before", ["", "\U0001f91d ", "e\u0301 ", "\U0001f469\u200d\U0001f680 – "])
def test_places_count_code_points(before):
    """What stands before a form does not shift it, however it is encoded."""
    [(_, start, end)] = found(f"{before}Guinea")

    assert (start, end) == (len(before), len(before) + 6)


@given(st.lists(st.sampled_from([*FORMS, " ", "-", "x", "\u00e9", "\U0001f91d", ".", "\n"]), max_size=20).map("".join))
def test_matches_are_words_in_order_that_never_overlap(text):
    """Every match is its form, letter for letter, begins after the one before has ended, and cuts no word."""
    at = 0
    for form, start, end in found(text):
        assert text[start:end] == form
        assert start >= at
        assert on_word_boundaries(text, start, end)
        at = end


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 6)), max_size=10))
def test_longest_keeps_what_no_longer_span_overlaps(places):
    """Kept spans do not overlap, and each that was dropped overlaps a kept one that is at least as long."""
    spans = [ProgramMention(start, start + size, str(n), "") for n, (start, size) in enumerate(places)]

    kept = longest(spans)

    assert kept == sorted(kept, key=lambda span: span.start)
    assert all(one.end <= other.start for one, other in itertools.pairwise(kept))
    for span in spans:
        assert span in kept or any(
            k.start < span.end and span.start < k.end and k.end - k.start >= span.end - span.start for k in kept
        )


def test_of_equal_spans_the_first_given_is_kept():
    """Whoever names a span first names it."""
    one, other = ProgramMention(0, 4, "a", ""), ProgramMention(2, 6, "b", "")

    assert longest([one, other]) == [one]
    assert longest([other, one]) == [other]
