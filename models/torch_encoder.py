"""A model in torch as an encoder, as `models.encoder` has one on ONNX Runtime."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from models.encoder import BATCH
from models.heads import Floats
from models.network import JointModel
from models.windows import Window


class TorchEncoder:
    """A model in memory as an encoder, for validation while training and for GPUs, there in float16.

    Windows of similar length share a batch, whatever document they are of.
    """

    def __init__(self, model: JointModel, device: str = "cpu", documents: int = 1) -> None:
        self._model = model.eval().to(device)
        self.documents = documents
        if self._model.device.type == "cuda":
            self._model.half, self._model.dtype = True, torch.float16

    def __call__(self, windows: Sequence[Window]) -> list[Floats]:
        """Return the states ``(T, H)`` of each window."""
        states: dict[int, Floats] = {}
        order = sorted(range(len(windows)), key=lambda number: len(windows[number].ids))
        for start in range(0, len(order), BATCH * self.documents):
            part = order[start : start + BATCH * self.documents]
            with torch.inference_mode():
                output = self._model.states([windows[number] for number in part]).float().cpu().numpy()
            states |= {number: output[row, : len(windows[number].ids)] for row, number in enumerate(part)}
        return [states[number] for number in range(len(windows))]


def head_weights(model: JointModel) -> dict[str, Floats]:
    """The weights of the heads by name, for `models.heads.Heads`."""
    return {name: tensor.detach().float().cpu().numpy() for name, tensor in model.heads.state_dict().items()}
