"""`accordant extract`: print the claims of articles."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
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
    from corpus.claim import Claim
    from corpus.document import Document
    from pipeline.api import Pipeline


class Format(StrEnum):
    """How to print claims."""

    TABLE = "table"
    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"


def extract(  # noqa: PLR0913, PLR0917 - a command has the options that it has
    sources: Sources,
    format_: Annotated[
        Format | None, typer.Option("--format", "-f", help="How to print; table on a terminal, jsonl otherwise.")
    ] = None,
    output: Output = None,
    profile: Annotated[
        str, typer.Option("--profile", "--model", help="fast, accurate, or the folder of a model.")
    ] = "fast",
    device: Annotated[str, typer.Option(help="cpu, or cuda (cuda:N) with the train extra.")] = "cpu",
    min_confidence: Annotated[
        float | None,
        typer.Option(min=0.0, max=1.0, help="Leave out less sure claims; default: the best F1 in cross-validation."),
    ] = None,
    actors: Actors = None,
    programs: Programs = None,
    explain: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--explain", help="Show each claim in its sentence, with its reasons.")
    ] = False,
    quiet: Quiet = False,  # noqa: FBT002 - a flag
    verbose: Verbose = False,  # noqa: FBT002 - a flag
) -> None:
    """Print the cooperation claims of articles.

    Exit status: 0 done (also when there is no claim), 2 wrong usage, 3 an input could not be read, 4 no model.

    \b
    accordant extract article.html
    accordant extract articles/ -f csv -o claims.csv
    accordant extract corpus.jsonl --min-confidence 0.8 > claims.jsonl
    accordant extract article.txt --explain
    accordant extract article.txt --actors my-region.csv --programs my-projects.csv
    """  # noqa: D301 - Click keeps the lines after a backspace character as they are
    console = Console(quiet=quiet, verbose=verbose)
    with errors_to_exit_status(), opened(output) as out:
        pipeline = load_pipeline(profile, device, min_confidence, actors, programs)
        results = each_document(sources, console, pipeline.extractor.pipe, "claims")
        chosen = format_ or (Format.TABLE if out.isatty() else Format.JSONL)
        count = _render(console.progress(results, "documents"), "explain" if explain else chosen, out)
    console.note(
        f"{count[0]} documents, {count[1]} claims" + (f", {console.failures} not read" if console.failures else "")
    )
    if console.failures:
        raise typer.Exit(UNREADABLE)


def load_pipeline(
    profile: str, device: str, min_confidence: float | None, actors: Path | None, programs: Path | None
) -> Pipeline:
    """Load the model and the tables."""
    from pipeline.api import load

    return load(profile, device=device, min_confidence=min_confidence, actors=actors, programs=programs)


def _render(results: Iterator[tuple[Document, list[Claim]]], style: str, out: object) -> tuple[int, int]:
    from pipeline.formats import write_claims

    return write_claims(results, style, out if out is not None else sys.stdout)  # type: ignore[arg-type]
