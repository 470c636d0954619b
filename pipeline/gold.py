"""Reading what `accordant evaluate` compares: claim records and annotated documents."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.errors import UnreadableSourceError


def read_gold(folder: Path) -> dict[str, Mapping[str, Any]]:
    """Read the annotated documents of a folder, by id.

    Raises:
        UnreadableSourceError: the folder has none, or a file is malformed.
    """
    files = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not files:
        raise UnreadableSourceError(str(folder), "no annotated documents", "name a folder of {doc, text, claims} files")
    documents: dict[str, Mapping[str, Any]] = {}
    for path in files:
        content = _decode(path.read_text(encoding="utf-8"), str(path))
        if not {"doc", "text", "claims"} <= content.keys():
            raise UnreadableSourceError(str(path), "no doc, text and claims", "see the annotation guidelines")
        documents[str(content["doc"])] = content
    return documents


def read_predicted(path: Path, gold: Mapping[str, Any]) -> tuple[dict[str, list[Mapping[str, Any]]], list[str]]:
    """Read claim records by document, and the ids of documents that are not among ``gold``.

    Raises:
        UnreadableSourceError: the file cannot be read, a line is no record, or no document is among ``gold``.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableSourceError(str(path), f"cannot be read ({error})", "name a file of claim records") from error
    claims: dict[str, list[Mapping[str, Any]]] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            record = _decode(line, f"{path}, line {number}")
            if not {"document", "evidence", "actors", "domains", "status"} <= record.keys():
                raise UnreadableSourceError(f"{path}, line {number}", "not a claim record", "see the record's schema")
            claims.setdefault(str(record["document"]["id"]), []).append(record)
    strangers = sorted(claims.keys() - gold.keys())
    if claims and len(strangers) == len(claims):
        raise UnreadableSourceError(
            str(path), f"no document is annotated (found {strangers[:3]})", "check the documents' ids"
        )
    return claims, strangers


def _decode(text: str, where: str) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableSourceError(where, f"invalid JSON ({error.msg})", "check the file") from error
    if not isinstance(content, dict):
        raise UnreadableSourceError(where, "not a JSON object", "check the file")
    return content
