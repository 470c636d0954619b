"""`accordant models`: which models are installed, and whether their files are whole."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli.common import errors_to_exit_status

app = typer.Typer(help="List and verify the installed models.", rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def default(context: typer.Context) -> None:
    """List the installed models, or do what a subcommand says."""
    if context.invoked_subcommand is None:
        list_models()


@app.command("list")
def list_models() -> None:
    """List the installed models: profile, name and version, base, folder."""
    from models.registry import installed_models

    with errors_to_exit_status():
        for profile, model in installed_models().items():
            typer.echo(f"{profile:10} {model.label:20} {model.card.base:45} {model.folder}")


@app.command()
def verify(
    name: Annotated[
        str | None, typer.Argument(help="A profile, or the folder of a model; default: all.", metavar="MODEL")
    ] = None,
) -> None:
    """Check the sha256 of every file of a model.

    Exit status: 0 all as published, 4 a file is missing or differs.
    """
    from models.registry import find_model, installed_models

    with errors_to_exit_status():
        for model in [find_model(name)] if name else installed_models().values():
            model.verify()
            typer.echo(f"{model.label}: {len(model.card.files)} files, all as published")
