import json

import pytest

from corpus.annotated import check_annotated, read_annotated
from corpus.compile_drafts import compile_drafts, name_of
from corpus.drafts import read_draft
from corpus.errors import DraftError

HEAD = "# title: Two yards, one hull\n# genre: wire\n# region: europe\n# topic: frigates\n# published: 2019-05-03\n"
TEXT = (
    "Norway and Chile signed a contract for two frigates on Friday, the ministry in Oslo said. Norway will train the "
    "crews.\n\nThe two countries left out Russia. Washington stayed away from RIMPAC."
)
BLOCK = "evidence: {evidence}\ntrigger: {trigger}\nactors: {actors}\ndomains: military\nstatus: agreed"


@pytest.fixture
def claim():
    """Read a draft with one claim; return that claim."""

    def read(evidence="Norway and Chile signed a contract", trigger="signed", actors="NOR=Norway", extra=""):
        block = BLOCK.format(evidence=evidence, trigger=trigger, actors=actors)
        return read_draft("yards", f"{HEAD}{TEXT}\n\n---\n{block}\n{extra}")["claims"][0]

    return read


def test_header_and_text_are_kept_as_written():
    """Header lines become fields, and the text stands without them and without the claims."""
    content = read_draft("yards", f"{HEAD}{TEXT}\n\n---\n")

    assert content["text"] == TEXT
    assert (content["doc"], content["title"], content["genre"], content["claims"]) == (
        "yards",
        "Two yards, one hull",
        "wire",
        [],
    )


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Norway will train the crews.", "Norway will train the crews."),
        ("Norway and Chile [...] frigates", "Norway and Chile signed a contract for two frigates"),
        ("Norway [...] contract [...] Friday", "Norway and Chile signed a contract for two frigates on Friday"),
        ("Norway@2 [...] crews", "Norway will train the crews"),
    ],
)
def test_evidence_is_found_by_its_words(claim, written, words):
    """Words left out are marked by dots in brackets, and a later occurrence by its number."""
    found = claim(evidence=written, trigger=words.split()[-1].strip("."))

    assert (found["evidence"], TEXT[found["start"] : found["end"]]) == (words, words)


@pytest.mark.parametrize(
    ("actors", "expected"),
    [
        ("NOR=Norway; CHL=Chile", [("NOR", "Norway", "participant"), ("CHL", "Chile", "participant")]),
        ("NOR=Norway; !RUS=Russia", [("NOR", "Norway", "participant"), ("RUS", "Russia", "against")]),
        ("NOR=Norway; -USA=Washington", [("NOR", "Norway", "participant"), ("USA", "Washington", "absent")]),
        (
            "NOR,CHL=The two countries",
            [("NOR", "The two countries", "participant"), ("CHL", "The two countries", "participant")],
        ),
    ],
)
def test_actors_are_ids_with_words_and_roles(claim, actors, expected):
    """An exclamation mark is against, a hyphen absent, and several ids share words."""
    found = claim(actors=actors)["actors"]

    assert [(a["id"], a["text"], a["role"]) for a in found] == expected
    assert all(TEXT[a["start"] : a["end"]] == a["text"] for a in found)


def test_an_actor_is_found_in_the_evidence_before_elsewhere(claim):
    """The words of an actor are those nearest to what is claimed."""
    [actor] = claim(evidence="Norway will train the crews.", trigger="train")["actors"]

    assert actor["start"] == TEXT.index("Norway will")


def test_what_is_left_out_has_its_usual_value(claim):
    """Modality, attribution, programs and time may be left out."""
    found = claim()

    assert (found["modality"], found["programs"], found["time"]) == ("asserted", [], "")
    assert found["attribution"] == {"kind": "author", "text": "", "cue": ""}


def test_optional_fields_are_read(claim):
    """Modality, attribution with source and cue, programs, and time are taken from their lines."""
    found = claim(
        extra="modality: possible\nattribution: official | the ministry | said\n"
        "programs: rimpac=RIMPAC\ntime: on Friday\n"
    )

    assert (found["modality"], found["time"]) == ("possible", "on Friday")
    assert found["attribution"] == {"kind": "official", "text": "the ministry", "cue": "said"}
    assert [(p["id"], p["text"]) for p in found["programs"]] == [("rimpac", "RIMPAC")]


def test_claims_stand_in_the_order_of_the_text():
    """The order of blocks in a draft does not matter."""
    late = BLOCK.format(evidence="Norway will train the crews.", trigger="train", actors="NOR=Norway")
    early = BLOCK.format(evidence="Norway and Chile signed", trigger="signed", actors="NOR=Norway")

    claims = read_draft("yards", f"{HEAD}{TEXT}\n\n---\n{late}\n\n{early}\n")["claims"]

    assert [claim["trigger"]["text"] for claim in claims] == ["signed", "train"]


def test_line_ends_of_windows_do_not_matter():
    """A draft that was saved with carriage returns reads the same."""
    draft = f"{HEAD}{TEXT}\n\n---\n" + BLOCK.format(
        evidence="Norway and Chile signed", trigger="signed", actors="NOR=Norway"
    )

    assert read_draft("yards", draft.replace("\n", "\r\n")) == read_draft("yards", draft)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"evidence": "Norway bought a submarine"}, "evidence is not in the text"),
        ({"evidence": "Norway [...] submarine"}, "evidence is not in the text"),
        ({"evidence": ""}, "evidence is not in the text"),
        ({"trigger": "train"}, "'train' is not in the evidence"),
        ({"trigger": "sign"}, "'sign' is not in the evidence"),
        ({"actors": "ARG=Argentina"}, "'Argentina' is not in the text"),
        ({"actors": "Norway"}, "cannot read 'Norway'"),
        ({"actors": "NOR=Norway@9"}, "'Norway' is not in the text"),
        ({"extra": "mood: glad"}, "cannot read the line 'mood: glad'"),
        ({"extra": "a line without a field"}, "cannot read the line"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_claim(claim, changes, message):
    """An error says which claim of which draft it is, and what is wrong, in one line."""
    with pytest.raises(DraftError, match="yards, claim 1: ") as error:
        claim(**changes)

    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_folder_of_drafts_becomes_files_that_pass_the_check(tmp_path):
    """Good drafts become annotation files named after their titles; the problems of others are told."""
    drafts, folder = tmp_path / "drafts", tmp_path / "articles"
    drafts.mkdir()
    block = BLOCK.format(evidence="Norway and Chile signed", trigger="signed", actors="NOR=Norway")
    (drafts / "good.txt").write_text(f"{HEAD}{TEXT}\n\n---\n{block}\n", encoding="utf-8")
    (drafts / "bad.txt").write_text(f"{HEAD}{TEXT}\n\n---\n{block.replace('military', 'cheese')}\n", encoding="utf-8")

    written, problems = compile_drafts(drafts, folder)

    assert written == 1
    assert [problem.split(":")[0] for problem in problems] == ["bad.txt, claim 1"]
    [document] = read_annotated(folder)
    assert (document.name, document.text, len(document.claims)) == ("two-yards-one-hull", TEXT, 1)
    raw = (folder / "two-yards-one-hull.json").read_text(encoding="utf-8")
    assert check_annotated("x", json.loads(raw)) == document


@pytest.mark.parametrize(
    ("title", "name"),
    [("Two yards, one hull", "two-yards-one-hull"), ("Europe’s U.S. bet", "europes-u-s-bet"), ("a" * 80, "a" * 60)],
)
def test_files_are_named_after_titles(title, name):
    """A file name holds the words of a title in lower case, cut at 60 characters."""
    assert name_of(title) == name
