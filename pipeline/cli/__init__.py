"""The command line: one module a command, each a thin shell over a function of the pipeline.

Exit status, for all commands: 0 done, 1 an unexpected failure, 2 wrong usage, 3 an input could not be read, 4 no model.
"""

from __future__ import annotations

import typer

from pipeline.cli.clean import clean
from pipeline.cli.evaluate import evaluate
from pipeline.cli.extract import extract
from pipeline.cli.info import info
from pipeline.cli.models import app as models_app
from pipeline.cli.tables import actors, programs
from pipeline.cli.tag import tag
from pipeline.cli.train import train

app = typer.Typer(
    name="accordant",
    help="Write down every claim about international cooperation that a text makes.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (extract, tag, clean, actors, programs, evaluate, train, info):
    app.command()(command)
app.add_typer(models_app, name="models")


def main() -> None:
    """Run the command line and leave with its exit status."""
    app(prog_name="accordant")
