"""An installed model as a torch model again, for GPUs and for training further: its int8 weights, multiplied out.

The exported file names every weight after its module (`models.export`), so that nothing needs to be known of its graph.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from safetensors.torch import load_file
from torch import Tensor
from transformers import AutoConfig, AutoModel

from corpus.errors import ModelFileError
from models.network import JointModel
from models.pretrained import with_kinds
from models.registry import InstalledModel

_INT8, _HALF = "_quantized", "_half"


def load_torch(model: InstalledModel) -> JointModel:
    """Load a model into torch, in float32.

    Raises:
        ModelFileError: a file is missing, is not the published one, or lacks a weight.
    """
    model.verify(whole=True)
    config = AutoConfig.from_pretrained(model.folder / "config.json", local_files_only=True)
    joint = JointModel(with_kinds(AutoModel.from_config(config, add_pooling_layer=False)), labels=model.card.labels)
    joint.heads.load_state_dict(load_file(model.folder / "heads.safetensors"))
    found = read_weights(model.folder / "encoder.onnx")
    own = joint.encoder.state_dict()
    weights = {name: found.get(f"encoder.{name}") for name in own if "position_ids" not in name}
    for name, tensor in weights.items():
        if tensor is None or tensor.shape != own[name].shape:
            raise ModelFileError(str(model.folder / "encoder.onnx"), f"no weight {name}", "build the model again")
    joint.encoder.load_state_dict(
        {name: tensor for name, tensor in weights.items() if tensor is not None}, strict=False
    )
    joint.eval()
    return joint


def read_weights(path: Path) -> dict[str, Tensor]:
    """The weights of an exported encoder by name, float32, in the shapes of their modules."""
    graph = onnx.load(path).graph
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    multiplied = {name for node in graph.node if node.op_type.startswith("MatMul") for name in node.input}
    weights: dict[str, Tensor] = {}
    for name, array in arrays.items():
        if name.endswith((_INT8, _HALF)) or array.dtype == np.float32:
            plain = name.removesuffix(_INT8).removesuffix(_HALF)
            full = _multiplied_out(arrays, plain, array) if name.endswith(_INT8) else array.astype(np.float32)
            weights[plain] = torch.from_numpy(full.T.copy() if multiplied & {name, plain} else full.copy())
    return weights


def _multiplied_out(arrays: dict[str, NDArray[Any]], name: str, array: NDArray[Any]) -> NDArray[np.float32]:
    scale, zero = arrays[f"{name}_scale"], arrays[f"{name}_zero_point"]
    result: NDArray[np.float32] = (array.astype(np.float32) - zero.astype(np.float32)) * scale
    return result
