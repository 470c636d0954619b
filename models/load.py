"""Loading an installed model for use: without torch, except on a GPU."""

from __future__ import annotations

import re
from pathlib import Path

from tokenizers import Tokenizer

from corpus.errors import DeviceError
from corpus.extras import require_train
from models.encoder import Encoder, OnnxEncoder
from models.heads import Heads
from models.reader import JointReader
from models.registry import InstalledModel
from models.windows import WindowMaker

DOCUMENTS = 32
"""Documents whose windows share batches on a GPU."""


def load_reader(model: InstalledModel, threads: int = 0, device: str = "cpu") -> JointReader:
    """Load a model, on ONNX Runtime for ``cpu``, in torch for ``cuda`` and its like.

    ``threads`` 0 leaves their number to the runtime.

    Raises:
        ModelFileError: a file is missing or is not the published one.
        DeviceError: the device is unknown or not there.
        MissingExtraError: torch is needed and not installed.
    """
    from safetensors.numpy import load_file

    model.verify(whole=True)
    heads = Heads(load_file(model.folder / "heads.safetensors"), model.card.labels)
    if device == "cpu":
        encode: Encoder = OnnxEncoder(model.folder / "encoder.onnx", threads)
    else:
        encode = _torch_encoder(model, device)
    return JointReader(WindowMaker(load_tokenizer(model.folder)), encode, heads)


def load_tokenizer(folder: Path) -> Tokenizer:
    """Load a tokenizer that neither truncates nor pads."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _torch_encoder(model: InstalledModel, device: str) -> Encoder:
    if not re.fullmatch(r"cuda(:\d+)?", device):
        raise DeviceError(device, "unknown; cpu, cuda and cuda:N are known")
    require_train()
    import torch

    if not torch.cuda.is_available():
        raise DeviceError(device, "torch finds no CUDA device on this machine")
    number = int(device.partition(":")[2] or 0)
    if number >= torch.cuda.device_count():
        raise DeviceError(device, f"there are {torch.cuda.device_count()}, counted from 0")
    from models.revive import load_torch
    from models.torch_encoder import TorchEncoder

    return TorchEncoder(load_torch(model), device, DOCUMENTS)
