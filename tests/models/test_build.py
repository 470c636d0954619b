import pytest

from corpus.errors import ModelFileError
from models.calibrate import Calibration
from models.encoder import OnnxEncoder
from models.registry import find_model, read_model
from models.windows import WindowMaker

for name in ("torch", "transformers", "peft", "onnx"):
    pytest.importorskip(name, reason=f"{name} is needed for training only")

import numpy as np  # noqa: E402 - what follows is there only with torch

from models import build as building  # noqa: E402
from models.build import build  # noqa: E402
from models.export import export_model  # noqa: E402
from models.revive import load_torch  # noqa: E402
from models.torch_encoder import TorchEncoder  # noqa: E402
from models.train import TrainingSettings, train  # noqa: E402

ADAPTER = TrainingSettings(
    epochs=2, batch=4, encoder_rate=1e-2, head_rate=3e-3, warmup=0.0, half=False, threads=1, adapter=2
)


@pytest.fixture(scope="module")
def trained(examples, large_base):
    """A model whose adapter was trained."""
    return train(examples, large_base, ADAPTER)


@pytest.fixture(scope="module")
def exported(trained, large_base, tmp_path_factory):
    """The folder that training writes."""
    folder = tmp_path_factory.mktemp("exported")
    about = {"name": "claims-tiny", "version": "1", "profile": "accurate", "base_name": "random"}
    training = {"settings": {"adapter": 2}}
    export_model(trained, large_base, folder, calibration=Calibration((0.0,) * 7, 0.0, 0.1), training=training, **about)
    return folder


def alike(one, other):
    """The mean cosine of two arrays of states."""
    lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    return ((one * other).sum(axis=1) / lengths).mean()


def test_what_is_built_says_what_was_trained(exported, trained, large_base, home, examples, tokenizer):
    """Adapter and base together are the model that was trained, found by its profile."""
    said = []

    model = build(read_model(exported / "adapter"), large_base, said.append)

    model.verify()
    assert find_model("accurate").folder == model.folder == home / "accurate-1"
    assert model.label == "claims-tiny@1"
    windows = list(WindowMaker(tokenizer)(examples[0].document))
    built = OnnxEncoder(model.folder / "encoder.onnx")(windows)[0]
    assert alike(built, TorchEncoder(trained)(windows)[0]) > 0.97
    assert len(said) == 3


def test_a_model_comes_back_to_torch(exported, large_base, home, examples, tokenizer):  # noqa: ARG001 - the place of what is built
    """On a GPU, and to be trained further, a model says what its exported form says on the CPU."""
    model = build(read_model(exported / "adapter"), large_base, lambda _: None)
    windows = [window for one in examples for window in WindowMaker(tokenizer)(one.document)]
    one_by_one = [OnnxEncoder(model.folder / "encoder.onnx")([window])[0] for window in windows]

    together = TorchEncoder(load_torch(model), documents=4)(windows)

    assert all(alike(one, other) > 0.99 for one, other in zip(one_by_one, together, strict=True))


def test_a_damaged_adapter_is_refused(exported, large_base, home, tmp_path):
    """A file that is not the published one is named, and nothing is left in the home."""
    folder = tmp_path / "adapter"
    folder.mkdir()
    for path in (exported / "adapter").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "adapter.safetensors").write_bytes(b"other")

    with pytest.raises(ModelFileError, match=r"adapter\.safetensors.*sha256"):
        build(read_model(folder), large_base, lambda _: None)

    assert not home.exists() or list(home.iterdir()) == []


def test_an_export_that_says_something_else_is_refused(exported, large_base, home, monkeypatch):
    """What differs from torch never becomes visible."""
    monkeypatch.setattr(building, "ALIKE", 1.1)

    with pytest.raises(ModelFileError, match=r"less than 1\.1"):
        build(read_model(exported / "adapter"), large_base, lambda _: None)

    assert list(home.iterdir()) == []


def test_the_model_that_ships_says_the_same_in_torch(model_folder):
    """Parity of the two ways to run the shipped model: the same claims but for what int8 rounds."""
    from models.heads import Heads
    from models.load import load_reader, load_tokenizer
    from models.reader import JointReader
    from models.torch_encoder import head_weights
    from pipeline.candidates import CandidateFinder

    model = read_model(model_folder)
    joint = load_torch(model)
    text = "Norway and Peru signed a fisheries accord in Lima. Talks with Kenya on a similar pact have stalled."
    candidates = CandidateFinder()("", text).input
    in_torch = JointReader(
        WindowMaker(load_tokenizer(model_folder)), TorchEncoder(joint, documents=4), Heads(head_weights(joint))
    )

    one, other = load_reader(model)(candidates), in_torch(candidates)

    for mine, theirs in zip(one.triggers, other.triggers, strict=True):
        assert mine.start < theirs.end
        assert theirs.start < mine.end
        assert abs(mine.probability - theirs.probability) < 0.1
        assert mine.labels.status.argmax() == theirs.labels.status.argmax()
