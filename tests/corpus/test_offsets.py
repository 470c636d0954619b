import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.clean import clean
from corpus.clean.offsets import IdentityMap, TextBuilder, compose
from corpus.document import Media, Metadata, RawDocument
from corpus.visible import visible

ORIGINAL = "Chile &amp; Peru <b>signed</b> it."
SENTENCE = re.compile(r"[^\n]+?(?:[.!?](?=\s)|(?=\n)|$)")

WORDS = st.sampled_from([
    "Chile", "Peru", "signed", "a pact", "U.S.", "caf\u00e9", "cafe\u0301", "\U0001f91d", "\U0001f469\u200d\U0001f680",
    "naïve", "条約", "договор", "n\u0303o", "5%",
])  # fmt: skip
SPACES = st.sampled_from([" ", "  ", "\n", "\r\n", "\t", "\u00a0", "\u2009"])
MARKUP = st.sampled_from([
    "&amp;", "&nbsp;", "&lt;", "&lt;b&gt;", "&#233;", "&eacute", "&shy;", "\u00ad", "co-\nop", "&amp;amp;", "<b>",
    "</b>", "<i class='x>y'>", "<!-- no -->", "<br>", "<br/>\n", "<a href='/x?a=1&b=2'>", "</a>", "<sup>1</sup>", "<",
    "a<b", "&", "<script>var x = '<p>';</script>", "<span>inner</span>", "<img src=x alt='y'>", "\u200b", "<wbr>",
])  # fmt: skip
INLINE = st.lists(st.one_of(WORDS, SPACES, MARKUP, st.text(max_size=3)), max_size=14).map(" ".join)
SENTENCES = st.builds("The {} ministers met in Lima and {} agreed on Monday.".format, INLINE, INLINE)
MARKDOWN = st.sampled_from(
    ["**", "*", "_", "`", "[x](y)", "![x](y)", "\n# ", "\n- ", "\n> ", "\\_", "\n```\n", "[^1]", "~~"]
)
MARKED = st.lists(st.one_of(WORDS, SPACES, MARKUP, MARKDOWN), max_size=14).map("".join)
FURNITURE = st.sampled_from(["Share this", "Read more: x", "References", "By Ana Díaz", "© 2025 Example", "A Title"])


def cleaned(text, media):
    """Clean a text of a format."""
    return clean(RawDocument(id="a", source="a", original=text, media=media, sha256="0", metadata=Metadata()))


def mapped(document):
    """Return the sentence-like spans that map, after checking that each keeps the promise."""
    spans = [match.span() for match in SENTENCE.finditer(document.text)]
    sources = [(span, document.offsets.source_span(*span)) for span in spans]
    for (start, end), source in sources:
        if source is not None:
            assert visible(document.original[slice(*source)]) == visible(document.text[start:end])
    return [document.text[slice(*span)].strip() for span, source in sources if source is not None]


@settings(max_examples=300, deadline=None)
@given(st.lists(SENTENCES, min_size=1, max_size=4))
def test_every_span_of_a_page_that_maps_shows_as_its_source(sentences):
    """Whatever markup a page holds, what a reader sees of a source span is what he sees of the cleaned one."""
    body = "".join(f"<p>{sentence}</p>\r\n" for sentence in sentences)
    mapped(cleaned(f"<html><body><h1>A pact</h1><article>{body}</article></body></html>", Media.HTML))


@settings(max_examples=200, deadline=None)
@given(st.lists(MARKED, min_size=1, max_size=4))
def test_every_span_of_markdown_that_maps_shows_as_its_source(paragraphs):
    """The same holds for Markdown with HTML in it."""
    mapped(cleaned("\n\n".join(paragraphs), Media.MARKDOWN))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(SENTENCES, FURNITURE), min_size=1, max_size=8), st.sampled_from(["\n", "\n\n", "\r\n\r\n"]))
def test_every_span_of_plain_text_that_maps_is_equal_to_its_source(paragraphs, separator):
    """In plain text a span that maps is its source, letter for letter."""
    document = cleaned(separator.join(paragraphs), Media.TEXT)
    for match in SENTENCE.finditer(document.text):
        source = document.offsets.source_span(*match.span())
        assert source is None or document.original[slice(*source)] == match[0]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(WORDS, SPACES, MARKUP, st.text(max_size=5)), max_size=14).map("".join))
