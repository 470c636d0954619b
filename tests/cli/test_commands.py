import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[2]
GOOD = "Kenya and Uganda signed a railway agreement on Friday. Peru withdrew from its radar pact with Chile.\n"
BAD = {
    "binary.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "binary"),
    "empty.txt": (b"", "is empty"),
    "white.txt": (b" \n\t\n", "white space"),
    "blank.jsonl": (b"\n", "blank|white space|empty"),
    "noline.jsonl": (b"", "is empty"),
    "notext.jsonl": (b'{"id": "a", "body": "Kenya"}\n', "neither text nor html"),
    "list.jsonl": (b"[1]\n", "not an object"),
    "latin.jsonl": ('{"text": "Perú"}\n'.encode("latin-1"), "not UTF-8"),
    "broken.jsonl": (b'{"text": "Kenya"\n', "not valid JSON"),
}
HEAVY = ("numpy", "spacy", "onnxruntime", "trafilatura", "torch", "tokenizers")


@pytest.fixture
def run(tmp_path):
    """Run the command in a folder of its own, beside packages that must not be taken for Accordant's or be imported."""
    stubs = tmp_path / "stubs"
    stubs.mkdir()
    for name in ("torch", "tensorflow", "transformers"):
        (stubs / f"{name}.py").write_text(f"import sys\nsys.exit('{name} was imported')\n", encoding="utf-8")

    def start(*arguments, given=None, cwd=tmp_path, python=()):
        paths = os.pathsep.join([str(stubs), str(HOME)])
        environment = {
            **os.environ,
            "PYTHONPATH": paths,
            "XDG_DATA_HOME": str(tmp_path / "data"),
            "COLUMNS": "100",
            "PYTHONUTF8": "1",
        }
        command = [sys.executable, *python, "-m", "accordant", *map(str, arguments)]
        given = given.encode() if isinstance(given, str) else given
        done = subprocess.run(command, input=given or b"", capture_output=True, cwd=cwd, env=environment, check=False)
        done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in done.stderr, done.stderr
        return done

    return start


@pytest.fixture
def good(tmp_path):
    """A file of which claims can be expected."""
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "command", [(), ("extract",), ("clean",), ("evaluate",), ("train",), ("models",), ("models", "verify"), ("info",)]
)
def test_every_command_explains_itself(run, command):
    """Help goes to standard output, says how the command is used, and is no failure."""
    done = run(*command, "--help")

    assert done.returncode == 0
    assert done.stdout.startswith("Usage: accordant ")
    assert done.stderr == ""


@pytest.mark.parametrize("command", ["extract", "clean", "train"])
def test_help_shows_examples_and_exit_statuses(run, command):
    """Help texts show how a command is called and what its exit status means."""
    done = run(command, "-h")

    assert f"accordant {command} " in done.stdout.split("Usage:")[1].split("\n", 1)[1]
    assert "Exit status: 0" in done.stdout


def test_help_imports_nothing_heavy(run):
    """Asking for help costs no more than the command line itself."""
    done = run("--help", python=["-X", "importtime"])

    imported = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert "typer" in imported
    assert imported.isdisjoint(HEAVY)


@pytest.mark.parametrize(
    "arguments",
    [
        ("extract",),
        ("clean",),
        ("extract", "x.txt", "-f", "poem"),
        ("extract", "x.txt", "--min-confidence", "2"),
        ("sing",),
        ("evaluate", "x"),
    ],
)
def test_wrong_usage_is_told_apart(run, arguments):
    """What the command line does not know is wrong usage, with its own exit status."""
    done = run(*arguments)

    assert done.returncode == 2
    assert done.stdout == ""
    assert "Usage:" in done.stderr or "Error" in done.stderr


def errors(done):
    """The lines that report what could not be read."""
    return [line for line in done.stderr.splitlines() if line.startswith("accordant: ")]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_input_is_one_line_and_its_exit_status(run, tmp_path, name):
    """Each sort of unreadable input gives one line that names it and says what is wrong."""
    content, problem = BAD[name]
    (tmp_path / name).write_bytes(content)

    done = run("clean", name)

    assert (done.returncode, done.stdout) == (3, "")
    [line] = done.stderr.splitlines()
    assert line.startswith(f"accordant: {name}")
    assert re.search(problem, line)


