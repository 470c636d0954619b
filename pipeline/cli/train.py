"""`accordant train`: train a model on annotated documents."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from corpus.extras import require_train
from pipeline.cli.common import Actors, Programs, errors_to_exit_status


class Profile(StrEnum):
    """The kinds of models that can be trained."""

    FAST = "fast"
    ACCURATE = "accurate"


def train(  # noqa: PLR0913, PLR0917 - a command has the options that it has
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the model and its report.")],
    annotations: Annotated[
        Path | None, typer.Option(help="Folder of annotated documents; default: those that ship with Accordant.")
    ] = None,
    profile: Annotated[
        Profile, typer.Option(help="What to train from its pretrained encoder: a small model, or a large one.")
    ] = Profile.FAST,
    base: Annotated[
        Path | None, typer.Option(help="Folder of the pretrained encoder; default: where it is installed.")
    ] = None,
    further: Annotated[
        str | None,
        typer.Option("--from", help="Train a model further: fast, accurate, or a folder.", metavar="MODEL"),
    ] = None,
    teacher: Annotated[
        str | None,
        typer.Option(
            help="Learn also from what a larger model says of the unannotated texts in ACCORDANT_TEXTS.",
            metavar="MODEL",
        ),
    ] = None,
    labels: Annotated[
        Path | None, typer.Option(help="Your own domains and statuses, learnt beside the others: a TOML file.")
    ] = None,
    folds: Annotated[int, typer.Option(min=2, help="Folds of the cross-validation that calibrates the model.")] = 5,
    runs: Annotated[
        int | None, typer.Option(min=1, help="Train without only so many of the folds, to save time.")
    ] = None,
    epochs: Annotated[int | None, typer.Option(min=1, help="Passes over the documents.")] = None,
    seed: Annotated[int | None, typer.Option(help="Seed of shuffling and of new weights.")] = None,
    actors: Actors = None,
    programs: Programs = None,
    final: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--final/--no-final", help="Train once more on everything, or keep the last run's model.")
    ] = True,
    version: Annotated[str, typer.Option(help="Version to write on the model's card.")] = "0.0.1",
) -> None:
    """Train, cross-validate, calibrate and export a model.

    Texts that may not be stored here are taken from the folder in the environment variable ACCORDANT_TEXTS; without it,
    training goes on with the rest and says so. An interrupted run goes on where it stopped.

    Exit status: 0 done, 2 wrong usage, a broken table or no train extra, 3 an unreadable annotation, 4 nothing to
    start from.

    \b
    accordant train -o my-model
    accordant train --annotations my-articles/ -o my-model --folds 5
    accordant train -o my-model --runs 1 --no-final
    accordant train --annotations my-articles/ --from fast --labels my-labels.toml -o my-model
    accordant extract --model my-model article.txt
    """  # noqa: D301 - Click keeps the lines after a backspace character as they are
    with errors_to_exit_status():
        require_train()
        from pipeline.train_model import TrainingPlan, train_model

        plan = TrainingPlan(
            output=output,
            annotations=annotations,
            profile=profile,
            base=base,
            further=further,
            teacher=teacher,
            own_labels=labels,
            folds=folds,
            runs=runs,
            epochs=epochs,
            seed=seed,
            actors=actors,
            programs=programs,
            final=final,
            version=version,
        )
        train_model(plan, lambda message: typer.echo(message, err=True))
