import numpy as np
import pytest

from models import encoder
from models.encoder import OnnxEncoder, pad
from models.load import load_reader
from models.registry import read_model
from models.windows import Window
from pipeline.candidates import CandidateFinder

TEXTS = [
    "Kenya and Uganda signed a railway agreement. Rwanda may join them later.",
    "Peru and Chile will share radar pictures of their coasts, the admiral said, while Bolivia stays away.",
    "Norway trains Estonian divers. " * 60,
]


def window(*ids):
    """A window of the given tokens."""
    size = len(ids)
    numbers = np.array(ids, dtype=np.int64)
    return Window(numbers, numbers % 2, np.zeros((size, 2)), np.zeros(size), (0, size), ())


def test_a_batch_is_padded_to_its_longest_window():
    """Shorter windows are filled with zeros, which the mask hides."""
    ids, mask, kinds = pad([window(5, 6, 7), window(9)])

    assert ids.tolist() == [[5, 6, 7], [9, 0, 0]]
    assert mask.tolist() == [[1, 1, 1], [1, 0, 0]]
    assert kinds.tolist() == [[1, 0, 1], [1, 0, 0]]


@pytest.fixture(scope="module")
def encode(model_folder):
    """The encoder that ships."""
    return OnnxEncoder(model_folder / "encoder.onnx")


def test_states_are_as_long_as_their_windows(encode):
    """Padding does not come back, and no window is nothing."""
    states = encode([window(101, 2023, 102), window(101, 102)])

    assert [len(rows) for rows in states] == [3, 2]
    assert states[0].dtype == np.float32
    assert encode([]) == []


def test_a_window_has_the_same_states_whatever_was_encoded_before(encode):
    """The encoder remembers nothing of other documents."""
    one, other = [window(101, 2023, 2003, 102)], [window(*range(1000, 1300)), window(101, 102)]
    first = encode(one)
    encode(other)

    assert np.array_equal(encode(one)[0], first[0])


def test_a_document_reads_the_same_alone_and_among_others(model_folder):
    """What the model says of a document does not depend on what else is read, in which order, or how often."""
    read, find = load_reader(read_model(model_folder)), CandidateFinder()
    inputs = [find("", text).input for text in TEXTS]
    alone = [load_reader(read_model(model_folder))(document) for document in inputs]

    for number in (2, 0, 1, 0, 2):
        again = read(inputs[number])
        assert [(t.start, t.end, t.probability) for t in again.triggers] == [
            (t.start, t.end, t.probability) for t in alone[number].triggers
        ]
        for one, other in zip(again.triggers, alone[number].triggers, strict=True):
            assert all(np.array_equal(one.roles[entity], other.roles[entity]) for entity in other.roles)


def test_documents_of_many_windows_are_read_to_their_end(model_folder, monkeypatch):
    """A document that needs several batches has triggers in the last of them, too."""
    monkeypatch.setattr(encoder, "BATCH", 2)
    read = load_reader(read_model(model_folder))
    sentence = "Kenya and Uganda signed a railway agreement on Friday. "
    document = CandidateFinder()("", sentence * 60).input

    triggers = read(document).triggers

    assert max(trigger.end for trigger in triggers) > len(document.text) - len(sentence)
