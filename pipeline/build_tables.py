"""Checks the tables of actors and programs, and compiles them into the form that loads at once.

    python -m pipeline.build_tables [--check]

A broken or stale row is an error that names its file and line. With ``--check`` nothing is written; compiled tables
that were not made from these files are an error as well.
"""

from __future__ import annotations

import sys

import typer

from corpus.errors import AccordantError, TableError
from pipeline.actors.index import index_actors
from pipeline.actors.table import FOLDER, read_actor_table
from pipeline.compiled import FILE, Compiled, digests, load_compiled, write_compiled
from pipeline.programs.spelling import program_forms
from pipeline.programs.table import FOLDER as PROGRAMS
from pipeline.programs.table import read_namesakes, read_programs
from pipeline.table_checks import check_tables


def compile_tables() -> Compiled:
    """Read, check and join the tables.

    Raises:
        TableError: a row is broken or stale; the message names file and row.
    """
    check_tables()
    actors = read_actor_table(FOLDER)
    programs = [entry for _, entry in read_programs(PROGRAMS / "programs.csv")]
    index = index_actors(actors)
    forms, numbers = program_forms(programs, read_namesakes(PROGRAMS))
    return Compiled(
        digests(),
        list(actors.actors.values()),
        list(actors.aliases),
        list(actors.leaders),
        list(actors.borders),
        list(actors.namesakes),
        list(index.forms),
        [list(numbers) for numbers in index.aliases],
        [list(numbers) for numbers in index.leaders],
        programs,
        forms,
        numbers,
    )


def main() -> None:
    """Check the tables, and write them compiled."""
    try:
        compiled = compile_tables()
        if "--check" not in sys.argv:
            write_compiled(compiled)
        elif load_compiled() != compiled:
            raise TableError(FILE.name, 0, "not made from these tables; run: make tables")
    except AccordantError as error:
        typer.echo(f"accordant: {error}", err=True)
        raise SystemExit(error.exit_status) from None
    typer.echo(
        f"{len(compiled.actors)} actors, {len(compiled.aliases)} aliases, {len(compiled.leaders)} leaders,"
        f" {len(compiled.programs)} programs: all rows are sound"
    )


if __name__ == "__main__":
    main()
