"""`accordant models`: which models there are, whether they are whole, and building the one that ships in part."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from corpus.extras import require_train
from pipeline.cli.common import errors_to_exit_status

app = typer.Typer(help="List, build, verify and remove models.", rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def default(context: typer.Context) -> None:
    """List the models, or do what a subcommand says."""
    if context.invoked_subcommand is None:
        list_models()


@app.command("list")
def list_models() -> None:
    """List the models: profile, name and version, base, folder; and what could be built."""
    from models.registry import adapters, installed_models

    with errors_to_exit_status():
        installed = installed_models()
        for profile, model in installed.items():
            typer.echo(f"{profile:10} {model.label:20} {model.card.base:45} {model.folder}")
        for profile, model in adapters().items():
            if profile not in installed:
                how = f"not built; run: accordant models build {profile}"
                typer.echo(f"{profile:10} {model.label:20} {model.card.base:45} {how}")


@app.command()
def build(
    profile: Annotated[str, typer.Argument(help="The profile to build: accurate.")],
    base: Annotated[
        Path | None, typer.Option(help="Folder of the pretrained encoder; default: where it is installed.")
    ] = None,
) -> None:
    """Build a model that ships as an adapter, from the encoder that it adapts. Nothing is downloaded.

    The encoder is the official model where the model hub's tools have put it, or the packages that carry its files. The
    result lies in the cache folder (XDG_CACHE_HOME). Takes half a minute and 2 GB of disk on the way.

    Exit status: 0 built, 2 no train extra, 4 no such profile, no encoder, a wrong digest, or no room.

    \b
    accordant models build accurate
    accordant models build accurate --base all-mpnet-base-v2/
    """  # noqa: D301 - Click keeps the lines after a backspace character as they are
    from models.bases import find_base
    from models.registry import find_adapter

    with errors_to_exit_status():
        adapter = find_adapter(profile)
        require_train()
        folder = find_base(profile, base)
        from models.build import build as build_model

        model = build_model(adapter, folder, lambda message: typer.echo(message, err=True))
        typer.echo(f"{model.label}: built in {model.folder}")


@app.command()
def verify(
    name: Annotated[
        str | None, typer.Argument(help="A profile, or the folder of a model; default: all.", metavar="MODEL")
    ] = None,
) -> None:
    """Check the sha256 of every file of a model.

    Exit status: 0 all as published, 4 a file is missing or differs.
    """
    from models.registry import adapters, find_model, installed_models

    with errors_to_exit_status():
        for model in [find_model(name)] if name else [*installed_models().values(), *adapters().values()]:
            model.verify()
            typer.echo(f"{model.label}: {len(model.card.files)} files, all as published")


@app.command()
def remove(profile: Annotated[str, typer.Argument(help="The profile of a model that was built here.")]) -> None:
    """Remove a model that was built. What ships with Accordant stays.

    Exit status: 0 removed, 4 no such model was built.
    """
    from models.registry import remove_model

    with errors_to_exit_status():
        typer.echo(f"removed {remove_model(profile)}")
