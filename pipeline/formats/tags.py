"""Tags as lines of JSON or as a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TextIO

import msgspec

from corpus.document import Document
from pipeline.tag import Tag

Tagged = Iterable[tuple[Document, list[Tag]]]


def write_tags_jsonl(results: Tagged, out: TextIO) -> None:
    """Write one JSON object a tag, with the document's id and the tag's place in the original where it has one."""
    for document, tags in results:
        for tag in tags:
            source = document.offsets.source_span(tag.start, tag.end) or (None, None)
            record = {"document": document.id, **asdict(tag), "source_start": source[0], "source_end": source[1]}
            out.write(msgspec.json.encode(record).decode() + "\n")


def write_tags_table(results: Tagged, out: TextIO) -> None:
    """Write one table a document."""
    from rich.box import SIMPLE_HEAD
    from rich.markup import escape
    from rich.table import Table
    from rich.text import Text

    from pipeline.formats.terminal import make_console

    console = make_console(out)
    for document, tags in results:
        console.print(Text(document.metadata.title or document.id, style="bold"))
        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        for name in ("start", "end", "text", "type", "id", "kind", "via"):
            table.add_column(name, overflow="fold", justify="right" if name in {"start", "end"} else "left")
        for tag in tags:
            table.add_row(
                str(tag.start), str(tag.end), escape(tag.text), tag.type, tag.id, tag.kind or "", escape(tag.via)
            )
        console.print(table if tags else "no mention of an actor or program\n")
