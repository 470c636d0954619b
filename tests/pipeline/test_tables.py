import json
import shutil

import pytest

from corpus.errors import TableError
from pipeline import build_tables
from pipeline.actors.entries import members_in
from pipeline.actors.own import add_actors
from pipeline.actors.table import FOLDER as ACTORS
from pipeline.actors.table import load_actors
from pipeline.api import program_table
from pipeline.programs.own import add_programs
from pipeline.programs.table import FOLDER as PROGRAMS
from pipeline.programs.table import load_programs
from pipeline.table_checks import check_tables


@pytest.fixture
def folders(tmp_path):
    """Copies of the folders of both tables, to break."""
    copies = tmp_path / "actors", tmp_path / "programs"
    for source, copy in zip((ACTORS, PROGRAMS), copies, strict=True):
        copy.mkdir()
        for path in source.glob("*.csv"):
            shutil.copy(path, copy)
    return copies


def test_the_tables_that_ship_are_sound_and_compiled(capsys, monkeypatch):
    """No row is broken or stale, no alias is shared without a rule, and the compiled form is that of these rows."""
    monkeypatch.setattr("sys.argv", ["build_tables", "--check"])

    build_tables.main()

    assert "all rows are sound" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("folder", "file", "row", "problem"),
    [
        (0, "actors.csv", "JPN,Japan,state,,,,author knowledge,2026-11-25", "JPN"),
        (0, "actors.csv", "AAA,Alpha,organization,ZZZ,,,author knowledge,2026-11-25", "ZZZ"),
        (0, "aliases.csv", "Botswana,KOR,name,,,,,,,author knowledge,2026-11-25", "Botswana"),
        (0, "aliases.csv", "Alpha,KOR,name,,,,(,,,author knowledge,2026-11-25", "unless_followed"),
        (0, "leaders.csv", "KOR,Ada Vale,Vale,President,May 2020,,author knowledge,2026-11-25", "May 2020"),
        (0, "leaders.csv", "KOR,Ada Vale,Vale,President,2020,,,2026-11-25", "source"),
        (0, "leaders.csv", "KOR,Ada Vale,Vale,President,2020,,author knowledge,2019-01-01", "2019-01-01"),
        (1, "programs.csv", "vale,Vale Pact,treaty,,,ZZZ,,,,,author knowledge,2026-11-25", "ZZZ"),
    ],
)
def test_a_broken_or_stale_row_is_named_with_its_file_and_row(folders, folder, file, row, problem):
    """What would mislead a reader of the table stops it from being compiled."""
    path = folders[folder] / file
    number = len(path.read_text(encoding="utf-8").splitlines()) + 1
    with path.open("a", encoding="utf-8") as out:
        out.write(row + "\n")

    with pytest.raises(TableError, match=rf"{file}, row \d+: ") as error:
        check_tables(*folders)

    assert problem in str(error.value)
    assert f"row {number}:" in str(error.value) or file == "aliases.csv"


@pytest.mark.parametrize(
    ("key", "member", "inside", "outside"),
    [("EU", "GBR", 2019, 2021), ("NATO", "FIN", 2024, 2022), ("ASEAN", "KHM", 2000, 1998)],
)
def test_members_have_their_years(key, member, inside, outside):
    """An organization has the members of the year that is asked about."""
    entry = load_actors().actors[key]

    assert member in members_in(entry.members, inside)
    assert member not in members_in(entry.members, outside)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("own.csv", "id,name,kind,aliases,leaders\nVALE_PARTY,Vale Party,nonstate,VPX|Valists,Ada Vale\n"),
        (
            "own.jsonl",
            (
                '{"id": "VALE_PARTY", "name": "Vale Party", "kind": "nonstate", "aliases": "VPX|Valists",'
                ' "leaders": "Ada Vale"}\n'
            ),
        ),
    ],
)
def test_own_actors_are_added(tmp_path, name, content):
    """A user's rows, in either form, are actors like all others."""
    (tmp_path / name).write_text(content, encoding="utf-8")

    table = add_actors(load_actors(), tmp_path / name)

    assert table.actors["VALE_PARTY"].name == "Vale Party"
    assert {"VPX", "Valists"} <= {alias.text for alias in table.aliases if alias.id == "VALE_PARTY"}
    assert "Ada Vale" in {leader.person for leader in table.leaders if leader.id == "VALE_PARTY"}


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ('{"id": "VALE", "name": "Vale", "kind": "planet"}', "kind 'planet'"),
        ('{"id": "VALE"}', "new id VALE"),
        ('{"id": "vale", "name": "Vale", "kind": "state"}', "id 'vale'"),
        ('{"id": "GROUP", "name": "Vale", "kind": "state"}', "id 'GROUP'"),
        ('{"id": "NATO", "members": ["PER", "QQQ"]}', "member 'QQQ'"),
        ('{"id": "NATO", "members": "PER:soon"}', "member 'PER:soon'"),
        ('{"id": "NATO", "valid_from": "soon"}', "valid_from 'soon'"),
        ('{"id": "NATO"}\n{"id": "NATO"}', "stands twice"),
        ('["NATO"]', "not a JSON object"),
    ],
)
def test_a_broken_row_of_own_actors_is_named(tmp_path, row, problem):
    """What the tables that ship may not hold, a user's may not either; file and row stand in the message."""
    (tmp_path / "own.jsonl").write_text(row, encoding="utf-8")

    with pytest.raises(TableError, match=rf"own.jsonl, row \d: .*{problem}"):
        add_actors(load_actors(), tmp_path / "own.jsonl")


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ('"kind": "poem"', "kind 'poem'"),
        ('"id": "Vale"', "id 'Vale'"),
        ('"domains": ["trade", "poetry"]', "domain 'poetry'"),
        ('"members": ["PER", "QQQ"]', "member 'QQQ'"),
        ('"year_from": "soon"', "year_from 'soon'"),
        ('"ambiguous": "Pact", "only_near": "("', "only_near '\\('"),
        ('"aliases": ["Pact", " "]', "an empty name"),
    ],
)
def test_a_broken_row_of_own_programs_is_named(tmp_path, fields, problem):
    """The same for programs."""
    row = f'{{"id": "vale", "name": "Vale Pact", "kind": "treaty", {fields}}}'
    (tmp_path / "own.jsonl").write_text(row, encoding="utf-8")

    with pytest.raises(TableError, match=f"own.jsonl, row 1: .*{problem}"):
        add_programs(load_programs(), tmp_path / "own.jsonl", load_actors().actors)


def test_own_programs_may_have_own_actors_and_lists(tmp_path):
    """Members may be actors of the user's other file, and lists may be lists of JSON."""
    (tmp_path / "actors.csv").write_text("id,name,kind\nVALE_CLUB,Vale Club,organization\n", encoding="utf-8")
    row = {"id": "vale", "name": "Vale Pact", "kind": "treaty", "members": ["PER", "VALE_CLUB:2001"], "year_from": 2001}
    (tmp_path / "programs.jsonl").write_text(json.dumps(row), encoding="utf-8")

    entry = program_table(tmp_path / "programs.jsonl", tmp_path / "actors.csv")["vale"]

    assert members_in(entry.members, 2000) == ("PER",)
    assert members_in(entry.members, 2002) == ("PER", "VALE_CLUB")
