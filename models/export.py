"""Writing a trained model as the folder that `models.registry` reads.

It holds the encoder as ONNX, mostly int8, with its configuration, the heads as safetensors, the tokenizer and the card.
A model that was trained as an adapter is also written as what was trained, from which `models.build` makes the rest.
"""

from __future__ import annotations

import copy
import hashlib
import logging
import re
import shutil
import tempfile
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import onnx
import torch
from safetensors.numpy import save_file
from safetensors.torch import save_file as save_tensors
from torch import Tensor, nn

from models.calibrate import Calibration
from models.card import render_card
from models.network import JointModel
from models.pretrained import merged, trained_weights
from models.registry import CARD, ENCODER, FORMAT, ModelCard
from models.torch_encoder import head_weights

_FEED_FORWARD_OUTPUT = re.compile(r"(?<!attention)/output/dense/")
FILES = (ENCODER, "heads.safetensors", "tokenizer.json", "config.json")
ADAPTER = "adapter.safetensors"


def export_model(  # noqa: PLR0913 - all but the first three are fields of the card, by keyword
    model: JointModel,
    base: Path,
    folder: Path,
    *,
    name: str,
    version: str,
    profile: str,
    base_name: str,
    calibration: Calibration,
    training: Mapping[str, Any],
) -> None:
    """Write a model to a folder; ``base`` holds its tokenizer, ``training`` is what the card tells of its making.

    With an adapter, its folder ``adapter`` holds what is needed beside the base to make the model again.
    """
    folder.mkdir(parents=True, exist_ok=True)
    card = ModelCard(name, version, profile, FORMAT, base_name, {}, calibration, training, model.labels)
    write_whole(model, base, folder)
    write_card(card, folder, FILES)
    adapter = trained_weights(model.encoder)
    if adapter:
        (folder / "adapter").mkdir(exist_ok=True)
        save_tensors({name: tensor.half() for name, tensor in adapter.items()}, folder / "adapter" / ADAPTER)
        (folder / "adapter" / ADAPTER).chmod(0o644)
        shutil.copyfile(folder / FILES[1], folder / "adapter" / FILES[1])
        write_card(card, folder / "adapter", (ADAPTER, FILES[1]))


def write_whole(model: JointModel, base: Path, folder: Path) -> None:
    """Write the files of a model that can be run."""
    export_encoder(model, folder / FILES[0])
    save_file(head_weights(model), folder / FILES[1])
    (folder / FILES[1]).chmod(0o644)
    shutil.copyfile(base / FILES[2], folder / FILES[2])
    (folder / FILES[3]).write_text(model.encoder.config.to_json_string(use_diff=False), encoding="utf-8")


def write_card(card: ModelCard, folder: Path, files: Sequence[str]) -> None:
    """Write the card with the digests of the files that lie in the folder."""
    digests = {file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in files}
    card = replace(card, files=digests)
    (folder / CARD).write_bytes(msgspec.json.format(msgspec.json.encode(card), indent=2) + b"\n")
    (folder / "README.md").write_text(render_card(card), encoding="utf-8")


def export_encoder(model: JointModel, path: Path, *, int8: bool = True) -> None:
    """Write the encoder as ONNX with inputs and states of any batch size and length."""
    with tempfile.TemporaryDirectory() as scratch, _quiet():
        full = Path(scratch) / "full.onnx"
        example = torch.ones(2, 16, dtype=torch.int64)
        axes = {0: "batch", 1: "tokens"}
        names = ["input_ids", "attention_mask", "token_type_ids"]
        torch.onnx.export(
            _States(merged(copy.deepcopy(model.encoder))).eval(),
            (example, example, example),
            str(full),
            input_names=names,
            output_names=["states"],
            dynamic_axes=dict.fromkeys([*names, "states"], axes),
            opset_version=17,
            dynamo=False,
        )
        _name_weights(full)
        if int8:
            _quantize(full, path)
        else:
            shutil.copyfile(full, path)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep back what torch and ONNX Runtime say of their own future and of steps that are not needed here."""
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(logging.NOTSET)


def _name_weights(path: Path) -> None:
    """Name the weights of products after their modules ("encoder.layer.0.output.dense.weight"), as all others are."""
    model = onnx.load(path)
    names = {}
    for node in model.graph.node:
        if node.op_type == "MatMul" and node.input[1].startswith("onnx::"):
            names[node.input[1]] = node.name.removeprefix("/").rpartition("/")[0].replace("/", ".") + ".weight"
            node.input[1] = names[node.input[1]]
    for tensor in model.graph.initializer:
        tensor.name = names.get(tensor.name, tensor.name)
    onnx.save(model, path)


def _quantize(source: Path, target: Path) -> None:
    """Dynamic int8, one scale a channel, embeddings included, so that the file is less than a third of the size.

    The second half of each feed-forward block, whose inputs have outliers, is computed in float32, stored in float16.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    nodes = onnx.load(source).graph.node
    kept = [node.name for node in nodes if node.op_type == "MatMul" and _FEED_FORWARD_OUTPUT.search(node.name)]
    quantize_dynamic(source, target, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=kept)
    _store_half(target, kept)


def _store_half(path: Path, names: Collection[str]) -> None:
    """Store the weights of some multiplications in float16; the runtime casts them once, when it loads the file."""
    model = onnx.load(path)
    weights = {node.input[1] for node in model.graph.node if node.name in names}
    for tensor in model.graph.initializer:
        if (name := tensor.name) in weights:
            half = onnx.numpy_helper.to_array(tensor).astype(np.float16)
            tensor.CopyFrom(onnx.numpy_helper.from_array(half, f"{name}_half"))
            model.graph.node.insert(0, onnx.helper.make_node("Cast", [tensor.name], [name], to=onnx.TensorProto.FLOAT))
    onnx.save(model, path)


class _States(nn.Module):
    """The encoder as a function of three arrays."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """Return the hidden states."""
        states: Tensor = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        return states
