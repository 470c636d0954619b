"""What every reader gets: the bytes of one input and its name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from corpus.document import Media, RawDocument
from corpus.errors import UnreadableSourceError
from corpus.readers.encoding import decode, has_wide_mark

OnError = Callable[[UnreadableSourceError], None]

_MAGIC = {
    b"%PDF-": "PDF", b"PK\x03\x04": "ZIP or Office", b"PK\x05\x06": "ZIP", b"\xd0\xcf\x11\xe0": "old Office",
    b"{\\rtf": "RTF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"\x1f\x8b": "gzip", b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz", b"\x28\xb5\x2f\xfd": "zstd", b"Rar!": "RAR", b"7z\xbc\xaf": "7-Zip", b"PAR1": "Parquet",
    b"\x7fELF": "ELF", b"SQLite format 3": "SQLite",
}  # fmt: skip
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.02
"""Share of control characters above which bytes are no text; random bytes hold a tenth, real text none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One input: what to call it, the identifier of its document, and its bytes."""

    name: str
    id: str
    stream: BinaryIO
    read: bytes = b""
    """What was read of the stream so far."""

    def document(self, media: Media) -> RawDocument:
        """Read the whole input as one document, its text letter for letter but for a byte order mark.

        Raises:
            UnreadableSourceError: it is empty, binary, or in an encoding that cannot be told.
        """
        data = self.read + self.stream.read()
        self.check(data)
        text = decode(data, markup=media is Media.HTML)
        if text is None:
            raise UnreadableSourceError(self.name, "its encoding cannot be told", "save it as UTF-8")
        if "\0" in text or not text.strip():
            raise self._empty(text) if not text.strip() else self._binary("NUL characters")
        return RawDocument(
            id=self.id, source=self.name, original=text, media=media, sha256=hashlib.sha256(data).hexdigest()
        )

    def check(self, data: bytes) -> None:
        """Raise if the input cannot be text.

        Raises:
            UnreadableSourceError: its bytes are empty, white space, or binary.
        """
        if not data.strip():
            raise self._empty(data)
        if kind := _binary_kind(data):
            raise self._binary(kind)

    def _empty(self, found: str | bytes) -> UnreadableSourceError:
        problem = "holds only white space" if found else "is empty"
        return UnreadableSourceError(self.name, problem, "give a file with text")

    def _binary(self, kind: str) -> UnreadableSourceError:
        return UnreadableSourceError(self.name, f"is binary data ({kind})", "give text, Markdown, HTML or JSONL")


Reader = Callable[[Source, OnError], Iterator[RawDocument]]


def _binary_kind(data: bytes) -> str | None:
    """What sort of binary data it is, or None for text."""
    if has_wide_mark(data):
        return None
    if kind := next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None):
        return kind
    if b"\0" in data:
        return "NUL bytes"
    return "control characters" if len(_CONTROLS.findall(data)) > _MOST_CONTROLS * len(data) else None
