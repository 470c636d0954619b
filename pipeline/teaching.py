"""What a larger model says of texts that nobody annotated, for a smaller one to learn from beside the annotations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from corpus.annotated import STANDOFF
from corpus.standoff import VARIABLE, read_unannotated, texts_folder
from models.examples import WindowTarget
from models.heads import Heads
from models.load import load_tokenizer
from models.registry import InstalledModel
from models.revive import load_torch
from models.teach import Teacher
from models.torch_encoder import TorchEncoder, head_weights
from models.train import has_fast_bfloat16
from models.windows import WindowMaker
from pipeline.candidates import CandidateFinder

PARTS = 2
"""The texts are dealt into so many parts, one of which is shown an epoch: as many words as a third of the corpus."""


def load_teacher(model: InstalledModel) -> Teacher:
    """Load a model to teach.

    Raises:
        ModelFileError: a file is missing or is not the published one.
    """
    joint = load_torch(model)
    joint.half = has_fast_bfloat16()
    heads = Heads(head_weights(joint), model.card.labels)
    return Teacher(WindowMaker(load_tokenizer(model.folder)), TorchEncoder(joint), heads)


def teach(teacher: Teacher, pupil: Path, find: CandidateFinder, say: Callable[[str], None]) -> list[list[WindowTarget]]:
    """Let a teacher read the unannotated texts; return its word on them in parts, as windows of the pupil's tokens."""
    texts = texts_folder()
    if texts is None:
        say(f"{VARIABLE} is not set: training without what the teacher says of the texts that it would hold")
        return []
    make = WindowMaker(load_tokenizer(pupil))
    parts: list[list[WindowTarget]] = [[] for _ in range(PARTS)]
    for number, one in enumerate(read_unannotated(texts, STANDOFF)):
        document = find(one.title, one.text, date=one.published).input
        parts[number % PARTS] += teacher(document, make, shift=number % 3)
    say(f"taught {sum(map(len, parts))} windows of {number + 1} texts")
    return parts
