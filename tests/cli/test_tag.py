import json

import pytest
from typer.testing import CliRunner

from pipeline.cli import app

TEXT = "Japan and Italy build GCAP. The two countries said so, and President Trump agreed."


@pytest.fixture
def run():
    """Run a command and return its result."""
    return lambda *words: CliRunner().invoke(app, list(map(str, words)))


@pytest.fixture
def article(tmp_path):
    """A short text in a file."""
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_tag_prints_every_mention_with_its_place(run, article):
    """Offsets give back the words, and descriptions are resolved to members with their antecedents."""
    rows = [json.loads(line) for line in run("tag", article, "-f", "jsonl").stdout.splitlines()]

    assert all(TEXT[row["start"] : row["end"]] == row["text"] for row in rows)
    assert {(row["text"], row["type"], row["id"], row["kind"], row["via"]) for row in rows} == {
        ("Japan", "actor", "JPN", "state", "name"),
        ("Italy", "actor", "ITA", "state", "name"),
        ("GCAP", "program", "gcap", "project", "table"),
        ("The two countries", "actor", "JPN", "state", "description"),
        ("The two countries", "actor", "ITA", "state", "description"),
        ("President Trump", "actor", "USA", "state", "leader"),
    }
    antecedents = [row["antecedents"] for row in rows if row["via"] == "description"]
    assert antecedents == [[[0, 5], [10, 15]]] * 2


def test_tag_prints_a_table(run, article):
    """On demand the mentions are a table."""
    shown = run("tag", article, "-f", "table").stdout

    assert "President Trump" in shown
    assert "description" in shown


def test_own_tables_are_used(run, article, tmp_path):
    """What a user adds is found, under the user's ids."""
    (tmp_path / "actors.csv").write_text("id,name,kind,aliases\nPACK,Trump Pack,nonstate,Italy\n", encoding="utf-8")
    (tmp_path / "programs.csv").write_text("id,name,kind,aliases\nbuild,Build,project,build GCAP\n", encoding="utf-8")
    own = "--actors", tmp_path / "actors.csv", "--programs", tmp_path / "programs.csv"

    rows = [json.loads(line) for line in run("tag", article, "-f", "jsonl", *own).stdout.splitlines()]

    assert {("Italy", "PACK"), ("build GCAP", "build")} <= {(row["text"], row["id"]) for row in rows}


def test_a_broken_own_table_is_one_line(run, article, tmp_path):
    """The row is named, and nothing is tagged."""
    (tmp_path / "own.csv").write_text("id,name,kind\nVALE,,\n", encoding="utf-8")

    result = run("tag", article, "--actors", tmp_path / "own.csv")

    assert result.exit_code == 2
    assert "own.csv, row 2" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("actors", "Swaziland"), ["SWZ", "Eswatini", "name –2018"]),
        (("actors", "Kishida"), ["JPN", "Fumio Kishida: Prime Minister 2021-10–2024-10"]),
        (("programs", "GCAP"), ["gcap", "GBR, ITA, JPN"]),
    ],
)
def test_a_name_is_looked_up(run, words, expected):
    """The entry is shown with what it has of years, members and leaders."""
    result = run(*words)

    assert result.exit_code == 0
    assert [part for part in expected if part not in result.stdout] == []


def test_a_look_up_may_print_json(run):
    """One object a match, for programs to read."""
    [record] = [json.loads(line) for line in run("actors", "Japan", "--json").stdout.splitlines()]

    assert (record["id"], record["kind"]) == ("JPN", "state")


@pytest.mark.parametrize("command", ["actors", "programs"])
def test_an_unknown_name_is_an_error(run, command):
    """A name of no entry ends with a status of its own and one line."""
    result = run(command, "Qwxzty")

    assert result.exit_code == 2
    assert "Qwxzty" in result.stderr
