import pytest

from corpus.errors import LabelError
from corpus.labels import STANDARD, Domain, LabelSet, Status
from corpus.own_labels import read_own_labels


@pytest.fixture
def write(tmp_path):
    """Write a file of own labels."""

    def to(content):
        path = tmp_path / "labels.toml"
        path.write_text(content, encoding="utf-8")
        return path

    return to


def test_own_labels_stand_after_those_of_the_guidelines(write):
    """The order is kept, so that a trained model finds its own labels where they were."""
    path = write('[domains]\ntourism = "visitors"\n[statuses]\nresumed = "taken up again"\n')

    labels = read_own_labels(path)

    assert labels.domains == (*Domain, "tourism")
    assert labels.statuses == (*Status, "resumed")
    assert labels.sizes[:2] == (20, 10)


def test_labels_that_are_known_are_not_doubled(write):
    """A file may be read again on top of a model that has learnt from it."""
    path = write('[domains]\ntourism = "visitors"\ntrade = "as before"\n')
    once = read_own_labels(path)

    assert read_own_labels(path, once) == once
    assert once.domains.count("trade") == 1


def test_labels_of_the_guidelines_keep_their_identity():
    """A set that was written down and read again holds the same members."""
    again = LabelSet(tuple(map(str, STANDARD.domains)), tuple(map(str, STANDARD.statuses)))

    assert all(one is other for one, other in zip(again.statuses, Status, strict=True))
    assert again == STANDARD


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("domains = 3", ("domains is no table",)),
        ("[domains", ("cannot be read",)),
        ("[modalities]\nsure = 'x'", ("table 'modalities'", "allowed: domains, statuses")),
        ("[domains]\n'Two words' = 'x'", ("'Two words'", "lower_case_name")),
        ("[statuses]\nresumed = 3", ("'resumed' = 3", "lower_case_name")),
    ],
)
def test_a_broken_file_is_named_with_what_is_wrong(write, content, words):
    """The error says file, place, what was found and what is allowed, in one line."""
    path = write(content)

    with pytest.raises(LabelError) as error:
        read_own_labels(path)

    assert str(path) in str(error.value)
    assert all(word in str(error.value) for word in words)
    assert "\n" not in str(error.value).strip()
    assert error.value.exit_status == 2


def test_a_file_that_is_not_there_is_named(tmp_path):
    """A missing file is an error of one line as well."""
    with pytest.raises(LabelError, match="cannot be read"):
        read_own_labels(tmp_path / "none.toml")
