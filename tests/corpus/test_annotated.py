import copy
import json
import re

import pytest

from corpus.annotated import ARTICLES, STANDOFF, TEST, check_annotated, read_annotated, to_standoff
from corpus.check_annotations import check_annotations
from corpus.errors import AnnotationError
from corpus.standoff import join_text, normalize, normalize_title, read_standoff

TEXT = "On Monday, the envoy said Peru joined the Andes Pact with Chile.\n\nPeru joined late."


@pytest.fixture
def content(place):
    """The content of a well-formed annotation file."""
    claim = {
        "evidence": TEXT[26:64],
        "start": 26,
        "end": 64,
        "trigger": place(TEXT, "joined"),
        "actors": [
            {**place(TEXT, "Peru"), "id": "PER", "role": "participant"},
            {**place(TEXT, "Chile"), "id": "CHL", "role": "absent"},
        ],
        "programs": [{**place(TEXT, "Andes Pact"), "id": "andes-pact"}],
        "domains": ["trade", "energy"],
        "status": "agreed",
        "modality": "asserted",
        "attribution": {"kind": "official", "text": "the envoy", "cue": "said"},
        "time": "On Monday",
    }
    head = {
        "doc": "andes",
        "title": "Joining",
        "genre": "wire",
        "region": "americas",
        "topic": "pact",
        "published": "2001-02-03",
    }
    return {**head, "text": TEXT, "claims": [claim]}


def change(content, path, value):
    """Set the value at a path in nested containers."""
    *way, last = path
    for key in way:
        content = content[key]
    content[last] = value


def test_a_well_formed_file_passes(content):
    """What keeps the form is returned as a document."""
    document = check_annotated("andes.json", content)

    assert (document.name, document.genre, len(document.claims)) == ("andes", "wire", 1)


BREAKAGES = [
    (("claims", 0, "evidence"), "Peru joined the Andes Pact", "evidence"),
    (("claims", 0, "start"), 25, "evidence"),
    (("claims", 0, "end"), 63, "evidence"),
    (("claims", 0, "trigger", "start"), 30, "trigger"),
    (("claims", 0, "trigger"), {"text": "joined", "start": 71, "end": 77}, "outside the evidence"),
    (("claims", 0, "trigger", "text"), "", "trigger"),
    (("claims", 0, "actors", 0, "end"), 29, "actors"),
    (("claims", 0, "actors", 0, "role"), "member", "role 'member'"),
    (("claims", 0, "actors", 0, "role"), "against", "no participant"),
    (("claims", 0, "actors"), [], "no participant"),
    (("claims", 0, "programs", 0, "text"), "Andes", "programs"),
    (("claims", 0, "domains"), ["cheese"], "domains 'cheese'"),
    (("claims", 0, "domains"), [], "domains ''"),
    (("claims", 0, "status"), "begun", "status 'begun'"),
    (("claims", 0, "modality"), "", "modality ''"),
    (("claims", 0, "attribution", "kind"), "king", "attribution 'king'"),
    (("claims", 0, "attribution", "kind"), "author", "exactly where the attribution is not author"),
    (("claims", 0, "attribution", "text"), "", "exactly where the attribution is not author"),
    (("claims", 0, "attribution", "text"), "the minister", "source 'the minister' is not in the text"),
    (("claims", 0, "attribution", "cue"), "told", "cue 'told' is not in the text"),
    (("claims", 0, "time"), "on Tuesday", "time 'on Tuesday' is not in the text"),
    (("genre",), "poem", "genre 'poem'"),
]


@pytest.mark.parametrize(("path", "value", "message"), BREAKAGES)
def test_each_breakage_is_found_and_named(content, path, value, message):
    """A file with one thing wrong is refused in one line that says where and what."""
    change(content, path, value)

    with pytest.raises(AnnotationError) as error:
        check_annotated("andes.json", content)

    where = "andes.json, claim 1: " if "claims" in path else "andes.json: "
    assert str(error.value).startswith(where)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("field", ["doc", "title", "genre", "topic", "published", "text", "claims"])
def test_a_missing_field_is_named(content, field):
    """Every field of the form is needed."""
    del content[field]

    with pytest.raises(AnnotationError, match=f"no field {field}"):
        check_annotated("andes.json", content)


def test_evidence_that_crosses_a_line_end_is_refused(content):
    """Evidence never crosses the end of a paragraph."""
    content["claims"][0].update(evidence=TEXT[26:], end=len(TEXT))

    with pytest.raises(AnnotationError, match="crosses a line end"):
        check_annotated("andes.json", content)


def test_a_folder_is_read_in_the_order_of_its_names(content, tmp_path):
    """The same folder always gives the same order."""
    for name in ("b", "a"):
        (tmp_path / f"{name}.json").write_text(json.dumps({**content, "doc": name}), encoding="utf-8")

    assert [document.name for document in read_annotated(tmp_path)] == ["a", "b"]


def test_all_annotations_that_ship_pass(monkeypatch):
    """Every file in the package keeps the form of the guidelines."""
    monkeypatch.delenv("ACCORDANT_TEXTS", raising=False)

    documents, claims = check_annotations()

    assert documents == len([path for folder in (ARTICLES, STANDOFF, TEST) for path in folder.glob("*.json")])
    assert claims > documents


