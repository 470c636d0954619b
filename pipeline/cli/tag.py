"""`accordant tag`: print every mention of actors and programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.common import (
    UNREADABLE,
    Actors,
    Console,
    Output,
    Programs,
    Quiet,
    Sources,
    Verbose,
    each_document,
    errors_to_exit_status,
    opened,
)

if TYPE_CHECKING:
    from corpus.document import Document
    from pipeline.tag import Tag


class TagFormat(StrEnum):
    """How to print mentions."""

    TABLE = "table"
    JSONL = "jsonl"


def tag(  # noqa: PLR0913, PLR0917 - a command has the options that it has
    sources: Sources,
    format_: Annotated[
        TagFormat | None, typer.Option("--format", "-f", help="How to print; table on a terminal, jsonl otherwise.")
    ] = None,
    output: Output = None,
    actors: Actors = None,
    programs: Programs = None,
    quiet: Quiet = False,  # noqa: FBT002 - a flag
    verbose: Verbose = False,  # noqa: FBT002 - a flag
) -> None:
    """Print every mention of actors and programs with its place, id, kind and how it refers.

    Needs no model. Pronouns and descriptions stand with the actors that they are resolved to, one a line.

    Exit status: 0 done, 2 wrong usage or a broken table, 3 an input could not be read, 4 no spaCy model.

    \b
    accordant tag article.html
    accordant tag corpus.jsonl -f jsonl -o mentions.jsonl
    accordant tag article.txt --actors my-region.csv
    """  # noqa: D301 - Click keeps the lines after a backspace character as they are
    from pipeline.api import make_finder
    from pipeline.formats.tags import write_tags_jsonl, write_tags_table
    from pipeline.linguistics import read_sentences
    from pipeline.tag import find_tags

    console = Console(quiet=quiet, verbose=verbose)
    with errors_to_exit_status(), opened(output) as out:
        finder = make_finder(actors, programs, read_sentences)

        def find(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Tag]]]:
            return ((document, find_tags(finder, document)) for document in documents)

        results = console.progress(each_document(sources, console, find, "mentions"), "documents")
        table = format_ is TagFormat.TABLE or (format_ is None and out.isatty())
        (write_tags_table if table else write_tags_jsonl)(results, out)
    if console.failures:
        raise typer.Exit(UNREADABLE)
