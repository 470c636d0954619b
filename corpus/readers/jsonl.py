"""JSON lines: one document a line, ``text`` or ``html`` with what is known about it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from corpus.clean.dates import read_date
from corpus.document import Media, Metadata, RawDocument
from corpus.errors import UnreadableSourceError
from corpus.readers.source import OnError, Source

_KNOWN = ("title", "url", "published", "author", "publisher", "language")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_EXAMPLE = 'write an object such as {"id": "1", "text": "…"}'


def read_jsonl(source: Source, on_error: OnError) -> Iterator[RawDocument]:
    """Read each line as a document; broken lines are reported by number, the others read.

    Raises:
        UnreadableSourceError: the input has no line with words, or begins with binary data.
    """
    blank: list[int] = []
    found = False
    line = b""
    for number, line in enumerate(_lines(source), 1):
        if not line.strip():
            blank.append(number)
            continue
        if not found:
            source.check(line)
        found = True
        _report_blank(source, blank, on_error)
        blank = []
        try:
            yield _read_line(source, number, line)
        except UnreadableSourceError as error:
            on_error(error)
    if not found:
        source.check(b" " * len(blank))
    _report_blank(source, blank if line else blank[:-1], on_error)


def _lines(source: Source) -> Iterator[bytes]:
    """Yield the lines without their ends; the first may have been read already."""
    lines = chain([source.read] if source.read else [], source.stream)
    for number, line in enumerate(lines):
        yield (line if number else line.removeprefix(_BYTE_ORDER_MARK)).removesuffix(b"\n").removesuffix(b"\r")


def _report_blank(source: Source, numbers: Sequence[int], on_error: OnError) -> None:
    for number in numbers:
        on_error(UnreadableSourceError(f"{source.name}, line {number}", "is blank", "remove the line"))


def _read_line(source: Source, number: int, line: bytes) -> RawDocument:
    where = f"{source.name}, line {number}"
    record = _parse(where, line)
    words, media = _words(where, record)
    known = {name: _string(where, record, name) for name in _KNOWN}
    if known["published"]:
        known["published"] = read_date(known["published"])
    return RawDocument(
        id=_identifier(where, record) or f"{source.id}:{number}",
        source=source.name,
        original=words,
        media=media,
        sha256=hashlib.sha256(line).hexdigest(),
        metadata=Metadata(**known),
    )


def _parse(where: str, line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableSourceError(where, f"is not UTF-8 at byte {error.start}", "save it as UTF-8") from error
    except (ValueError, RecursionError) as error:
        problem = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply or a number too long"
        raise UnreadableSourceError(where, f"is not valid JSON ({problem})", _EXAMPLE) from error
    if not isinstance(record, dict):
        raise UnreadableSourceError(where, f"is {_kind(record)}, not an object", _EXAMPLE)
    return record


def _words(where: str, record: dict[str, Any]) -> tuple[str, Media]:
    text, html = (_letters(where, record, name) for name in ("text", "html"))
    if text is None and html is None:
        found = ", ".join(map(str, record)) or "no field"
        raise UnreadableSourceError(where, f"has neither text nor html (found: {found})", _EXAMPLE)
    words, media = (html, Media.HTML) if html is not None and not (text or "").strip() else (text or "", Media.TEXT)
    if not words.strip():
        raise UnreadableSourceError(where, f"its {media} is empty", "give it words or remove the line")
    return words, media


def _letters(where: str, record: dict[str, Any], name: str) -> str | None:
    """The field as it is, which offsets will index."""
    value = record.get(name)
    if value is not None and not isinstance(value, str):
        raise UnreadableSourceError(where, f"its {name} is {_kind(value)}", "make it a string")
    if value and ("\0" in value or any("\ud800" <= character <= "\udfff" for character in value)):
        raise UnreadableSourceError(where, f"its {name} holds what is no text", "remove NUL and lone surrogates")
    return value


def _string(where: str, record: dict[str, Any], name: str) -> str | None:
    value = _letters(where, record, name)
    return " ".join(value.split()) or None if value else None


def _identifier(where: str, record: dict[str, Any]) -> str | None:
    value = record.get("id")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return _string(where, record, "id")


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    kinds: dict[type, str] = {dict: "an object", list: "a list", str: "a string"}
    return kinds.get(type(value), "null")
