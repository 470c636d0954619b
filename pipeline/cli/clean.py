"""`accordant clean`: print the article of each document without what surrounds it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from pipeline.cli.common import UNREADABLE, Console, Output, Quiet, Sources, Verbose, errors_to_exit_status, opened


class CleanFormat(StrEnum):
    """How to print cleaned documents."""

    TEXT = "text"
    JSONL = "jsonl"


def clean(
    sources: Sources,
    format_: Annotated[
        CleanFormat, typer.Option("--format", "-f", help="The text alone, or with metadata.")
    ] = CleanFormat.TEXT,
    output: Output = None,
    quiet: Quiet = False,  # noqa: FBT002 - a flag
    verbose: Verbose = False,  # noqa: FBT002 - a flag
) -> None:
    """Print the cleaned text of articles, which the offsets of claims refer to.

    Exit status: 0 done, 2 wrong usage, 3 an input could not be read.

    \b
    accordant clean page.html
    accordant clean pages/ -f jsonl -o cleaned.jsonl
    """  # noqa: D301 - Click keeps the lines after a backspace character as they are
    from corpus.clean import clean as clean_document
    from corpus.readers import read_documents
    from pipeline.formats.cleaned import render_cleaned

    console = Console(quiet=quiet, verbose=verbose)
    with errors_to_exit_status(), opened(output) as out:
        for raw in console.progress(read_documents(sources, console.error), "documents"):
            console.detail(raw.source)
            out.write(render_cleaned(clean_document(raw), with_metadata=format_ is CleanFormat.JSONL) + "\n")
    if console.failures:
        raise typer.Exit(UNREADABLE)
