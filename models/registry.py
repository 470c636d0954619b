"""Installed models: where they lie, what their card says, and whether their files are the ones that were published.

A model is a folder with `model.json`, `encoder.onnx`, `heads.safetensors` and `tokenizer.json`. The one that ships is
profile ``fast``; others lie in the user's data folder, or wherever a path says.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from corpus.errors import ModelFileError, UnknownModelError
from models.calibrate import Calibration

SHIPPED = Path(__file__).parent / "claims_en"
CARD = "model.json"
FORMAT = 1
"""Version of the folder's layout and of the meaning of its weights."""


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What `model.json` says of a model."""

    name: str
    version: str
    profile: str
    format: int
    base: str
    files: Mapping[str, str]
    """Sha256 of each file, by name."""
    calibration: Calibration
    training: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model that was found, not yet loaded."""

    folder: Path
    card: ModelCard

    @property
    def label(self) -> str:
        """Name and version, as records state them."""
        return f"{self.card.name}@{self.card.version}"

    def verify(self) -> None:
        """Check that each file is there and is the one that the card names.

        Raises:
            ModelFileError: a file is missing or has another digest.
        """
        for name, digest in self.card.files.items():
            check_digest(self.folder / name, digest, "install Accordant or the model again")


def check_digest(path: Path, digest: str, remedy: str) -> None:
    """Check that a file is there and is the published one.

    Raises:
        ModelFileError: it is missing or has another sha256.
    """
    if not path.is_file():
        raise ModelFileError(str(path), "the file is missing", remedy)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != digest:
        raise ModelFileError(str(path), f"its sha256 is {found[:12]}…, not {digest[:12]}… as published", remedy)


def user_models() -> Path:
    """The folder of the user's own models, by the XDG convention."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "accordant" / "models"


def installed_models() -> dict[str, InstalledModel]:
    """All models by profile: the shipped one and those in the user's folder."""
    folders = [SHIPPED, *(sorted(user_models().iterdir()) if user_models().is_dir() else [])]
    found = [read_model(folder) for folder in folders if (folder / CARD).is_file()]
    return {model.card.profile: model for model in found}


def find_model(name: str | Path) -> InstalledModel:
    """Find a model by profile or by the path of its folder.

    Raises:
        UnknownModelError: there is none of that name.
        ModelFileError: its card cannot be read.
    """
    if (Path(name) / CARD).is_file():
        return read_model(Path(name))
    models = installed_models()
    if str(name) not in models:
        raise UnknownModelError(str(name), sorted(models))
    return models[str(name)]


def read_model(folder: Path) -> InstalledModel:
    """Read the card of the model in a folder.

    Raises:
        ModelFileError: the card is malformed, or of a newer format.
    """
    path = folder / CARD
    try:
        card = msgspec.json.decode(path.read_bytes(), type=ModelCard)
    except (OSError, msgspec.MsgspecError) as error:
        raise ModelFileError(
            str(path), f"not a model card ({error})", "install Accordant or the model again"
        ) from error
    if card.format != FORMAT:
        raise ModelFileError(
            str(path), f"format {card.format}; this version reads {FORMAT}", "install the version it was made for"
        )
    return InstalledModel(folder, card)
