from dataclasses import replace

import pytest

from corpus.labels import Domain, LabelSet, Status
from models.heads import Heads
from models.windows import WindowMaker

torch = pytest.importorskip("torch", reason="torch is not installed; it is needed for training only")
transformers = pytest.importorskip("transformers", reason="transformers is needed for training only")
pytest.importorskip("peft", reason="peft is needed for training only")

from models.load import load_tokenizer  # noqa: E402 - the same
from models.torch_encoder import TorchEncoder, head_weights  # noqa: E402 - only where torch is installed
from models.train import TrainingSettings, epoch_batches, train  # noqa: E402 - the same

SETTINGS = TrainingSettings(epochs=2, batch=4, encoder_rate=1e-3, head_rate=3e-3, warmup=0.0, half=False, threads=1)


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


@pytest.mark.parametrize(("encoder", "adapter"), [("base", 0), ("large_base", 2)])
def test_an_interrupted_run_goes_on_to_the_same_weights(request, examples, tmp_path, encoder, adapter):
    """A run that stopped after an epoch ends where one that did not stop ends, with an adapter as well."""
    base, settings = request.getfixturevalue(encoder), replace(SETTINGS, adapter=adapter)
    whole = weights(train(examples, base, settings))

    def stop(epoch, _loss):
        if epoch == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(examples, base, settings, checkpoints=tmp_path, report=stop)
    epochs = []
    resumed = train(examples, base, settings, checkpoints=tmp_path, report=lambda epoch, _: epochs.append(epoch))

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


@pytest.mark.parametrize("adapter", [0, 2])
def test_a_large_encoder_can_be_trained_whole_or_by_an_adapter(examples, large_base, adapter):
    """Either way the loss falls; with an adapter, the weights that were there stay as they are."""
    losses = []
    settings = replace(SETTINGS, epochs=3, adapter=adapter)
    before = transformers.AutoModel.from_pretrained(large_base, local_files_only=True).state_dict()

    model = train(examples, large_base, settings, report=lambda _, loss: losses.append(loss))

    assert losses[2] < losses[0]
    name = "encoder.layer.0.attention.attn.q"
    kept = model.encoder.model.state_dict()[f"{name}.base_layer.weight" if adapter else f"{name}.weight"]
    assert torch.equal(kept, before[f"{name}.weight"]) == bool(adapter)


def test_padding_does_not_change_what_a_large_encoder_says(examples, large_base, tokenizer):
    """Places are counted from the first token, however long the others of a batch are."""
    encode = TorchEncoder(train(examples, large_base, replace(SETTINGS, epochs=1)))
    [short] = WindowMaker(tokenizer)(examples[0].document)
    [long] = WindowMaker(tokenizer)(replace(examples[1].document, title="the talks on the pact in Peru"))

    alone, together = encode([short])[0], encode([short, long])[0]

    assert len(long.ids) > len(short.ids)
    assert torch.allclose(torch.from_numpy(alone), torch.from_numpy(together), atol=1e-5)


def test_a_model_is_trained_further_with_own_labels(examples, base):
    """What a model knew of the other labels is what it starts from; the new ones are learnt."""
    labels = LabelSet((*Domain, "tourism"), (*Status, "resumed"))
    first = train(examples, base, SETTINGS)
    known = first.heads.labels.weight.detach().clone()
    own = [
        replace(
            one, labels=labels, claims=tuple(replace(c, domains=("tourism",), status="resumed") for c in one.claims)
        )
        for one in examples
    ]

    started = train(own, base, replace(SETTINGS, epochs=0), start=lambda: first, labels=labels)
    grown = started.heads.labels.weight.detach().clone()
    trained = train(own, base, replace(SETTINGS, epochs=25), start=lambda: started, labels=labels)

    domains, statuses = len(Domain), len(Status)
    assert torch.equal(grown[:domains], known[:domains])
    assert torch.equal(grown[domains + 1 : domains + 1 + statuses], known[domains : domains + statuses])
    assert torch.equal(grown[domains + statuses + 2 :], known[domains + statuses :])
    [window] = WindowMaker(load_tokenizer(base))(own[0].document)
    read = Heads(head_weights(trained), labels).labels(TorchEncoder(trained)([window])[0], window, (3, 4))
    assert read.domains[domains] > 0.5
    assert read.status.argmax() == statuses


def test_a_trained_model_can_be_written_and_read(examples, base, tmp_path, tokenizer):
    """What training exports is a model that the registry finds whole, with nearly the states that torch computes."""
    pytest.importorskip("onnx", reason="onnx is not installed; it is needed for training only")
    import numpy as np

    from models.calibrate import Calibration
    from models.encoder import OnnxEncoder
    from models.export import export_encoder, export_model
    from models.load import load_reader
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
