"""Training the joint model.

Stages: (1) cut each document into windows, at a different place every epoch; (2) draw batches of windows of similar
length; (3) step AdamW with a linear warm-up and decay, a higher rate for the heads than for the encoder; (4) after
every epoch write a checkpoint, from which an interrupted run goes on to the same result.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from transformers import get_linear_schedule_with_warmup

from corpus.labels import STANDARD, LabelSet
from models.examples import Example, WindowTarget, window_target
from models.load import load_tokenizer
from models.network import JointModel, with_labels
from models.pretrained import load_encoder
from models.windows import WindowMaker

CLIP = 20.0
"""Norm to which gradients are cut: losses are sums, so that only outliers are meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSettings:
    """How to train; a model's card has those that it was trained with."""

    epochs: int = 12
    batch: int = 8
    encoder_rate: float = 2e-4
    head_rate: float = 2.5e-3
    weight_decay: float = 0.01
    warmup: float = 0.08
    dropout: float = 0.1
    """In the heads; the encoder goes without, for speed."""
    half: bool = True
    """Encode in bfloat16 where the processor multiplies it in hardware; elsewhere this changes nothing."""
    adapter: int = 0
    """Rank of the adapter that is trained in the encoder's stead; 0 trains the encoder itself."""
    seed: int = 20
    threads: int = 2


FAST = TrainingSettings()
ACCURATE = TrainingSettings(epochs=6, encoder_rate=3e-4, head_rate=1.5e-3, warmup=0.1, adapter=32)
FURTHER = TrainingSettings(epochs=6, encoder_rate=5e-5, head_rate=5e-4, warmup=0.1)
"""Settings of the two profiles, and of training one further on a user's own annotations."""


def train(  # noqa: PLR0913 - the last four by keyword, each with a default
    examples: Sequence[Example],
    base: Path,
    settings: TrainingSettings,
    *,
    start: Callable[[], JointModel] | None = None,
    labels: LabelSet = STANDARD,
    taught: Sequence[Sequence[WindowTarget]] = (),
    checkpoints: Path | None = None,
    report: Callable[[int, float], None] = lambda _epoch, _loss: None,
) -> JointModel:
    """Train a model on examples, starting from the encoder in folder ``base``, or from the model that ``start`` makes.

    ``base`` holds the tokenizer in any case. ``taught`` are windows that a teacher labelled (`models.teach`), in parts
    that are shown in turn, one an epoch. ``report`` is told each epoch's number and mean loss. With
    ``checkpoints``, a run that stopped there goes on.
    """
    torch.manual_seed(settings.seed)
    torch.set_num_threads(settings.threads)
    model = start() if start else JointModel(load_encoder(base, settings.adapter), settings.dropout)
    model = with_labels(model, labels)
    model.half = settings.half and has_fast_bfloat16()
    teacher = next((one.states for part in taught for one in part if one.states is not None), None)
    if teacher is not None:
        model.projection = torch.nn.Linear(model.encoder.config.hidden_size, teacher.shape[1])
    make = WindowMaker(load_tokenizer(base))
    trainer = _Trainer(model, settings, sum(1 for _ in epoch_batches(examples, make, settings, 0, taught)))
    first = trainer.resume(checkpoints)
    for epoch in range(first, settings.epochs):
        torch.manual_seed(settings.seed + 1000 * epoch)
        report(epoch, trainer.epoch(epoch_batches(examples, make, settings, epoch, taught)))
        trainer.save(checkpoints, epoch)
    model.projection = None
    model.eval()
    return model


def has_fast_bfloat16() -> bool:
    """Whether the processor multiplies bfloat16 in hardware: six times as fast as float32 on an EPYC of 2024."""
    found = torch.cpu.get_capabilities()
    return any(bool(found.get(name, False)) for name in ("amx_bf16", "avx512_bf16"))


def epoch_batches(
    examples: Sequence[Example],
    make: WindowMaker,
    settings: TrainingSettings,
    epoch: int,
    taught: Sequence[Sequence[WindowTarget]] = (),
) -> Iterator[list[WindowTarget]]:
    """Yield the batches of an epoch; the same seed and epoch give the same batches."""
    order = random.Random(settings.seed * 1000 + epoch)  # noqa: S311 - a shuffle, not a secret
    targets = [
        window_target(example, window) for example in examples for window in make(example.document, shift=epoch % 3)
    ]
    targets += taught[epoch % len(taught)] if taught else []
    order.shuffle(targets)
    pool = settings.batch * 20
    batches = []
    for start in range(0, len(targets), pool):
        alike = sorted(targets[start : start + pool], key=lambda target: len(target.window.ids))
        batches += [alike[i : i + settings.batch] for i in range(0, len(alike), settings.batch)]
    order.shuffle(batches)
    yield from batches


class _Trainer:
    """The model with its optimizer and schedule."""

    def __init__(self, model: JointModel, settings: TrainingSettings, steps: int) -> None:
        self._model, self._settings = model, settings
        groups = [
            {"params": [p for p in model.encoder.parameters() if p.requires_grad], "lr": settings.encoder_rate},
            {"params": [*model.heads.parameters(), *_parameters(model.projection)], "lr": settings.head_rate},
        ]
        self._optimizer = torch.optim.AdamW(groups, weight_decay=settings.weight_decay, fused=True)
        total = steps * settings.epochs
        self._schedule = get_linear_schedule_with_warmup(self._optimizer, int(total * settings.warmup), total)

    def epoch(self, batches: Iterator[list[WindowTarget]]) -> float:
        """Train on all batches; return the mean loss."""
        self._model.train()
        losses = []
        for batch in batches:
            loss = self._model.loss(batch)
            self._optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self._model.parameters(), CLIP)
            self._optimizer.step()
            self._schedule.step()
            losses.append(float(loss.detach()))
        return sum(losses) / max(len(losses), 1)

    def save(self, folder: Path | None, epoch: int) -> None:
        """Write a checkpoint whole or not at all."""
        if folder is None:
            return
        folder.mkdir(parents=True, exist_ok=True)
        state: dict[str, Any] = {
            "epoch": epoch, "made": self._made(), "model": self._model.state_dict(),
            "optimizer": self._optimizer.state_dict(), "schedule": self._schedule.state_dict(),
        }  # fmt: skip
        torch.save(state, folder / "checkpoint.partial")
        (folder / "checkpoint.partial").replace(folder / "checkpoint.pt")

    def _made(self) -> dict[str, Any]:
        """What must be the same for a checkpoint to be of this run."""
        labels = self._model.labels
        return {**asdict(self._settings), "labels": [str(one) for one in (*labels.domains, "", *labels.statuses)]}

    def resume(self, folder: Path | None) -> int:
        """Load a checkpoint of the same settings, if there is one; return the epoch to go on with."""
        path = folder / "checkpoint.pt" if folder else None
        if path is None or not path.exists():
            return 0
        state = torch.load(path, weights_only=True)
        if state["made"] != self._made():
            return 0
        self._model.load_state_dict(state["model"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._schedule.load_state_dict(state["schedule"])
        return int(state["epoch"]) + 1


def _parameters(module: Any) -> list[Any]:
    return list(module.parameters()) if module is not None else []
