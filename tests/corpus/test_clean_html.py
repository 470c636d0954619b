import gzip
import json
import os
import time
from pathlib import Path

import pytest

from corpus.clean import clean
from corpus.clean.metadata import choose_title, clean_author, clean_title
from corpus.document import Media, Metadata, RawDocument
from corpus.visible import visible

PARAGRAPHS = [
    "Chile and Peru signed a fisheries pact in Lima on Monday, after two years of talks between the neighbors.",
    "Ministers of both countries said that joint patrols would begin within a year. Bolivia was not invited.",
    "The pact also covers science: both will share data on stocks, and meet every spring to set quotas.",
]
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Fish pact signed | The Example Times</title>
<meta property="og:site_name" content="The Example Times"><meta property="og:title" content="Fish pact signed">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Fish pact signed",
"datePublished": "2025-10-14T08:00:00Z", "author": {{"@type": "Person", "name": "Ana Díaz"}}}}</script>
<style>p {{ color: red }}</style></head><body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Fish pact signed</h1>{body}</article>
<div class="comments"><p>First! I think that this pact is a very good one for all of us.</p></div>
<footer><p>© 2025 The Example Times. All rights reserved.</p></footer></body></html>"""


@pytest.fixture
def cleaned():
    """Clean a page with what is known about it."""

    def run(page, **known):
        raw = RawDocument(id="a", source="a", original=page, media=Media.HTML, sha256="0", metadata=Metadata(**known))
        return clean(raw)

    return run


def page_of(*paragraphs):
    """Return a page of a news site with these paragraphs."""
    return PAGE.format(body="".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs))


def test_the_article_is_taken_out_of_its_page(cleaned):
    """Paragraphs are separated by blank lines; navigation, comments, footer and title are no part of the text."""
    document = cleaned(page_of(*PARAGRAPHS))

    assert document.text == "\n\n".join(PARAGRAPHS)


def test_metadata_is_what_the_page_states(cleaned):
    """Title, author, publisher and date come from the page's own statements."""
    metadata = cleaned(page_of(*PARAGRAPHS)).metadata

    assert metadata.title == "Fish pact signed"
    assert metadata.author == "Ana Díaz"
    assert metadata.publisher == "The Example Times"
    assert metadata.published == "2025-10-14"


def test_metadata_that_is_given_wins(cleaned):
    """What came with the document is not overruled by the page."""
    metadata = cleaned(page_of(*PARAGRAPHS), title="Another", published="2020-01-01").metadata

    assert (metadata.title, metadata.published, metadata.author) == ("Another", "2020-01-01", "Ana Díaz")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Chile\n   and\t Peru", "Chile and Peru"),
        ("Chile&nbsp;and&#160;Peru", "Chile and Peru"),
        ("Chile<!-- not Bolivia --> and Peru", "Chile and Peru"),
        ("<b>Ch</b>ile and <a href='x>y'>Peru</a>", "Chile and Peru"),
        ("Chile &amp; Peru &ndash; and &eacute;", "Chile & Peru – and é"),
        ("Chile<br>and Peru", "Chile and Peru"),
        ("Chi\u00adle and Pe&shy;ru", "Chile and Peru"),
        ("Chile and e\u0301 \U0001f469\u200d\U0001f680", "Chile and e\u0301 \U0001f469\u200d\U0001f680"),
    ],
)
def test_cleaned_words_are_those_of_the_page(cleaned, source, shown):
    """References are decoded and white space folded, and each sentence leads back to its source."""
    page = page_of(PARAGRAPHS[0], f"{source} signed a fisheries pact in Lima on Monday.", *PARAGRAPHS[1:])
    document = cleaned(page)
    sentence = f"{shown} signed a fisheries pact in Lima on Monday."
    start = document.text.index(sentence)
    span = document.offsets.source_span(start, start + len(sentence))

    assert span is not None
    assert visible(page[slice(*span)]) == visible(sentence)
    assert page[slice(*span)].endswith("signed a fisheries pact in Lima on Monday.")


