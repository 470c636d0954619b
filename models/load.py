"""Loading an installed model for use, without torch."""

from __future__ import annotations

from tokenizers import Tokenizer

from models.encoder import OnnxEncoder
from models.heads import Heads
from models.reader import JointReader
from models.registry import InstalledModel
from models.windows import WindowMaker


def load_reader(model: InstalledModel, threads: int = 0) -> JointReader:
    """Load a model on ONNX Runtime; ``threads`` 0 leaves their number to the runtime.

    Raises:
        ModelFileError: a file is missing or is not the published one.
    """
    from safetensors.numpy import load_file

    model.verify()
    tokenizer = Tokenizer.from_file(str(model.folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    heads = Heads(load_file(model.folder / "heads.safetensors"))
    return JointReader(WindowMaker(tokenizer), OnnxEncoder(model.folder / "encoder.onnx", threads), heads)
