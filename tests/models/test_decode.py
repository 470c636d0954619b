import numpy as np
import pytest

from models.decode import PROGRAM_FLOOR, TRIGGER_FLOOR, Decoder, TriggerPrediction, certainty, top
from models.heads import Labels
from models.inputs import Candidate, DocumentInput, Entity, MentionKind
from models.windows import Window, WindowMention

TEXT = "Kenya signed the Nile Pact and left the Nile Pact"
TOKENS = ["Kenya", "signed", "the", "Nile", "Pact", "and", "left", "the", "Nile", "Pact"]
OUT, BEGIN, INSIDE = (0.9, 0.05, 0.05), (0.1, 0.7, 0.2), (0.1, 0.2, 0.7)
KENYA = WindowMention(0, 0, 1, 0, MentionKind.STATE)
FLAT = Labels(np.ones(19) / 2, np.ones(9) / 9, np.ones(5) / 5, np.ones(6) / 6)


class FakeHeads:
    """Heads that answer what the test says and note what they were asked."""

    def __init__(self, triggers, programs=()):
        self._tags = [triggers, programs]
        self.asked = []

    def tokens(self, states):
        """The tags of the test, and outside elsewhere."""
        answers = []
        for tags in self._tags:
            rows = np.array([OUT] * len(states), dtype=np.float32)
            for token, tag in dict(tags).items():
                rows[token] = tag
            answers.append(rows)
        return tuple(answers)

    def labels(self, _states, _window, _trigger):
        """The same for every trigger."""
        return FLAT

    def mentions(self, _states, _window):
        """Nothing that `roles` would need."""

    def roles(self, _states, window, trigger, _mentions, discourse):
        """Everybody takes part; the trigger is noted."""
        self.asked.append(trigger)
        return {
            m.entity: np.array([0.1, 0.6, 0.1, 0.1, 0.1])
            for m in window.mentions
            if discourse.programs[m.entity] in {True, False}
        }


def window(target=(0, 10), mentions=(KENYA,), chars=None):
    """A window of the given tokens."""
    if chars is None:
        starts = np.cumsum([0] + [len(word) + 1 for word in TOKENS[:-1]])
        chars = [(start, start + len(word)) for start, word in zip(starts, TOKENS, strict=True)]
    size = len(chars)
    return Window(np.zeros(size), np.zeros(size), np.array(chars), np.zeros(size, dtype=int), target, tuple(mentions))


def document(*candidates, text=TEXT):
    """A document on the text of the tests."""
    return DocumentInput("", text, ((0, len(text)),), candidates, (Entity("KEN", "Kenya"),))


def decode(heads, *windows, doc=None):
    """Decode windows with given heads."""
    windows = list(windows) or [window()]
    return Decoder(heads)(doc or document(), windows, [np.zeros((len(w.ids), 4), np.float32) for w in windows])


@pytest.mark.parametrize(
    ("tags", "words"),
    [
        ({}, []),
        ({1: BEGIN}, ["signed"]),
        ({1: INSIDE}, ["signed"]),
        ({1: BEGIN, 2: INSIDE, 3: INSIDE}, ["signed the Nile"]),
        ({1: BEGIN, 2: BEGIN}, ["signed", "the"]),
        ({1: BEGIN, 6: BEGIN}, ["signed", "left"]),
        ({0: BEGIN, 9: INSIDE}, ["Kenya", "Pact"]),
        ({1: (0.99 - TRIGGER_FLOOR, TRIGGER_FLOOR + 0.01, 0)}, ["signed"]),
        ({1: (1.01 - TRIGGER_FLOOR, TRIGGER_FLOOR - 0.01, 0)}, []),
    ],
)
def test_triggers_are_runs_of_likely_tokens(tags, words):
    """Neighbors that are likely enough form a trigger, and a token that begins one ends the one before."""
    prediction = decode(FakeHeads(tags))

    assert [TEXT[trigger.start : trigger.end] for trigger in prediction.triggers] == words