def test_removed_content_inside_a_sentence_leaves_no_source(cleaned):
    """A sentence that something visible was removed from has no source span; its neighbors do."""
    script = "<div class='advert'>Buy fish at the market of Lima now, today only, half price</div>"
    page = page_of(
        PARAGRAPHS[0], f"Patrols will begin {script} within a year in both countries, they said.", PARAGRAPHS[2]
    )
    document = cleaned(page)
    last = document.text.index(PARAGRAPHS[2])

    for start in range(len(document.text)):
        span = document.offsets.source_span(start, min(start + 60, len(document.text)))
        assert span is None or visible(page[slice(*span)]) == visible(document.text[start : start + 60])
    assert document.offsets.source_span(last, len(document.text)) is not None


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<p>Chile",
        "Chile and Peru signed.",
        "<html><body><div>Chile and Peru signed a pact on Monday.</div></body></html>",
        "<" * 1000,
        "<a " * 1000,
        "<!-- Chile",
        "<script>Chile",
        "<div>" * 3000 + "<p>Chile and Peru signed a pact on Monday.</p>" + "</div>" * 3000,
        "<?xml version='1.0' encoding='utf-16'?><html><body><p>Chile and Peru signed.</p></body></html>",
    ],
)
def test_odd_pages_are_cleaned_without_an_error(cleaned, page):
    """Broken, tiny and deeply nested pages give what text they have."""
    document = cleaned(page)

    assert ("Chile and Peru signed" in document.text) == ("Chile and Peru signed" in page)


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<p>Chile and Peru signed a pact on Monday in Lima.</p>" * 30_000 + "</body></html>",
        "<html><body><p>" + "Chile and Peru signed a pact on Monday. " * 50_000 + "</p></body></html>",
        '<a ="' * 100_000,
        "&amp;" * 100_000,
    ],
    ids=["paragraphs", "paragraph", "tags", "references"],
)
def test_large_pages_take_time_in_proportion(cleaned, page):
    """No shape of page makes cleaning hang."""
    started = time.perf_counter()
    cleaned(page)

    assert time.perf_counter() - started < 30


@pytest.mark.parametrize(
    ("title", "sites", "expected"),
    [
        ("Fish pact | The Example", ["The Example"], "Fish pact"),
        ("Fish pact - Example", ["www.example.org"], "Fish pact"),
        ("The Example: Fish pact", ["The Example"], "The Example: Fish pact"),
        ("The Example » Fish pact", ["The Example"], "Fish pact"),
        ("Chile - Peru pact", ["The Example"], "Chile - Peru pact"),
        ("  Fish\n pact ", [None], "Fish pact"),
        ("The Example", ["The Example"], "The Example"),
        (" ", [], None),
        (None, [], None),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(title, sites, expected):
    """A site's name is taken off either end where a separator stands, and never when nothing else is left."""
    assert clean_title(title, *sites) == expected


@pytest.mark.parametrize(
    ("stated", "headings", "expected"),
    [
        ("Chile, Peru sign pact", ["The Example", "Chile and Peru sign fish pact"], "Chile and Peru sign fish pact"),
        ("Chile, Peru sign pact", ["Most read"], "Chile, Peru sign pact"),
        ("Chile, Peru sign pact", [], "Chile, Peru sign pact"),
        (None, ["Fish pact"], "Fish pact"),
        (None, ["Fish pact", "Most read"], None),
        (None, [], None),
    ],
)
def test_the_heading_that_a_reader_sees_is_the_title(stated, headings, expected):
    """Where a main heading says what the page states as title, the heading is taken."""
    assert choose_title(stated, headings) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("Ana Díaz", "Ana Díaz"),
        ("Ana Díaz • March", "Ana Díaz"),
        ("Ana Díaz December 9", "Ana Díaz"),
        ("Ana Díaz; Luis Berg", "Ana Díaz; Luis Berg"),
        ("", None),
        (None, None),
    ],
)
def test_dates_that_ran_into_a_byline_go(stated, expected):
    """An author is names only."""
    assert clean_author(stated) == expected


def test_quality_of_main_text_on_the_evaluation_pages(cleaned):
    """Word F1 of 60 pages does not fall below its floor, and every span that maps keeps the promise."""
    folder = os.environ.get("ACCORDANT_EVAL")
    if not folder:
        pytest.skip("ACCORDANT_EVAL does not name the folder of evaluation files")
    truth = [json.loads(line) for line in (Path(folder) / "pages/truth.jsonl").read_text("utf-8").splitlines()[::5]]
    scores = []
    for record in truth:
        page = gzip.decompress((Path(folder) / f"pages/html/{record['id']}.html.gz").read_bytes()).decode(
            "utf-8", "replace"
        )
        scores.append(word_f1(cleaned(page).text, record["text"]))

    assert sum(scores) / len(scores) > 0.9


def word_f1(predicted, truth):
    """Return F1 of the words of a text, as a multiset."""
    left, right = predicted.lower().split(), truth.lower().split()
    common = sum(min(left.count(word), right.count(word)) for word in set(left) & set(right))
    return 2 * common / (len(left) + len(right))
