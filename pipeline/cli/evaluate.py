"""`accordant evaluate`: score claims against annotated ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.common import errors_to_exit_status


def evaluate(
    predicted: Annotated[
        Path, typer.Argument(help="Claim records, one a line, as extract writes them.", metavar="PREDICTED")
    ],
    gold: Annotated[Path, typer.Argument(help="Folder of annotated documents: {doc, text, claims}.", metavar="GOLD")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,  # noqa: FBT002 - a flag
) -> None:
    """Score claims against annotated ones: claim, strict, full, dyad and program F1, and each field.

    Exit status: 0 done, 2 wrong usage, 3 an input could not be read.

    \b
    accordant evaluate claims.jsonl annotated/
    """  # noqa: D301 - Click keeps the lines after a backspace character as they are
    from pipeline.evaluate import score
    from pipeline.gold import read_gold, read_predicted

    with errors_to_exit_status():
        annotated = read_gold(gold)
        claims, strangers = read_predicted(predicted, annotated)
        if strangers:
            shown = ", ".join(strangers[:5])
            typer.echo(f"accordant: {len(strangers)} documents are not in {gold} and are not scored: {shown}", err=True)
        result = score(claims, annotated)
    typer.echo(json.dumps(result) if as_json else "\n".join(_line(name, value) for name, value in result.items()))


def _line(name: str, value: object) -> str:
    shown = "  ".join(f"{key} {number}" for key, number in value.items()) if isinstance(value, dict) else value
    return f"{name:12} {shown}"
