import numpy as np
import pytest

from models.heads import ROLES, Heads
from models.windows import WindowMaker

for name in ("torch", "transformers", "peft"):
    pytest.importorskip(name, reason=f"{name} is needed for training only")

from models.teach import Teacher  # noqa: E402 - only where torch is installed
from models.torch_encoder import TorchEncoder, head_weights  # noqa: E402
from models.train import TrainingSettings, train  # noqa: E402

LONG = TrainingSettings(epochs=40, batch=4, encoder_rate=3e-3, head_rate=1e-2, warmup=0.0, half=False, threads=1)


@pytest.fixture(scope="module")
def teacher(examples, large_base, tokenizer):
    """A model that knows the examples by heart."""
    model = train(examples, large_base, LONG)
    return Teacher(WindowMaker(tokenizer), TorchEncoder(model), Heads(head_weights(model)))


def test_a_teacher_gives_probabilities_for_all_that_is_learnt(teacher, examples, tokenizer):
    """Its tags, roles and labels stand where an annotator's would."""
    document = examples[0].document

    [target] = teacher(document, WindowMaker(tokenizer))

    [trigger] = target.triggers
    start, end = (int(target.window.chars[at, 0]) for at in (trigger.span[0], trigger.span[1]))
    assert document.text[start:end].strip() == "signed"
    assert trigger.roles.shape == (2, 1 + len(ROLES))
    assert (trigger.roles[:, 1 + ROLES.index("participant")] > 0.5).all()
    inside = target.trigger_tags[slice(*target.window.target)]
    assert np.allclose(inside.sum(axis=1), 1, atol=1e-5)
    assert target.trigger_tags.sum() == pytest.approx(inside.sum())
    assert target.states.shape == (len(target.window.ids), 16)


def test_a_pupil_learns_from_what_it_is_taught(teacher, examples, base, tokenizer):
    """Without any annotation of a document, its trigger is learnt from the teacher; no projection is left behind."""
    from dataclasses import replace

    taught = [target for one in examples[2:] for target in teacher(one.document, WindowMaker(tokenizer))]

    pupil = train(examples[:2], base, replace(LONG, epochs=30), taught=[taught[:5], taught[5:]])

    [window] = WindowMaker(tokenizer)(examples[5].document)
    triggers, _ = Heads(head_weights(pupil)).tokens(TorchEncoder(pupil)([window])[0])
    [target] = teacher(examples[5].document, WindowMaker(tokenizer))
    first, last = target.triggers[0].span
    assert triggers[first:last, 1:].sum(axis=1).min() > 0.5
    assert pupil.projection is None


def test_documents_that_the_two_cut_apart_are_left_out(teacher, examples):
    """Where the windows differ, nothing is taught rather than the wrong thing."""
    from tokenizers import Tokenizer, pre_tokenizers
    from tokenizers.models import WordLevel

    other = Tokenizer(WordLevel({"[CLS]": 0, "[SEP]": 1, "[UNK]": 2}, unk_token="[UNK]"))  # noqa: S106 - a token of text
    other.pre_tokenizer = pre_tokenizers.WhitespaceSplit()

    document = examples[0].document

    assert teacher(document, WindowMaker(other)) == []
