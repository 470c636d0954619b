"""Optional packages, which the core installation leaves out."""

from __future__ import annotations

from importlib.util import find_spec

from corpus.errors import MissingExtraError

TRAIN = ("torch", "transformers", "peft", "onnx")
"""What training, building a model and GPUs need."""


def require_train() -> None:
    """Check, without importing them, that the packages of the extra ``train`` are installed.

    Raises:
        MissingExtraError: one is not.
    """
    for package in TRAIN:
        if find_spec(package) is None:
            raise MissingExtraError(package, "train")
