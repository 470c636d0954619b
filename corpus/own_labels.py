"""A user's own domains and statuses: a TOML file with a table ``[domains]`` and a table ``[statuses]``.

    [domains]
    tourism = "visitors, visas for them, and the upkeep of what they come to see"

    [statuses]
    resumed = "taken up again after a pause"

The words after a name say what it means, for whoever annotates with it.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from corpus.errors import LabelError
from corpus.labels import STANDARD, LabelSet

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_TABLES = ("domains", "statuses")


def read_own_labels(path: Path, known: LabelSet = STANDARD) -> LabelSet:
    """Read a user's labels; return them after those that are ``known``.

    Raises:
        LabelError: the file cannot be read, or a name in it is no new lower-case word.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LabelError(str(path), f"cannot be read ({error})") from error
    if unknown := set(tables).difference(_TABLES):
        raise LabelError(str(path), f"table {min(unknown)!r}; allowed: {', '.join(_TABLES)}")
    domains, statuses = (_names(path, table, tables.get(table, {})) for table in _TABLES)
    return LabelSet(_joined(known.domains, domains), _joined(known.statuses, statuses))


def _names(path: Path, table: str, names: Any) -> tuple[str, ...]:
    if not isinstance(names, dict):
        raise LabelError(str(path), f"{table} is no table")
    for name, meaning in names.items():
        if not _NAME.fullmatch(name) or not isinstance(meaning, str):
            raise LabelError(str(path), f'{table}: {name!r} = {meaning!r}; wanted: lower_case_name = "what it means"')
    return tuple(names)


def _joined(known: tuple[str, ...], own: tuple[str, ...]) -> tuple[str, ...]:
    return (*known, *(name for name in own if name not in known))
