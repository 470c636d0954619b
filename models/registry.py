"""Installed models: where they lie, what their card says, and whether their files are the ones that were published.

A model is a folder with `model.json`, `encoder.onnx`, `config.json`, `heads.safetensors` and `tokenizer.json`. The one
that ships whole is profile ``fast``; ``accurate`` is built into the user's cache (`models.build`); others lie where a
path says.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from corpus.errors import ModelFileError, UnknownModelError
from corpus.labels import STANDARD, LabelSet
from models.calibrate import Calibration
from models.storage import cache_folder

SHIPPED = Path(__file__).parent / "claims_en"
ADAPTERS = (Path(__file__).parent / "claims_en_accurate",)
"""Models that ship whole, and as an adapter only."""
CARD, ENCODER = "model.json", "encoder.onnx"
FORMAT = 2
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
    labels: LabelSet = STANDARD


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model that was found, not yet loaded."""

    folder: Path
    card: ModelCard

    @property
    def label(self) -> str:
        """Name and version, as records state them."""
        return f"{self.card.name}@{self.card.version}"

    def verify(self, *, whole: bool = False) -> None:
        """Check that each file is there and is the one that the card names; ``whole``, that it can be run.

        Raises:
            ModelFileError: a file is missing or has another digest, or the model is only an adapter.
        """
        if whole and ENCODER not in self.card.files:
            remedy = f"run `accordant models build {self.card.profile}`"
            raise ModelFileError(str(self.folder), "holds an adapter, which cannot be run by itself", remedy)
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


def built_models() -> Path:
    """The folder of the models that were built on this machine."""
    return cache_folder() / "models"


def installed_models() -> dict[str, InstalledModel]:
    """All models by profile: the shipped one and those that were built."""
    folders = [SHIPPED, *(sorted(built_models().iterdir()) if built_models().is_dir() else [])]
    found = [read_model(folder) for folder in folders if (folder / CARD).is_file()]
    return {model.card.profile: model for model in found}


def adapters() -> dict[str, InstalledModel]:
    """The models that ship as what was trained only, by profile; `models.build` makes them whole."""
    found = [read_model(folder) for folder in ADAPTERS if (folder / CARD).is_file()]
    return {model.card.profile: model for model in found}


def find_adapter(profile: str) -> InstalledModel:
    """Find the adapter of a profile.

    Raises:
        UnknownModelError: none ships for that profile.
    """
    found = adapters()
    if profile not in found:
        raise UnknownModelError(f"{profile} to build", sorted(installed_models()))
    return found[profile]


def remove_model(profile: str) -> Path:
    """Remove a model that was built on this machine; return the folder where it was.

    Raises:
        UnknownModelError: none of that profile was built.
    """
    model = installed_models().get(profile)
    if model is None or model.folder.parent != built_models():
        raise UnknownModelError(f"{profile} that was built here", sorted(installed_models()))
    shutil.rmtree(model.folder)
    return model.folder


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