def test_the_test_set_is_large_and_of_other_topics():
    """Forty articles are kept apart, on topics that no model has been trained on."""
    test = list(read_annotated(TEST))
    trained = {document.topic for document in read_annotated(ARTICLES)}

    assert len(test) >= 40
    assert len({document.topic for document in test}) == len(test)
    assert trained.isdisjoint(document.topic for document in test)


def test_a_test_article_on_a_topic_that_is_trained_on_is_an_error(tmp_path):
    """The checker holds the sets apart."""
    path = next(iter(sorted(ARTICLES.glob("*.json"))))
    (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")

    with pytest.raises(AnnotationError, match="topic"):
        check_annotations(test=tmp_path)


def test_articles_that_ship_are_named_after_their_files():
    """A document's name is its file's, so that errors and scores lead to it."""
    for path in ARTICLES.glob("*.json"):
        assert json.loads(path.read_text(encoding="utf-8"))["doc"] == path.stem


def strings(value):
    """All strings in nested containers."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def test_standoff_files_that_ship_hold_no_words():
    """All strings in their claims are ids and labels, and no field could hold a sentence."""
    for path in STANDOFF.glob("*.json"):
        content = json.loads(path.read_text(encoding="utf-8"))
        claims = content.pop("claims")
        assert content.keys() == {"doc", "genre", "region", "topic", "published", "source", "text_sha256", "part"}, path
        assert all(re.fullmatch(r"[\w-]+", string) for string in strings(claims)), path


def test_a_standoff_file_with_words_is_refused(content, tmp_path):
    """The checker guards what ships."""
    standoff = to_standoff(content, "news:1", (0, len(TEXT)))
    standoff["claims"][0]["evidence"] = "Peru joined"
    (tmp_path / "a.json").write_text(json.dumps(standoff), encoding="utf-8")

    with pytest.raises(AnnotationError, match="may hold no words, but has evidence"):
        check_annotations(articles=tmp_path / "none", standoff=tmp_path)


def test_standoff_holds_no_words(content):
    """Stripped of its text, an annotation names none of the text's words."""
    standoff = to_standoff(content, "news:1", (0, len(TEXT)))

    assert all(re.fullmatch(r"[\w-]+", string) for string in strings(standoff["claims"]))
    assert not standoff.keys() & {"text", "title"}


def test_standoff_joined_with_its_text_is_the_annotation(content):
    """Stripping and joining give back every word and offset."""
    original = copy.deepcopy(content)
    standoff = to_standoff(content, "news:1", (0, len(TEXT)))

    joined = join_text("andes", standoff, "Joining", TEXT)

    assert content == original
    assert joined["claims"] == content["claims"]
    assert check_annotated("andes", joined) == check_annotated("andes", content)


def test_a_part_of_a_text_is_joined(content):
    """An annotation of a part of a text counts its offsets from the part's start."""
    standoff = to_standoff(content, "news:1", (10, 10 + len(TEXT)))

    assert join_text("andes", standoff, "Joining", f"Opening.\n\n{TEXT}")["text"] == TEXT


def test_another_text_is_refused(content):
    """A text that is not the annotated one is told by its digest."""
    standoff = to_standoff(content, "news:1", (0, len(TEXT)))

    with pytest.raises(AnnotationError, match="andes: its text has sha256"):
        join_text("andes", standoff, "Joining", TEXT.replace("Peru", "Fiji"))


@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_texts_are_read_from_the_users_folder(content, tmp_path, kind):
    """Both sorts of text files give the texts that annotations name."""
    source = {"jsonl": "wh_documents:a.md", "csv": "wikinews:http://n/1"}[kind]
    texts, standoff = tmp_path / "texts", tmp_path / "standoff"
    for folder in (texts / "wh_documents", texts / "wikinews", standoff):
        folder.mkdir(parents=True)
    record = {"file": "a.md", "title": "Joining", "text": TEXT}
    (texts / "wh_documents" / "a.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    (texts / "wikinews" / "a.csv").write_text(f'url,title,text\nhttp://n/1,Joining,"{TEXT}"\n', encoding="utf-8")
    bare = to_standoff(content, source, (0, len(TEXT)))
    (standoff / "andes.json").write_text(json.dumps(bare), encoding="utf-8")

    [document] = read_standoff(standoff, texts)

    assert document == check_annotated("andes", content)


def test_a_text_that_is_not_at_hand_is_named(content, tmp_path):
    """Without its text, an annotation cannot be used, and the message says which text is missing."""
    (tmp_path / "andes.json").write_text(
        json.dumps(to_standoff(content, "wikinews:http://n/2", (0, len(TEXT)))), encoding="utf-8"
    )

    with pytest.raises(AnnotationError, match="has no text 'wikinews:http://n/2'"):
        list(read_standoff(tmp_path, tmp_path))


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("One\\. Two\\_b", "One. Two_b"),
        ("One\\\nTwo", "One Two"),
        ("One\r\nTwo\u00a0three", "One Two three"),
        ("  One  \n \n\n Two ", "One\n\nTwo"),
    ],
)
def test_texts_are_compared_without_their_markdown(text, normal):
    """Escapes, hard line ends and white space do not keep a text from being the annotated one."""
    assert normalize(text) == normal


def test_titles_lose_their_underscores():
    """Where a title was made of a file name, its words are parted by spaces."""
    assert normalize_title("A\\_new_pact ") == "A new pact"
