from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from models.inputs import Candidate, DocumentInput, Entity, MentionKind
from models.windows import AHEAD, LONGEST, OUTSIDE, ROSTER, TARGET, TITLE, WINDOW, WindowMaker, token_span

WORDS = st.sampled_from(
    ["the", "kenya", "signed", "Nairobi", "\U0001f91d", "cafe\u0301", "co-operation", "U.S.", "條約"]
)
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=60), min_size=1, max_size=20)


@pytest.fixture(scope="module")
def make(tokenizer):
    """The maker of windows, on the tokenizer of the tests."""
    return WindowMaker(tokenizer)


def document(sentences, *, title="", candidates=(), entities=()):
    """A document whose sentences are parted by spaces; candidates are given with all their fields."""
    text = " ".join(sentences)
    spans, at = [], 0
    for sentence in sentences:
        spans.append((at, at + len(sentence)))
        at += len(sentence) + 1
    return DocumentInput(title, text, tuple(spans), tuple(candidates), tuple(entities))


def states(sentences, *names):
    """A document that mentions states by name, with its candidates."""
    text = " ".join(sentences)
    found = [(number, at) for number, name in enumerate(names) for at in range(len(text)) if text.startswith(name, at)]
    candidates = [Candidate(at, at + len(names[number]), MentionKind.STATE, number) for number, at in found]
    return document(sentences, candidates=candidates, entities=[Entity(name[:3].upper(), name) for name in names])


def target_chars(window):
    """The places of the tokens of a window's target."""
    return [tuple(pair) for pair in window.chars[slice(*window.target)].tolist()]


def check_cover(tokenizer, windows, doc):
    """Together the targets hold every token of every sentence, each once, in the order of the text."""
    offsets = tokenizer.encode(doc.text, add_special_tokens=False).offsets
    inside = [(a, b) for a, b in offsets if any(a < end and start < b for start, end in doc.sentences)]
    held = [chars for window in windows for chars in target_chars(window)]
    assert [chars for chars in held if chars in set(inside)] == inside
    assert len(held) == len(set(held)) or len(offsets) != len(set(offsets))


@settings(max_examples=60, deadline=None)
@given(sentences=SENTENCES, shift=st.integers(0, 25))
def test_targets_cover_every_token_of_every_sentence_once(tokenizer, make, sentences, shift):
    """No sentence is left out, cut off or read twice, whatever the lengths and the shift."""
    doc = document([" ".join(words) for words in sentences])

    check_cover(tokenizer, list(make(doc, shift=shift)), doc)


@settings(max_examples=30, deadline=None)
@given(sentences=SENTENCES)
def test_targets_cover_texts_in_the_tokens_of_the_model(model_folder, sentences):
    """The same holds for the tokenizer that ships."""
    shipped = Tokenizer.from_file(str(model_folder / "tokenizer.json"))
    shipped.no_truncation()
    shipped.no_padding()
    doc = document([" ".join(words) for words in sentences])

    check_cover(shipped, list(WindowMaker(shipped)(doc)), doc)


@settings(max_examples=60, deadline=None)
@given(sentences=SENTENCES, title=st.lists(WORDS, max_size=80), shift=st.integers(0, 3))
def test_no_window_is_longer_than_the_encoder_reads(make, sentences, title, shift):
    """Title, roster, context and target together keep within the width of a window, and all arrays are as long."""
    names = ["kenya", "signed", "Nairobi"]
    doc = states([" ".join(words) for words in sentences], *names)
    doc = DocumentInput(" ".join(title), doc.text, doc.sentences, doc.candidates, doc.entities)

    for window in make(doc, shift=shift):
        assert len(window.ids) == len(window.kinds) == len(window.chars) == len(window.sentences) <= WINDOW
        assert 0 < window.target[1] - window.target[0] <= LONGEST
        assert all(0 < mention.start < mention.end <= len(window.ids) for mention in window.mentions)


def test_a_short_document_is_one_window(make):
    """Sentences share a window while there is room."""
    assert len(list(make(document(["kenya signed a pact."] * 5)))) == 1


def test_an_empty_text_has_no_window(make):
    """Nothing to read is nothing to encode."""
    assert list(make(document([]))) == []


def test_text_outside_of_sentences_is_no_target(make):
    """A document without sentences gives no window, however long it is."""
    assert list(make(DocumentInput("", "kenya signed", (), (), ()))) == []


@pytest.mark.parametrize("shift", [1, 2, 3])
def test_shift_moves_the_cuts(make, shift):
    """With a shift, the first target holds so many sentences, so that training sees other cuts."""
    first, *_ = make(document(["kenya signed a pact with uganda ."] * 60), shift=shift)

    assert set(first.sentences[slice(*first.target)].tolist()) == set(range(shift))


