import codecs
import hashlib
import io
import json
import sys
from types import SimpleNamespace

import pytest

from corpus.document import Media, Metadata
from corpus.readers import read_documents


@pytest.fixture
def read():
    """Read sources; return documents and the messages of errors."""

    def run(*sources):
        errors = []
        documents = list(read_documents(sources, lambda error: errors.append(str(error))))
        return documents, errors

    return run


@pytest.fixture
def written(tmp_path):
    """Write bytes or text to a file of a name; return its path."""

    def write(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("a.txt", "Chile and Peru signed.", Media.TEXT),
        ("a.md", "# Chile\n\nand Peru signed.", Media.MARKDOWN),
        ("a.MARKDOWN", "Chile and Peru signed.", Media.MARKDOWN),
        ("a.html", "<p>Chile and Peru signed.</p>", Media.HTML),
        ("a.htm", "Chile and Peru signed.", Media.HTML),
        ("a.xhtml", "<?xml version='1.0'?><html><body>Chile</body></html>", Media.HTML),
        ("a.txt", "<!DOCTYPE html><html><body>Chile</body></html>", Media.HTML),
        ("article", "Chile and Peru signed.", Media.TEXT),
        ("list.txt", '{"text": "Chile and Peru signed."}', Media.TEXT),
        ("article.news", '{"text": "Chile and Peru signed."}', Media.TEXT),
    ],
)
def test_format_follows_the_ending_and_else_the_content(read, written, name, content, media):
    """A file's ending tells its format; where it does not, its first words do."""
    [document], errors = read(written(name, content))

    assert (document.media, errors) == (media, [])


@pytest.mark.parametrize("text", ["a\r\nb\tc\u00a0d\n", "  e\u0301 \U0001f91d\r", "one\n\n\n\ntwo  ", "x\u2028y\x0cz"])
def test_text_is_kept_letter_for_letter(read, written, text):
    """Line ends, tabs, combining marks and white space at the ends stay, since offsets index them."""
    [document], _ = read(written("a.txt", text))

    assert document.original == text


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.txt", codecs.BOM_UTF8 + "Perú".encode(), "Perú"),
        ("a.txt", codecs.BOM_UTF16_LE + "Perú".encode("utf-16-le"), "Perú"),
        ("a.txt", codecs.BOM_UTF16_BE + "Perú".encode("utf-16-be"), "Perú"),
        ("a.txt", codecs.BOM_UTF32_LE + "Perú".encode("utf-32-le"), "Perú"),
        ("a.html", '<meta charset="iso-8859-2"><p>Łódź'.encode("iso-8859-2"), '<meta charset="iso-8859-2"><p>Łódź'),
        ("a.html", "<meta charset=latin1><p>“Perú”".encode("cp1252"), "<meta charset=latin1><p>“Perú”"),
        ("a.html", "<?xml version='1.0' encoding='utf-8'?><p>é".encode(), "<?xml version='1.0' encoding='utf-8'?><p>é"),
        ("a.html", "<meta charset=nonsense><p>Perú".encode(), "<meta charset=nonsense><p>Perú"),
        ("a.txt", "Perú y Chile".encode(), "Perú y Chile"),
    ],
)
def test_encoding_is_told_by_mark_then_declaration_then_utf8(read, written, name, data, text):
    """A byte order mark wins and is dropped, then what the page declares, as browsers take it, then UTF-8."""
    [document], errors = read(written(name, data))

    assert (document.original, errors) == (text, [])


def test_undeclared_legacy_encodings_are_guessed(read, written):
    """Text that is not UTF-8 and declares nothing is decoded by a statistical guess."""
    text = "Премьер-министры двух стран договорились о сотрудничестве в области энергетики. " * 5
    [document], _ = read(written("a.txt", text.encode("cp1251")))

    assert document.original == text


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.txt", b"", "is empty"),
        ("a.html", b" \n\t", "holds only white space"),
        ("a.txt", codecs.BOM_UTF8 + b" ", "holds only white space"),
        ("a.jsonl", b"", "is empty"),
        ("a.jsonl", b"\n\n", "holds only white space"),
        ("a.txt", b"%PDF-1.7 words", "binary data (PDF)"),
        ("a.md", b"PK\x03\x04words", "binary data (ZIP"),
        ("a.html", b"\x89PNG\r\n", "binary data (PNG)"),
        ("a.jsonl", b"\x1f\x8b\x08words", "binary data (gzip)"),
        ("a.txt", b"Chile\0and Peru", "binary data (NUL bytes)"),
        ("a.txt", b"\x01\x02\x03Chile", "binary data (control characters)"),
    ],
)
def test_what_is_no_text_is_reported(read, written, name, data, problem):
    """Empty and binary inputs are errors of one line that name the file and the reason."""
    path = written(name, data)
    documents, [error] = read(path)

    assert documents == []
    assert error.startswith(f"{path.as_posix()}: ")
    assert problem in error
    assert "\n" not in error


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("", "is blank"),
        ("   ", "is blank"),
        ("[1]", "is a list, not an object"),
        ('"Chile"', "is a string, not an object"),
        ("null", "is null, not an object"),
        ('{"title": "Chile"}', "has neither text nor html (found: title)"),
        ("{}", "has neither text nor html (found: no field)"),
        ('{"text": null}', "has neither text nor html"),
        ('{"text": 5}', "its text is a number"),
        ('{"text": " "}', "its text is empty"),
        ('{"html": []}', "its html is a list"),
        ('{"text": "Chile", "title": true}', "its title is true or false"),
        ('{"text": "Chile", "id": {}}', "its id is an object"),
        ('{"text": "Chile"', "is not valid JSON"),
        ('{"text": "\\ud83d"}', "holds what is no text"),
        ('{"text": "a\\u0000b"}', "holds what is no text"),
        ("[" * 100_000, "is not valid JSON"),
        (b'{"text": "Per\xfa"}', "is not UTF-8"),
    ],
)
def test_a_bad_line_is_reported_and_the_others_read(read, written, line, problem):
    """One error names file, line number and reason; the lines around are documents."""
    line = line if isinstance(line, bytes) else line.encode()
    path = written("a.jsonl", b'{"text": "First."}\n' + line + b'\n{"text": "Third."}\n')
    documents, [error] = read(path)

    assert [(document.id, document.original) for document in documents] == [("a:1", "First."), ("a:3", "Third.")]
    assert error.startswith(f"{path.as_posix()}, line 2: ")
    assert problem in error
    assert "\n" not in error


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\r\n", "\r\n\r\n"])
def test_an_empty_last_line_is_fine(read, written, end):
    """A file may end with or without a line end, or with an empty line."""
    documents, errors = read(written("a.jsonl", '{"text": "One."}\n{"text": "Two."}' + end))

    assert ([document.original for document in documents], errors) == (["One.", "Two."], [])


