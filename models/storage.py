"""Where models that are made on this machine are kept, and writing them whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import ModelFileError

_ROOM = "free some room, or set XDG_CACHE_HOME to a folder on another disk"


def cache_folder() -> Path:
    """The folder for what can be made again, by the XDG convention."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "accordant"


@contextmanager
def room_for(folder: Path, size: int) -> Iterator[Path]:
    """Give an empty folder on the same disk that becomes ``folder`` when all went well, and vanishes otherwise.

    Raises:
        ModelFileError: the disk has less than ``size`` bytes left, or cannot be written.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder.parent).free
        if free < size:
            raise ModelFileError(str(folder), f"{size >> 20} MB are needed, {free >> 20} MB are free", _ROOM)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".partial-") as scratch:
            filled = Path(scratch) / folder.name
            filled.mkdir()
            yield filled
            if folder.exists():
                shutil.rmtree(folder)
            filled.replace(folder)
    except OSError as error:
        raise ModelFileError(str(folder), f"cannot be written ({error.strerror})", _ROOM) from error
