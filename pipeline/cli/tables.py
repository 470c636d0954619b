"""`accordant actors` and `accordant programs`: look a name up in the tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from pipeline.cli.common import Actors, Programs, errors_to_exit_status

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a match.")]


def actors(
    name: Annotated[str, typer.Argument(help="A name, abbreviation, leader or id: Japan, EU, Kishida, PRK.")],
    actors: Actors = None,
    as_json: AsJson = False,  # noqa: FBT002 - a flag
) -> None:
    """Show what a name of an actor resolves to: id, names, members with their years, leaders with their terms.

    Exit status: 0 found, 2 no such name, or a broken table.

    \b
    accordant actors Japan
    accordant actors "Fumio Kishida" --json
    """  # noqa: D301 - Click keeps the lines after a backspace character as they are
    from pipeline.api import actor_table
    from pipeline.lookup import look_up_actors

    with errors_to_exit_status():
        _print(look_up_actors(actor_table(actors), name), as_json=as_json)


def programs(
    name: Annotated[str, typer.Argument(help="A name, acronym or id: CPTPP, Quad, gcap.")],
    programs: Programs = None,
    actors: Actors = None,
    as_json: AsJson = False,  # noqa: FBT002 - a flag
) -> None:
    """Show what a name of a program resolves to: id, kind, domains, members and years.

    Exit status: 0 found, 2 no such name, or a broken table.

    \b
    accordant programs CPTPP
    accordant programs "Lancaster House Treaties" --json
    """  # noqa: D301 - Click keeps the lines after a backspace character as they are
    from pipeline.api import program_table
    from pipeline.lookup import look_up_programs

    with errors_to_exit_status():
        _print(look_up_programs(program_table(programs, actors), name), as_json=as_json)


def _print(records: list[dict[str, Any]], *, as_json: bool) -> None:
    for number, record in enumerate(records):
        if as_json:
            typer.echo(json.dumps(record, ensure_ascii=False))
            continue
        if number:
            typer.echo("")
        for line in _lines(record):
            typer.echo(line)


def _lines(record: dict[str, Any]) -> Iterator[str]:
    for field, value in record.items():
        if not value:
            continue
        if isinstance(value, dict):
            for key, words in value.items():
                yield f"{key:13} {', '.join(words)}"
        elif field == "leaders":
            yield "leaders"
            yield from (f"  {_years(one):18} {one['office']}: {one['person']}" for one in value)
        elif field == "matches":
            for one in value:
                yield f"{field:13} {one['text']}: {' '.join(filter(None, (one['as'], _years(one))))}"
        elif field == "members":
            yield f"{field:13} " + ", ".join(" ".join(filter(None, (one["id"], _years(one)))) for one in value)
        else:
            yield f"{field:13} {', '.join(value) if isinstance(value, list) else value}"


def _years(one: dict[str, Any]) -> str:
    return f"{one['from'] or ''}–{one['to'] or ''}" if one["from"] or one["to"] else ""
