"""Readers: from files, folders and standard input to decoded documents, one module a format."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

from corpus.document import RawDocument
from corpus.errors import UnreadableSourceError
from corpus.readers.files import SUFFIXES, File, find_files
from corpus.readers.html import read_html
from corpus.readers.jsonl import read_jsonl
from corpus.readers.markdown import read_markdown
from corpus.readers.sniff import read_sniffed, read_text
from corpus.readers.source import Reader, Source

__all__ = ["SUFFIXES", "read_documents"]

_READERS: dict[str, Reader] = {"text": read_text, "markdown": read_markdown, "html": read_html, "jsonl": read_jsonl}


def read_documents(
    sources: Sequence[str | Path], on_error: Callable[[UnreadableSourceError], None]
) -> Iterator[RawDocument]:
    """Read all documents of files, folders and standard input (``-``), in the order given.

    Folders are read with their subfolders, sorted, hidden files left out. What cannot be read is passed to
    ``on_error``, and reading goes on with the next document.
    """
    for file in find_files(sources, on_error):
        try:
            with _open(file) as stream:
                reader = _READERS.get(SUFFIXES.get(file.suffix, ""), read_sniffed)
                yield from reader(Source(name=file.name, id=file.id, stream=stream), on_error)
        except OSError as error:
            problem = f"cannot be read: {error.strerror or error}"
            on_error(UnreadableSourceError(file.name, problem, "check the path and its permissions"))
        except UnreadableSourceError as error:
            on_error(error)


def _open(file: File) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if file.path is None else file.path.open("rb")
