"""Building a profile that ships as an adapter: the base encoder and what was trained, merged, exported and checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from safetensors.torch import load_file

from corpus.errors import ModelFileError
from models.encoder import OnnxEncoder
from models.export import ADAPTER, FILES, write_card, write_whole
from models.heads import Floats
from models.inputs import DocumentInput
from models.load import load_tokenizer
from models.network import JointModel
from models.pretrained import load_encoder
from models.registry import InstalledModel, built_models, read_model
from models.storage import room_for
from models.torch_encoder import TorchEncoder
from models.windows import WindowMaker

ROOM = 2_000_000_000
"""Bytes that a build needs on the way; what it leaves is a fifteenth of that."""
ALIKE = 0.97
"""Mean cosine of the states of the exported encoder with those of torch: int8 gives about .99, an error far less."""
_SAMPLE = (
    "Norway and Peru signed a fisheries accord in Lima. The two governments will share patrol data, and Chile may join."
    " Talks with Kenya on a similar pact have stalled, the minister said."
)


def build(source: InstalledModel, base: Path, say: Callable[[str], None]) -> InstalledModel:
    """Make a model that can be run from an adapter and its base; it becomes visible only whole and checked.

    Raises:
        ModelFileError: a file is not the published one, there is no room, or the export says something else than torch.
    """
    source.verify()
    target = built_models() / f"{source.card.profile}-{source.card.version}"
    with room_for(target, ROOM) as folder:
        say(f"merging {source.label} into {source.card.base}")
        model = adapted(source, base)
        say("exporting to ONNX")
        write_whole(model, base, folder)
        say("checking the export against torch")
        _check(model, folder)
        write_card(source.card, folder, FILES)
    return read_model(target)


def adapted(source: InstalledModel, base: Path) -> JointModel:
    """The base with an adapter and heads, in torch.

    Raises:
        ModelFileError: the adapter is one of another encoder.
    """
    encoder = load_encoder(base, int(source.card.training["settings"]["adapter"]))
    model = JointModel(encoder, labels=source.card.labels)
    model.eval()
    weights = load_file(source.folder / ADAPTER)
    trained = {name for name, tensor in encoder.named_parameters() if tensor.requires_grad}
    if trained != weights.keys():
        raise ModelFileError(str(source.folder / ADAPTER), "its weights are those of another encoder", "give the base")
    encoder.load_state_dict({name: tensor.float() for name, tensor in weights.items()}, strict=False)
    model.heads.load_state_dict(load_file(source.folder / FILES[1]))
    return model


def _check(model: JointModel, folder: Path) -> None:
    windows = list(WindowMaker(load_tokenizer(folder))(DocumentInput("", _SAMPLE, ((0, len(_SAMPLE)),), (), ())))
    exported, expected = OnnxEncoder(folder / FILES[0])(windows), TorchEncoder(model)(windows)
    alike = float(np.mean([_cosine(one, other) for one, other in zip(exported, expected, strict=True)]))
    if not alike >= ALIKE:
        raise ModelFileError(
            str(folder / FILES[0]), f"its states are {alike:.3f} like those of torch, less than {ALIKE}", "build again"
        )


def _cosine(one: Floats, other: Floats) -> float:
    product = (one * other).sum(axis=1) / np.linalg.norm(one, axis=1) / np.linalg.norm(other, axis=1)
    return float(product.mean())