@pytest.mark.parametrize(("name", "problem"), [("missing.txt", "no such file"), ("folder", "no readable file")])
def test_a_source_that_is_not_there_is_one_line(run, tmp_path, name, problem):
    """A missing file and a folder without readable files are told as such."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "picture.png").write_bytes(b"\x89PNG")

    done = run("clean", name)

    assert (done.returncode, done.stdout) == (3, "")
    [line] = errors(done)
    assert name in line
    assert problem in line


@pytest.mark.usefixtures("model_folder")
def test_good_sources_are_read_among_bad_ones(run, good, tmp_path):
    """One run reports each bad source in a line, reads the good ones, and ends with the status of the failure."""
    for name, (content, _) in BAD.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "mixed.jsonl").write_text(
        '{"id": "m", "text": "Togo trains Mali\'s police."}\n{"text": 1}\n', encoding="utf-8"
    )

    done = run("extract", "missing.txt", *BAD, "mixed.jsonl", good)

    assert done.returncode == 3
    assert len(errors(done)) == len(BAD) + 2
    assert "good" in {json.loads(line)["document"]["id"] for line in done.stdout.splitlines()}
    assert f"2 documents, {len(done.stdout.splitlines())} claims, {len(BAD) + 2} not read" in done.stderr


@pytest.mark.usefixtures("model_folder")
def test_records_keep_the_offset_promise(run, good):
    """What is printed for a file indexes that file's own text, and torch and its like stay out."""
    done = run("extract", good)

    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert {tuple(sorted({a["id"] for a in r["actors"] if a["role"] == "participant"})) for r in records} >= {
        ("KEN", "UGA")
    }
    for record in records:
        evidence = record["evidence"]
        assert GOOD[evidence["start"] : evidence["end"]] == evidence["text"]
        assert GOOD[evidence["source_start"] : evidence["source_end"]] == evidence["text"]
    assert done.stderr.strip() == f"1 documents, {len(records)} claims"


@pytest.mark.usefixtures("model_folder")
def test_it_works_beside_packages_of_the_same_names(run, good, tmp_path):
    """A folder that holds the user's own ``models``, ``pipeline`` and ``corpus`` is as good as any."""
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "__init__.py").write_text("raise SystemExit('not mine')\n", encoding="utf-8")
    for name in ("pipeline.py", "corpus.py"):
        (tmp_path / name).write_text("raise SystemExit('not mine')\n", encoding="utf-8")

    done = run("extract", good, "--quiet")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.usefixtures("model_folder")
@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("-f", "table"), ["KEN", "UGA", "agreed", "good"]),
        (("-f", "csv"), ["id,document,", "KEN UGA"]),
        (("-f", "json"), ['[\n  {\n    "schema": "accordant.claim/1"']),
        (("--explain",), ["[Kenya]", "[Uganda]", "<", "status: agreed, by “"]),
        (("--min-confidence", "1"), []),
    ],
)
def test_formats_and_explanations_are_printed(run, good, options, words):
    """Each format is printed to standard output, and a high threshold leaves nothing to print."""
    done = run("extract", good, *options)

    assert done.returncode == 0
    assert all(word in done.stdout for word in words)
    assert words or done.stdout == ""


@pytest.mark.usefixtures("model_folder")
def test_standard_input_is_read_and_a_file_is_written(run, tmp_path):
    """A hyphen reads standard input, whatever its format, and the output appears whole under its name."""
    lines = [json.dumps({"id": "a", "text": GOOD}), json.dumps({"id": "b", "html": f"<p>{GOOD}</p>"})]

    done = run("extract", "-", "-o", "out.jsonl", "-v", given="\n".join(lines) + "\n")

    assert (done.returncode, done.stdout) == (0, "")
    written = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {record["document"]["id"] for record in written} == {"a", "b"}
    assert not list(tmp_path.glob("*.partial"))


@pytest.mark.usefixtures("model_folder")
def test_the_same_input_gives_the_same_bytes(run, good):
    """Two runs do not differ in a letter."""
    assert run("extract", good, "-q").stdout == run("extract", good, "-q").stdout


def test_an_unknown_profile_is_no_model(run, good):
    """A model that is not installed is told in one line, with its own exit status."""
    done = run("extract", good, "--profile", "nonesuch")

    assert (done.returncode, done.stdout) == (4, "")
    [line] = done.stderr.splitlines()
    assert line.startswith("accordant: no model 'nonesuch'; installed: ")


def test_an_output_that_cannot_be_written_is_one_line(run, good):
    """A folder that does not exist is no place for output."""
    done = run("clean", good, "-o", "no/such/folder/out.txt")

    assert done.returncode == 3
    [line] = done.stderr.splitlines()
    assert "cannot be written" in line


def test_clean_prints_the_text_that_offsets_refer_to(run, good):
    """A text that needs no cleaning is printed as it is."""
    done = run("clean", good)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.rstrip("\n") == GOOD.rstrip("\n")