@pytest.mark.parametrize("words", [TARGET + 1, LONGEST, LONGEST + 1, 3 * LONGEST, 1000])
def test_a_long_sentence_is_cut_into_targets_of_its_own(make, words):
    """A sentence that fits no target is read in pieces, of which none is longer than the longest target."""
    windows = list(make(document(["pact.", "the " * (words - 1) + "the", "pact."])))

    held = [int((window.sentences[slice(*window.target)] == 1).sum()) for window in windows]
    assert sum(held) == words
    assert max(held) <= LONGEST
    assert len([count for count in held if count]) == -(-words // LONGEST)


def test_windows_show_what_stands_around_their_target(make):
    """Before the target a window shows as much as fits, after it a little."""
    windows = list(make(document(["kenya signed a pact with peru ."] * 120)))

    assert len(windows) > 2
    for window in windows[1:-1]:
        assert window.target[0] > 60
        assert len(window.ids) - 1 - window.target[1] == AHEAD


def test_a_window_reads_title_roster_and_text(tokenizer, make):
    """The parts stand in this order between separators, and only tokens of the text have offsets."""
    [window] = make(document(["kenya signed ."], title="pact talks"))

    assert [tokenizer.id_to_token(number) for number in window.ids] == [
        "[CLS]", "pact", "talks", "[SEP]", "[SEP]", "kenya", "signed", ".", "[SEP]",
    ]  # fmt: skip
    assert window.sentences.tolist() == [OUTSIDE] * 5 + [0] * 3 + [OUTSIDE]
    assert window.chars.tolist() == [[0, 0]] * 5 + [[0, 5], [6, 12], [13, 14]] + [[0, 0]]
    assert window.target == (5, 8)


def test_a_long_title_is_cut(tokenizer, make):
    """A title takes no more than its share of the window."""
    [window] = make(document(["kenya signed ."], title="the " * 100))

    assert window.ids.tolist().count(tokenizer.token_to_id("the")) == TITLE


def test_mentions_of_the_title_are_marked(make):
    """A mention in the title stands outside of all sentences and is known as the title's."""
    entities = [Entity("KEN", "kenya"), Entity("PER", "peru")]
    candidates = [Candidate(0, 4, MentionKind.STATE, 1, in_title=True), Candidate(0, 5, MentionKind.DEMONYM, 0)]
    [window] = make(document(["kenya signed ."], title="peru", candidates=candidates, entities=entities))

    first, *_, last = window.mentions
    assert (first.entity, first.start, first.sentence, first.in_title) == (1, 1, OUTSIDE, True)
    assert (last.entity, last.sentence, last.in_title) == (0, 0, False)
    assert [window.kinds[mention.start] for mention in (first, last)] == [MentionKind.STATE, MentionKind.DEMONYM]


def test_entities_named_only_elsewhere_stand_in_the_roster(make):
    """A window names the document's other actors before its text, the most frequent first."""
    doc = states(
        ["kenya signed ."] + ["the " * 150 + "."] * 4 + ["uganda uganda ."] + ["peru uganda ."],
        "kenya",
        "peru",
        "uganda",
    )
    first, *_, last = make(doc)

    listed = [[m.entity for m in window.mentions if m.sentence == OUTSIDE] for window in (first, last)]
    assert listed == [[2, 1], [0]]
    assert {m.entity for m in last.mentions if m.sentence != OUTSIDE} == {1, 2}
    assert not any(m.in_title for m in first.mentions)


def test_programs_and_overlong_rosters_are_left_out(make):
    """Only actors are listed, and only as many as have room."""
    names = ["abcdefghij" + letter * 5 for letter in "klmno"]
    doc = states(["kenya signed ."] + ["the " * 150 + "."] * 4 + [" ".join(names)], "kenya", *names)
    doc = DocumentInput(
        "",
        doc.text,
        doc.sentences,
        doc.candidates,
        (*doc.entities[:2], Entity("p", names[1], is_program=True), *doc.entities[3:]),
    )
    first, *_ = make(doc)

    listed = [m for m in first.mentions if m.sentence == OUTSIDE]
    assert 2 not in {m.entity for m in listed}
    assert 0 < sum(m.end - m.start for m in listed) <= ROSTER


def test_expressions_without_an_entity_are_seen_and_not_judged(make):
    """A pronoun colors its tokens and is no mention."""
    [window] = make(document(["they signed ."], candidates=[Candidate(0, 4, MentionKind.ANAPHOR, None)]))

    assert window.mentions == ()
    assert all((window.kinds == MentionKind.ANAPHOR) == ((window.chars[:, 1] > 0) & (window.chars[:, 1] <= 4)))


@pytest.mark.parametrize(
    ("start", "end", "tokens"),
    [(0, 5, [0]), (0, 6, [0]), (3, 8, [0, 1]), (5, 6, []), (6, 12, [1]), (7, 8, [1]), (0, 99, [0, 1, 2]), (20, 30, [])],
)
def test_token_span_holds_the_tokens_that_overlap(start, end, tokens):
    """A token belongs to a stretch of text when they share a character."""
    chars = np.array([[0, 5], [6, 12], [13, 14]])

    assert list(range(3))[token_span(chars, start, end)] == tokens


def test_windows_stand_in_the_order_of_the_text(make):
    """Targets follow each other without gap or overlap."""
    windows = list(make(document(["kenya signed a pact with peru ."] * 120)))

    for one, other in pairwise(windows):
        assert one.chars[one.target[1] - 1, 1] <= other.chars[other.target[0], 0]