def test_visible_has_nothing_left_to_remove(text):
    """What is visible of what is visible is the same."""
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Chile  and\r\n\tPeru\u00a0signed ", "Chile and Peru signed"),
        ("<p>Chile</p><p>Peru</p>", "Chile Peru"),
        ("Ch<b>ile</b>", "Chile"),
        ("Chile<!-- <b> -->!", "Chile!"),
        ("a<script>if (x < 1) {}</script>b<style>p{}</style>c", "abc"),
        ("&lt;b&gt; &amp; &eacute; &#8211;", "& é –"),
        ("AT&T and R&D, 3 < 5 > 2", "AT&T and R&D, 3 < 5 > 2"),
        ("co\u00adoperation and coop-\neration, but Indo-\nPacific", "cooperation and cooperation, but Indo- Pacific"),
        ("<a title='x > y' href=\"z\">link</a>", "link"),
        ("", ""),
    ],
)
def test_visible_is_what_a_reader_sees(text, seen):
    """Markup goes, references are decoded, hyphenation is joined, white space is folded."""
    assert visible(text) == seen


@pytest.mark.parametrize("media", list(Media))
@pytest.mark.parametrize(
    "sentence",
    [
        "Chile and Peru signed a fisheries pact in Lima on Monday.",
        "Chile \U0001f91d Peru: the cafe\u0301 pact was signed in Lima on Monday.",
        "Chile\u00a0and Peru\tsigned a fisheries pact in Lima on Monday.",
    ],
)
def test_plain_sentences_do_map(media, sentence):
    """Sentences without anything removed inside have a source in every format."""
    ends = "</p>\r\n<p>" if media is Media.HTML else "\r\n\r\n"
    other = "Ministers of both countries said that patrols would begin within a year."
    text = f"A pact{ends}{other}{ends}{sentence}{ends}Share this{ends}{other} Bolivia was not invited."
    page = f"<html><body><article><p>{text}</p></article></body></html>"
    document = cleaned(page if media is Media.HTML else text, media)

    assert visible(sentence) in [visible(found) for found in mapped(document)]


@pytest.mark.parametrize(
    ("start", "end", "source"),
    [
        (0, 5, (0, 5)),
        (0, 7, (0, 11)),
        (6, 7, (6, 11)),
        (8, 19, (12, 26)),
        (13, 19, (20, 26)),
        (19, 23, (30, 34)),
        (20, 22, (31, 33)),
        (18, 20, None),
        (0, 23, None),
        (22, 24, None),
        (23, 24, None),
        (5, 5, None),
        (22, 99, None),
    ],
)
def test_a_map_of_runs_answers_only_where_it_is_sure(start, end, source):
    """Literal runs map by position, decoded ones as a whole; added words and what lies beyond have no source."""
    builder = TextBuilder(ORIGINAL)
    builder.copy(0, 6)
    builder.put("&", 6, 11, joined=True)
    builder.copy(11, 17, joined=True)
    builder.copy(20, 26, joined=True)
    builder.copy(30, 34)
    builder.add("!")
    text, offsets = builder.build()

    assert text == "Chile & Peru signed it.!"
    assert offsets.source_span(start, end) == source


def test_nothing_maps_across_what_was_removed():
    """A span over a place where something visible went has no source, its two sides have."""
    builder = TextBuilder("Chile (not Bolivia) and Peru")
    builder.copy(0, 5)
    builder.copy(19, 28)
    _, offsets = builder.build()

    assert [offsets.source_span(*span) for span in ((0, 5), (5, 14), (0, 14), (4, 6))] == [(0, 5), (19, 28), None, None]


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 3), (0, 6)])
def test_an_identity_has_no_source_for_what_is_no_span(start, end):
    """Empty spans and spans beyond the text have no source."""
    assert IdentityMap(5).source_span(start, end) is None


def test_stages_compose():
    """A map of stages leads through all of them, and is lost where one loses it."""
    first = TextBuilder("abcdef")
    first.copy(2, 6)
    middle, to_original = first.build()
    second = TextBuilder(middle)
    second.copy(1, 3)
    second.add("x")
    _, to_middle = second.build()
    offsets = compose(to_middle, to_original, IdentityMap(6))

    assert (offsets.source_span(0, 2), offsets.source_span(1, 3)) == ((3, 5), None)
