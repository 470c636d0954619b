import hashlib
import json

import pytest

from corpus.errors import DeviceError, ModelFileError, UnknownModelError
from models import registry
from models.load import load_reader
from models.registry import find_model, installed_models, read_model, remove_model

FILES = {"encoder.onnx": b"encoder", "config.json": b"{}", "heads.safetensors": b"heads", "tokenizer.json": b"{}"}


@pytest.fixture
def write_model():
    """Write the folder of a model with files that are not read."""

    def write(folder, **changes):
        folder.mkdir(parents=True)
        for name, content in FILES.items():
            (folder / name).write_bytes(content)
        card = {
            "name": "claims-test", "version": "1.2.3", "profile": "fast", "format": registry.FORMAT, "base": "b",
            "files": {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()},
            "calibration": {"weights": [1.0], "bias": 0.0, "threshold": 0.4}, "training": {},
        }  # fmt: skip
        (folder / registry.CARD).write_text(json.dumps({**card, **changes}), encoding="utf-8")
        return folder

    return write


def test_a_whole_model_is_read_and_verified(write_model, tmp_path):
    """A folder with a card and the files that it names is a model."""
    model = read_model(write_model(tmp_path / "m"))

    model.verify()

    assert (model.label, model.card.calibration.threshold) == ("claims-test@1.2.3", 0.4)


def one_line(error, *words):
    """Check that an error is one line with these words."""
    assert "\n" not in str(error.value)
    assert all(word in str(error.value) for word in words)
    assert error.value.exit_status == 4


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_differs_is_named(write_model, tmp_path, name):
    """A damaged or exchanged file is refused before it is used."""
    folder = write_model(tmp_path / "m")
    (folder / name).write_bytes(FILES[name] + b"!")

    with pytest.raises(ModelFileError) as error:
        load_reader(read_model(folder))

    one_line(error, str(folder / name), "sha256", "install")


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_missing_is_named(write_model, tmp_path, name):
    """An incomplete folder is refused before it is used."""
    folder = write_model(tmp_path / "m")
    (folder / name).unlink()

    with pytest.raises(ModelFileError) as error:
        load_reader(read_model(folder))

    one_line(error, str(folder / name), "missing")


@pytest.mark.parametrize("version", [0, registry.FORMAT + 1])
def test_another_format_is_refused(write_model, tmp_path, version):
    """A model of another format is not read by chance."""
    with pytest.raises(ModelFileError) as error:
        read_model(write_model(tmp_path / "m", format=version))

    one_line(error, f"format {version}", "install the version it was made for")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\xff\xfe", b'{"name": 1}'])
def test_a_card_that_cannot_be_read_is_named(tmp_path, content):
    """Whatever stands in the card's place, the error says that it is no card."""
    (tmp_path / registry.CARD).write_bytes(content)

    with pytest.raises(ModelFileError) as error:
        read_model(tmp_path)

    one_line(error, str(tmp_path / registry.CARD), "not a model card")


def test_a_folder_without_a_card_is_no_model(tmp_path):
    """Reading a folder that is not there is an error of one line as well."""
    with pytest.raises(ModelFileError) as error:
        read_model(tmp_path / "none")

    one_line(error, "not a model card")


def test_an_unknown_name_lists_what_is_installed(home, write_model):
    """An unknown profile says which there are."""
    write_model(home / "mine", profile="mine")

    with pytest.raises(UnknownModelError) as error:
        find_model("accurate")

    one_line(error, "'accurate'", "installed: mine", "accordant models build accurate")


@pytest.mark.usefixtures("home")
def test_without_any_model_none_is_listed():
    """An installation without a model says so."""
    with pytest.raises(UnknownModelError) as error:
        find_model("fast")

    one_line(error, "'fast'", "installed: none")


def test_models_are_found_by_profile_and_by_folder(home, write_model, tmp_path):
    """The one that ships, the user's own, and any folder can be named."""
    write_model(tmp_path / "shipped")
    write_model(home / "mine", profile="mine")
    other = write_model(tmp_path / "other", profile="fast", name="other")

    assert list(installed_models()) == ["fast", "mine"]
    assert find_model("fast").folder == tmp_path / "shipped"
    assert find_model("mine").folder == home / "mine"
    assert find_model(other).card.name == find_model(str(other)).card.name == "other"


def test_folders_without_a_card_are_passed_over(home, write_model):
    """What else lies in the user's folder is no model."""
    write_model(home / "mine", profile="mine")
    (home / "notes").mkdir()
    (home / "a-file").write_text("x", encoding="utf-8")

    assert list(installed_models()) == ["mine"]


def test_the_model_that_ships_is_whole(model_folder):
    """Its files are the ones that its card names."""
    model = read_model(model_folder)

    model.verify()

    assert model.card.profile == "fast"
    assert set(model.card.files) == set(FILES)


def test_a_built_model_can_be_removed_and_others_cannot(home, write_model, tmp_path):
    """Only what was built here is taken away."""
    write_model(tmp_path / "shipped")
    built = write_model(home / "accurate-1", profile="accurate")

    assert remove_model("accurate") == built
    assert not built.exists()
    for profile in ("accurate", "fast"):
        with pytest.raises(UnknownModelError) as error:
            remove_model(profile)
        one_line(error, "built here", "installed: fast")
    assert (tmp_path / "shipped").exists()


@pytest.mark.parametrize(
    ("device", "words"),
    [("cuda", "no CUDA device"), ("cuda:3", "no CUDA device"), ("cuda:x", "unknown"), ("tpu", "unknown")],
)
def test_a_device_that_is_not_there_is_named(model_folder, device, words):
    """Where there is no such device, the error says what to use."""
    torch = pytest.importorskip("torch", reason="torch is not installed")
    if torch.cuda.is_available() and words != "unknown":
        pytest.skip("this machine has a CUDA device")

    with pytest.raises(DeviceError) as error:
        load_reader(read_model(model_folder), device=device)

    one_line(error, device, words, "--device cpu")


def test_an_adapter_alone_cannot_be_run(write_model, tmp_path):
    """Whoever names the folder of an adapter is told to build it."""
    folder = write_model(tmp_path / "part", profile="accurate", files={})

    with pytest.raises(ModelFileError) as error:
        load_reader(read_model(folder))

    one_line(error, str(folder), "adapter", "accordant models build accurate")
