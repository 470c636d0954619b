"""`accordant info`: what is installed, and where things lie."""

from __future__ import annotations

import platform

import typer

from pipeline.cli.common import errors_to_exit_status


def info() -> None:
    """Print versions, model digests, and where things lie."""
    from importlib.metadata import PackageNotFoundError, version

    from corpus.annotated import FOLDER
    from models.registry import built_models, installed_models
    from pipeline.actors.table import load_actors
    from pipeline.api import accordant_version
    from pipeline.programs.table import load_programs

    with errors_to_exit_status():
        typer.echo(f"accordant     {accordant_version()}")
        typer.echo(f"python        {platform.python_version()} on {platform.platform()}")
        for package in ("spacy", "onnxruntime", "tokenizers", "trafilatura", "torch"):
            try:
                typer.echo(f"{package:13} {version(package)}")
            except PackageNotFoundError:
                typer.echo(f"{package:13} not installed")
        for model in installed_models().values():
            typer.echo(f"model         {model.label} ({model.card.profile}) in {model.folder}")
            for name, digest in model.card.files.items():
                typer.echo(f"  {digest}  {name}")
        actors = load_actors()
        typer.echo(
            f"tables        {len(actors.actors)} actors, {len(actors.aliases)} aliases, {len(load_programs())} programs"
        )
        typer.echo(f"built models  {built_models()}")
        typer.echo(f"annotations   {FOLDER}")
