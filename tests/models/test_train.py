from dataclasses import replace

import pytest

from corpus.labels import AttributionKind, Domain, Modality, Status
from models.examples import Example, GoldClaim
from models.heads import ROLES
from models.inputs import Candidate, DocumentInput, Entity, MentionKind
from models.windows import WindowMaker

torch = pytest.importorskip("torch", reason="torch is not installed; it is needed for training only")
transformers = pytest.importorskip(
    "transformers", reason="transformers is not installed; it is needed for training only"
)

from models.train import TrainingSettings, epoch_batches, train  # noqa: E402 - only where torch is installed

SETTINGS = TrainingSettings(epochs=2, batch=4, encoder_rate=1e-3, head_rate=3e-3, warmup=0.0, half=False, threads=1)
STATES = ["Kenya", "Uganda", "Peru", "Chile", "Japan", "Italy"]


@pytest.fixture(scope="module")
def base(tokenizer, tmp_path_factory):
    """The folder of a tiny encoder with random weights."""
    folder = tmp_path_factory.mktemp("base")
    torch.manual_seed(5)
    config = transformers.BertConfig(
        vocab_size=tokenizer.get_vocab_size(), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=512,
    )  # fmt: skip
    transformers.BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


@pytest.fixture(scope="module")
def examples():
    """Twelve small documents in which two states sign something."""
    made = []
    for number in range(12):
        one, other = STATES[number % 6], STATES[(number + 1) % 6]
        text = f"{one} signed the pact with {other}."
        second = text.index(other)
        candidates = (
            Candidate(0, len(one), MentionKind.STATE, 0),
            Candidate(second, second + len(other), MentionKind.STATE, 1),
        )
        document = DocumentInput("", text, ((0, len(text)),), candidates, (Entity("A", one), Entity("B", other)))
        trigger = text.index("signed"), text.index("signed") + 6
        role = ROLES.index("participant")
        labels = (Domain.TRADE,), Status.AGREED, Modality.ASSERTED, AttributionKind.AUTHOR
        made.append(Example(str(number), document, (GoldClaim(trigger, {0: role, 1: role}, *labels),), ()))
    return made


def weights(model):
    """A copy of all weights of a model."""
    return {name: tensor.clone() for name, tensor in model.state_dict().items()}


def equal(one, other):
    """Whether all weights are the same to the last bit."""
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


def test_training_lowers_the_loss(examples, base):
    """From one epoch to the next the model gets better at what it is shown."""
    losses = []

    train(examples, base, replace(SETTINGS, epochs=3), report=lambda _, loss: losses.append(loss))

    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < 0.9 * losses[0]


def test_the_same_seed_gives_the_same_weights(examples, base):
    """Training can be repeated to the last bit; another seed gives another model."""
    first, second = (weights(train(examples, base, SETTINGS)) for _ in range(2))

    assert equal(first, second)
    assert not equal(first, weights(train(examples, base, replace(SETTINGS, seed=21))))


def test_an_interrupted_run_goes_on_to_the_same_weights(examples, base, tmp_path):
    """A run that stopped after an epoch ends where one that did not stop ends."""
    whole = weights(train(examples, base, SETTINGS))

    def stop(epoch, _loss):
        if epoch == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(examples, base, SETTINGS, checkpoints=tmp_path, report=stop)
    epochs = []
    resumed = train(examples, base, SETTINGS, checkpoints=tmp_path, report=lambda epoch, _: epochs.append(epoch))

    assert epochs == [1]
    assert equal(weights(resumed), whole)


def test_a_checkpoint_of_other_settings_is_not_used(examples, base, tmp_path):
    """A run with changed settings begins anew rather than mixing two."""
    train(examples, base, SETTINGS, checkpoints=tmp_path)
    epochs = []

    train(examples, base, replace(SETTINGS, seed=3), checkpoints=tmp_path, report=lambda epoch, _: epochs.append(epoch))

    assert epochs == [0, 1]


def test_no_partial_checkpoint_is_left(examples, base, tmp_path):
    """A checkpoint appears under its name only when it is whole."""
    train(examples, base, SETTINGS, checkpoints=tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["checkpoint.pt"]


def test_word_vectors_are_not_trained(examples, base):
    """Words keep the meaning that they came with."""
    before = transformers.AutoModel.from_pretrained(base, local_files_only=True).embeddings.word_embeddings.weight

    after = train(examples, base, SETTINGS).encoder.embeddings.word_embeddings.weight

    assert torch.equal(before, after)


def test_every_epoch_shows_every_window_once(examples, tokenizer):
    """Batches are another order of the same windows, and the same for the same seed and epoch."""
    make, settings = WindowMaker(tokenizer), SETTINGS

    def seen(epoch):
        return [
            tuple(target.window.ids.tolist())
            for batch in epoch_batches(examples, make, settings, epoch)
            for target in batch
        ]

    assert sorted(seen(0)) == sorted(seen(1))
    assert seen(0) == seen(0) != seen(1)
    assert all(len(batch) <= settings.batch for batch in epoch_batches(examples, make, settings, 0))


@pytest.mark.filterwarnings("ignore")  # the exporter of torch warns of its own future
def test_a_trained_model_can_be_written_and_read(examples, base, tmp_path, tokenizer):
    """What training exports is a model that the registry finds whole, with nearly the states that torch computes."""
    pytest.importorskip("onnx", reason="onnx is not installed; it is needed for training only")
    import numpy as np

    from models.calibrate import Calibration
    from models.encoder import OnnxEncoder
    from models.export import export_encoder, export_model
    from models.load import load_reader
    from models.network import TorchEncoder
    from models.registry import read_model

    model = train(examples, base, SETTINGS)
    about = {"name": "tiny", "version": "1", "profile": "tiny", "base_name": "random", "training": {"epochs": 2}}
    export_model(model, base, tmp_path / "tiny", calibration=Calibration((0.0,) * 7, 0.0, 0.1), **about)
    export_encoder(model, tmp_path / "full.onnx", int8=False)
    windows = list(WindowMaker(tokenizer)(examples[0].document))

    found = load_reader(read_model(tmp_path / "tiny"))(examples[0].document)

    assert read_model(tmp_path / "tiny").label == "tiny@1"
    assert all(trigger.end <= len(examples[0].document.text) for trigger in found.triggers)
    expected = TorchEncoder(model)(windows)[0]
    assert np.allclose(OnnxEncoder(tmp_path / "full.onnx")(windows)[0], expected, atol=1e-4)
