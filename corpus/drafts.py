"""Readable drafts of annotated articles, and how they become annotation files.

A draft is what an annotator types: a few ``# key: value`` lines, the text, a line ``---``, then one block of
``field: value`` lines a claim. Offsets are never typed; they are computed from the copied words.

    # title: Two navies, one yard
    # genre: wire
    # region: europe
    # topic: frigates
    # published: 2019-05-03
    Norway and Chile signed a contract on ...

    ---
    evidence: Norway and Chile signed a contract [...] frigates
    trigger: signed a contract
    actors: NOR=Norway; CHL=Chile; !RUS=Russia; -USA=Washington
    programs: rimpac=RIMPAC
    domains: defense_industry
    status: agreed
    modality: asserted
    attribution: official | the ministry | said
    time: on Friday

``!`` marks an actor as ``against``, ``-`` as ``absent``. ``[...]`` in the evidence stands for the words between.
Several ids may share one text: ``AUS,NZL=the two countries``. ``@2`` behind a text takes its second occurrence
in the evidence (else in the document). Modality ``asserted``, attribution ``author`` and empty fields may be left out.
"""

from __future__ import annotations

import re
from typing import Any

from corpus.errors import DraftError

_HEADER = re.compile(r"# (\w+): *(.*)")
_FIELDS = {"evidence", "trigger", "actors", "programs", "domains", "status", "modality", "attribution", "time"}
_ROLES = {"!": "against", "-": "absent"}
_ELLIPSIS = re.compile(r" ?\[\.\.\.\] ?")
_OCCURRENCE = re.compile(r"(.*)@(\d+)", re.DOTALL)


def read_draft(name: str, draft: str) -> dict[str, Any]:
    """Turn the draft called ``name`` into the content of an annotation file.

    Raises:
        DraftError: a field is unknown, or its words are not in the text.
    """
    head, _, tail = draft.replace("\r\n", "\n").partition("\n---")
    lines = head.lstrip("\n").split("\n")
    meta: dict[str, str] = {}
    while lines and (match := _HEADER.fullmatch(lines[0])):
        meta[match[1]] = match[2].strip()
        lines.pop(0)
    text = "\n".join(lines).strip()
    blocks = [block for block in re.split(r"\n\s*\n", tail) if block.strip(" -\n")]
    claims = [_claim(f"{name}, claim {number}", block, text) for number, block in enumerate(blocks, 1)]
    claims.sort(key=lambda claim: (claim["start"], claim["trigger"]["start"]))
    return {"doc": name, **meta, "text": text, "claims": claims}


def _claim(where: str, block: str, text: str) -> dict[str, Any]:
    fields = _fields(where, block)
    start, end = _evidence(where, fields.get("evidence", ""), text)
    span = _Locator(where, text, start, end)
    kind, source, cue = ([*(part.strip() for part in fields.get("attribution", "author").split("|")), "", ""])[:3]
    return {
        "evidence": text[start:end],
        "start": start,
        "end": end,
        "trigger": span(fields.get("trigger", ""), inside=True),
        "actors": list(_actors(fields.get("actors", ""), span)),
        "programs": [{**span(words), "id": key} for key, words in _pairs(where, fields.get("programs", ""))],
        "domains": re.split(r"[,\s]+", fields.get("domains", "").strip()),
        "status": fields.get("status", ""),
        "modality": fields.get("modality", "asserted"),
        "attribution": {"kind": kind, "text": source, "cue": cue},
        "time": fields.get("time", ""),
    }


def _fields(where: str, block: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in block.strip(" -\n").split("\n"):
        key, colon, value = line.partition(":")
        if not colon or key.strip() not in _FIELDS:
            raise DraftError(
                where, f"cannot read the line {line!r}", f"start it with one of {', '.join(sorted(_FIELDS))}"
            )
        if value.strip():
            fields[key.strip()] = value.strip()
    return fields


def _evidence(where: str, words: str, text: str) -> tuple[int, int]:
    first, *rest = _ELLIPSIS.split(words)
    first, occurrence = _occurrence(first)
    start = _nth(text, first, occurrence, 0)
    end = start + len(first)
    for part in rest:
        found = text.find(part, end)
        if start < 0 or found < 0:
            start = -1
            break
        end = found + len(part)
    if start < 0 or not first:
        raise DraftError(where, f"its evidence is not in the text: {words!r}", "copy it letter for letter")
    return start, end


def _actors(field: str, span: _Locator) -> list[dict[str, Any]]:
    actors: list[dict[str, Any]] = []
    for keys, words in _pairs(span.where, field):
        role = _ROLES.get(keys[0], "participant")
        actors.extend({**span(words), "id": key.strip(), "role": role} for key in keys.lstrip("!-").split(","))
    return actors


def _pairs(where: str, field: str) -> list[tuple[str, str]]:
    pairs = []
    for part in filter(None, (part.strip() for part in field.split(";"))):
        key, equals, words = part.partition("=")
        if not equals or not key.strip() or not words.strip():
            raise DraftError(where, f"cannot read {part!r}", "write ID=words of the text, separated by ;")
        pairs.append((key.strip(), words.strip()))
    return pairs


def _occurrence(words: str) -> tuple[str, int]:
    match = _OCCURRENCE.fullmatch(words)
    return (match[1], int(match[2])) if match else (words, 1)


def _nth(text: str, words: str, occurrence: int, start: int) -> int:
    """The start of an occurrence of ``words`` that begins and ends at word boundaries, or -1."""
    left, right = (r"(?<!\w)" if words[:1].isalnum() else ""), (r"(?!\w)" if words[-1:].isalnum() else "")
    found = [match.start() for match in re.finditer(left + re.escape(words) + right, text[start:])]
    return start + found[occurrence - 1] if len(found) >= occurrence else -1


class _Locator:
    """Finds copied words: inside the evidence, else in its neighborhood before, else anywhere."""

    def __init__(self, where: str, text: str, start: int, end: int) -> None:
        self.where, self._text, self._start, self._end = where, text, start, end

    def __call__(self, words: str, *, inside: bool = False) -> dict[str, Any]:
        words, occurrence = _occurrence(words)
        at = _nth(self._text[: self._end], words, occurrence, self._start) if words else -1
        if at < 0 and not inside and words:
            at = self._outside(words, occurrence)
        if at < 0:
            place = "the evidence" if inside else "the text"
            raise DraftError(self.where, f"{words!r} is not in {place}", "copy the words letter for letter")
        return {"text": words, "start": at, "end": at + len(words)}

    def _outside(self, words: str, occurrence: int) -> int:
        sentence = max(self._text.rfind(mark, 0, self._start) for mark in (". ", "\n", "? ", "! "))
        for start in (max(sentence, 0), None):
            if start is not None:
                at = _nth(self._text, words, occurrence, start)
                stop = self._text.find("\n", self._end)
                if 0 <= at < (stop if stop >= 0 else len(self._text)):
                    return at
        earlier = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self._text[: self._start])]
        return earlier[-1] if earlier else _nth(self._text, words, occurrence, 0)
