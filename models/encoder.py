"""Encoders: from windows to hidden states, on ONNX Runtime (the default) or in torch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from models.heads import Floats
from models.windows import Window

BATCH = 16
"""Windows of one document in a pass; more gain nothing on two cores and cost memory."""


class Encoder(Protocol):
    """Anything that turns windows into hidden states.

    ``documents`` is how many documents it should be given at once. Where that is one, the states of a document never
    depend on another.
    """

    documents: int

    def __call__(self, windows: Sequence[Window]) -> list[Floats]:
        """Return the states ``(T, H)`` of each window, float32, without padding."""


class OnnxEncoder:
    """An exported encoder on the CPU.

    The windows of a call form batches by themselves: dynamic int8 scales depend on the batch, so a document is never
    mixed with another and gives the same states alone and among many.
    """

    documents = 1

    def __init__(self, path: Path, threads: int = 0) -> None:
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self._session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def __call__(self, windows: Sequence[Window]) -> list[Floats]:
        """Return the states ``(T, H)`` of each window."""
        states: list[Floats] = []
        for start in range(0, len(windows), BATCH):
            part = windows[start : start + BATCH]
            ids, mask, kinds = pad(part)
            inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": kinds}
            output: Any = self._session.run(["states"], inputs)[0]
            states += [output[row, : len(window.ids)] for row, window in enumerate(part)]
        return states


def pad(windows: Sequence[Window]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Token ids, attention mask and token types of a batch as ``(B, T)`` arrays, padded with zeros."""
    width = max(len(window.ids) for window in windows)
    ids, mask, kinds = (np.zeros((len(windows), width), dtype=np.int64) for _ in range(3))
    for row, window in enumerate(windows):
        ids[row, : len(window.ids)] = window.ids
        mask[row, : len(window.ids)] = 1
        kinds[row, : len(window.ids)] = window.kinds
    return ids, mask, kinds