def test_clean_prints_metadata_as_json_lines(run):
    """With metadata there is one object a document, from standard input as well."""
    page = (
        f"<html><head><title>A pact</title></head><body><article><h1>A pact</h1><p>{GOOD}</p></article></body></html>"
    )

    done = run("clean", "-", "-f", "jsonl", given=page)

    [record] = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 0
    assert record["title"] == "A pact"
    assert record["text"].strip().startswith("Kenya and Uganda signed")


@pytest.fixture
def annotated(tmp_path):
    """A folder with one annotated document."""
    folder = tmp_path / "annotated"
    folder.mkdir()
    claim = {
        "evidence": GOOD[:54],
        "start": 0,
        "end": 54,
        "actors": [{"text": key, "id": key, "role": "participant"} for key in ("KEN", "UGA")],
        "programs": [],
        "domains": ["infrastructure"],
        "status": "agreed",
        "modality": "asserted",
        "attribution": {"kind": "author"},
    }
    (folder / "good.json").write_text(json.dumps({"doc": "good", "text": GOOD, "claims": [claim]}), encoding="utf-8")
    return folder, claim


def test_evaluate_prints_each_measure(run, annotated, tmp_path):
    """Claims are scored against annotations, in lines or as one object, and strangers are named."""
    folder, claim = annotated
    lines = [
        json.dumps({**claim, "document": {"id": name}, "evidence": {"text": GOOD[:54]}})
        for name in ("good", "stranger")
    ]
    (tmp_path / "claims.jsonl").write_text("\n".join(lines), encoding="utf-8")

    done, as_json = run("evaluate", "claims.jsonl", folder), run("evaluate", "claims.jsonl", folder, "--json")

    assert (done.returncode, as_json.returncode) == (0, 0)
    assert "claim        p 1.0  r 1.0  f1 1.0" in done.stdout
    assert json.loads(as_json.stdout)["strict"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "pred": 1, "gold": 1}
    assert "1 documents are not in" in done.stderr
    assert "stranger" in done.stderr


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", None),
        ("{", "line 1: invalid JSON"),
        ('{"a": 1}', "not a claim record"),
        ("[]", "not a JSON object"),
        (None, "cannot be read"),
        (
            '{"document": {"id": "z"}, "evidence": {}, "actors": [], "domains": [], "status": "agreed"}',
            "no document is annotated",
        ),
    ],
)
def test_evaluate_says_what_it_cannot_read(run, annotated, tmp_path, content, problem):
    """Predictions that are no claim records of annotated documents are an error of one line; none at all are not."""
    if content is not None:
        (tmp_path / "claims.jsonl").write_text(content, encoding="utf-8")

    done = run("evaluate", "claims.jsonl", annotated[0])

    assert done.returncode == (3 if problem else 0)
    assert len(done.stderr.splitlines()) == (1 if problem else 0)
    assert (problem or "") in done.stderr


def test_evaluate_needs_annotated_documents(run, tmp_path):
    """A folder without annotations cannot be scored against."""
    (tmp_path / "claims.jsonl").write_text("", encoding="utf-8")

    done = run("evaluate", "claims.jsonl", tmp_path / "none")

    assert done.returncode == 3
    assert "no annotated documents" in done.stderr


@pytest.mark.usefixtures("model_folder")
def test_models_are_listed_and_verified(run):
    """The installed models are named, and their files are compared with what was published."""
    listed, verified, by_default = run("models", "list"), run("models", "verify", "fast"), run("models")

    assert (listed.returncode, verified.returncode) == (0, 0)
    assert listed.stdout == by_default.stdout
    assert listed.stdout.startswith("fast ")
    assert "all as published" in verified.stdout


def test_info_says_what_is_installed_and_where(run):
    """Versions, tables and folders are printed."""
    done = run("info")

    assert done.returncode == 0
    for word in ("accordant", "python", "spacy", "tables", "built models", "annotations"):
        assert f"\n{word} " in f"\n{done.stdout}"


def test_train_without_torch_says_what_to_install(run, tmp_path):
    """Where the extra is missing, the message names it, and nothing is written."""
    (tmp_path / "stubs" / "sitecustomize.py").write_text("import sys\nsys.modules['torch'] = None\n", encoding="utf-8")
    (tmp_path / "stubs" / "torch.py").unlink()

    done = run("train", "-o", "model")

    assert done.returncode == 2
    [line] = done.stderr.splitlines()
    assert line == "accordant: torch is not installed; run: pip install 'accordant[train]'."
    assert not (tmp_path / "model").exists()