def test_a_trigger_does_not_begin_inside_a_word():
    """A piece of a word that is tagged as a beginning still belongs to its word."""
    pieces = window(target=(0, 2), mentions=(), chars=[(0, 3), (3, 6)])

    [trigger] = decode(FakeHeads({0: BEGIN, 1: BEGIN}), pieces, doc=document(text="resign")).triggers

    assert (trigger.start, trigger.end) == (0, 6)


def test_a_trigger_is_as_probable_as_its_likeliest_token():
    """The sure word of a phrase carries the unsure ones."""
    [trigger] = decode(FakeHeads({1: BEGIN, 2: (0.6, 0.2, 0.2)})).triggers

    assert trigger.probability == pytest.approx(0.9)


def test_only_the_target_of_a_window_is_read():
    """Context is seen and not decided, since another window decides it."""
    heads = FakeHeads({1: BEGIN, 6: BEGIN})

    prediction = decode(heads, window(target=(0, 5)), window(target=(5, 10)))

    assert [TEXT[trigger.start : trigger.end] for trigger in prediction.triggers] == ["signed", "left"]
    assert heads.asked == [(1, 2), (6, 7)]


def test_programs_without_a_candidate_become_entities():
    """Tagged words that no table knows are numbered after the known entities, the same words as one."""
    prediction = decode(FakeHeads({1: BEGIN}, {3: BEGIN, 4: INSIDE, 8: BEGIN, 9: INSIDE}))

    assert {n: [TEXT[slice(*p)] for p in places] for n, places in prediction.programs.items()} == {1: ["Nile Pact"] * 2}
    assert set(prediction.triggers[0].roles) == {0, 1}


@pytest.mark.parametrize("tags", [{1: BEGIN}, {2: BEGIN}, {5: BEGIN, 6: INSIDE, 7: INSIDE}])
def test_words_that_are_not_written_like_a_name_are_no_program(tags):
    """A tag on verbs and function words proposes nothing."""
    assert decode(FakeHeads({}, tags)).programs == {}


def test_programs_that_a_candidate_stands_for_are_not_doubled():
    """A tag on words that a known program covers changes nothing."""
    known = Candidate(17, 26, MentionKind.PROGRAM, 0)

    prediction = decode(FakeHeads({}, {3: BEGIN, 4: INSIDE}), doc=document(known))

    assert prediction.programs == {}


def test_a_candidate_in_the_title_covers_nothing_in_the_text():
    """Offsets of the title are no offsets of the text."""
    known = Candidate(17, 26, MentionKind.PROGRAM, 0, in_title=True)

    assert decode(FakeHeads({}, {3: BEGIN, 4: INSIDE}), doc=document(known)).programs


def test_unsure_programs_are_left_out():
    """A program needs to be likelier than not."""
    unsure = (1.01 - PROGRAM_FLOOR, PROGRAM_FLOOR - 0.01, 0)

    assert decode(FakeHeads({}, {3: unsure})).programs == {}


def test_a_document_without_windows_says_nothing():
    """Nothing read, nothing said."""
    prediction = Decoder(FakeHeads({}))(document(text=""), [], [])

    assert (prediction.triggers, prediction.programs) == ((), {})


def test_certainty_is_that_of_the_least_sure():
    """A set of participants is as sure as the one that is least."""
    roles = {0: np.array([0.1, 0.9, 0, 0, 0]), 1: np.array([0.4, 0.6, 0, 0, 0])}
    trigger = TriggerPrediction(0, 1, 0.5, roles, FLAT)

    assert certainty(trigger, [0, 1], 0) == pytest.approx(0.6)
    assert certainty(trigger, [], 0) == 0


def test_top_is_the_first_of_the_likeliest():
    """Ties fall to the earlier label, so that the same numbers give the same label."""
    assert top(np.array([0.2, 0.4, 0.4])) == 1