def test_fields_of_a_line_become_metadata(read, written):
    """What a line says about its document is kept, the date as ISO 8601; white space is folded."""
    record = {
        "text": "Chile and Peru signed.",
        "id": 7,
        "title": " A  pact ",
        "url": "https://example.org/a",
        "published": "2024-05-01T10:00:00Z",
        "author": "Ana Díaz",
        "publisher": "The Example",
        "language": "en",
    }
    line = json.dumps(record).encode()
    [document], _ = read(written("a.jsonl", line + b"\r\n"))

    assert document.id == "7"
    assert document.sha256 == hashlib.sha256(line).hexdigest()
    assert document.metadata == Metadata(
        title="A pact",
        author="Ana Díaz",
        publisher="The Example",
        published="2024-05-01",
        url="https://example.org/a",
        language="en",
    )


def test_a_line_may_hold_a_page(read, written):
    """A line with html instead of text is a page."""
    [document], _ = read(written("a.ndjson", '{"html": "<p>Chile</p>", "id": "x"}'))

    assert (document.id, document.media, document.original) == ("x", Media.HTML, "<p>Chile</p>")


def test_folders_are_read_with_subfolders_sorted_and_without_hidden_files(read, written, tmp_path):
    """All files of known formats are read in order; hidden ones and others are left out."""
    for name in ("b/two.txt", "a.md", "b/.hidden.txt", ".git/x.txt", "c.css", "b/one.html", "z.jsonl"):
        written(name, '{"text": "Chile and Peru."}')
    documents, errors = read(tmp_path)

    assert [document.id for document in documents] == ["a", "one", "two", "z:1"]
    assert errors == []


def test_equal_stems_are_told_apart_by_their_paths(read, written, tmp_path):
    """The stem names a document; where stems collide the relative path does, with its ending only where needed."""
    for name in ("x/pact.txt", "y/pact.txt", "y/pact.html", "solo.txt"):
        written(name, "Chile and Peru signed.")
    documents, _ = read(tmp_path)

    assert [document.id for document in documents] == ["solo", "x/pact", "y/pact.html", "y/pact.txt"]


def test_a_file_named_twice_is_read_once(read, written, tmp_path):
    """A file that is given by itself and in its folder is one document."""
    path = written("a.txt", "Chile and Peru signed.")
    documents, _ = read(path, tmp_path, str(path))

    assert [document.source for document in documents] == [path.as_posix()]


def test_missing_files_and_folders_without_documents_are_reported(read, written, tmp_path):
    """A path that leads nowhere is an error, and reading goes on with the next."""
    (tmp_path / "empty").mkdir()
    path = written("a.txt", "Chile and Peru signed.")
    documents, errors = read(tmp_path / "none.txt", tmp_path / "empty", path)

    assert [document.id for document in documents] == ["a"]
    assert "none.txt: no such file or folder" in errors[0]
    assert "empty: holds no readable file" in errors[1]


@pytest.mark.parametrize(
    ("data", "identifier", "media"),
    [
        ("Chile and Peru signed.\n", "stdin", Media.TEXT),
        ("\n <html><body><p>Chile</p></body></html>", "stdin", Media.HTML),
        ('{"text": "Chile and Peru signed."}\n', "stdin:1", Media.TEXT),
        ('{"a quotation": "in text"} opens it.', "stdin", Media.TEXT),
    ],
)
def test_standard_input_is_sniffed(read, monkeypatch, data, identifier, media):
    """A dash reads standard input as JSONL, HTML or text, by its first words."""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data.encode())))
    [document], errors = read("-")

    assert (document.id, document.source, document.media, errors) == (identifier, "-", media, [])


def test_digest_is_of_the_bytes_of_the_file(read, written):
    """The digest is of the file as it lies on the disk, byte order mark included."""
    data = codecs.BOM_UTF8 + b"Chile and Peru signed.\r\n"
    [document], _ = read(written("a.txt", data))

    assert document.sha256 == hashlib.sha256(data).hexdigest()
