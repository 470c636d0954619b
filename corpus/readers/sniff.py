"""Inputs whose name does not tell their format."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.document import RawDocument
from corpus.readers.html import read_html
from corpus.readers.jsonl import read_jsonl
from corpus.readers.plain import read_plain
from corpus.readers.source import OnError, Source

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h[1-6]|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_sniffed(source: Source, on_error: OnError) -> Iterator[RawDocument]:
    """Read JSONL if the first line is an object with words, HTML if the input begins with tags, else text."""
    first = source.read + source.stream.readline()
    if _is_jsonl(first.removeprefix(_BYTE_ORDER_MARK)):
        return read_jsonl(replace(source, read=first), on_error)
    return read_text(replace(source, read=first), on_error)


def read_text(source: Source, on_error: OnError) -> Iterator[RawDocument]:
    """Read a text, which may be a page that was saved as one."""
    data = source.read + source.stream.read()
    reader = read_html if _HTML.match(data.removeprefix(_BYTE_ORDER_MARK)) else read_plain
    return reader(replace(source, read=data), on_error)


def _is_jsonl(line: bytes) -> bool:
    if not line.startswith(b"{"):
        return False
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and not {"text", "html"}.isdisjoint(record)
