import os
from pathlib import Path

import pytest

from corpus.clean import clean
from corpus.document import Media, Metadata, RawDocument

BODY = (
    "Chile and Peru signed a fisheries pact in Lima on Monday.\n\n"
    "Ministers of both countries said that patrols would begin within a year. Bolivia was not invited.\n\n"
    "The pact follows two years of talks."
)
TITLE = "Chile and Peru Agree on Fish (2025)"


@pytest.fixture
def cleaned():
    """Clean a text with what is known about it."""

    def run(text, media=Media.TEXT, **known):
        raw = RawDocument(id="a", source="a", original=text, media=media, sha256="0", metadata=Metadata(**known))
        return clean(raw)

    return run


@pytest.mark.parametrize("text", [BODY, BODY.replace("\n", "\r\n"), f"  {BODY}\n\n", "Chile.", "one two\nthree", "\n"])
def test_text_that_needs_no_cleaning_is_its_own_cleaned_text(cleaned, text):
    """Nothing is changed where nothing is to be removed, line ends and white space included."""
    document = cleaned(text, title="Pact")

    assert document.text == text
    assert document.offsets.source_span(0, len(text)) == (0, len(text))


@pytest.mark.parametrize(
    "junk",
    [
        "Share this",
        "Share on Facebook",
        "Share this article on Twitter, WhatsApp and LinkedIn",
        "Facebook | Twitter | WhatsApp",
        "Sign up for our newsletter",
        "Subscribe to our daily newsletter to get stories like this in your inbox.",
        "We use cookies to improve your experience on our site. By staying here you accept them.",
        "By continuing to browse, you agree to our use of cookies and our privacy policy.",
        "Accept all cookies",
        "© 2025 The Example Times. All rights reserved.",
        "Copyright 2025 Example Media",
        "Read more: Lima hosts the summit",
        "Read also: Ten ports that grew",
        "Related: Who owns the sea?",
        "Advertisement",
        "Story continues below advertisement",
        "Skip to main content",
        "Home > World > Americas",
        "World | Politics | Business | Sport",
        "5 min read",
        "5,865 views",
        "Views: 310",
        "Rating: 3 / 5 (12 voted)",
        "Photo: Ana Díaz/Reuters",
        "(Photo by Ana Díaz via Getty Images)",
        "Image credit: Example Agency",
        "Tags: fish, Peru, Chile",
        "Follow us on Telegram",
        "Back to top",
    ],
)
def test_furniture_between_paragraphs_goes(cleaned, junk):
    """A line of the page's furniture is dropped, and the paragraphs around stay letter for letter."""
    first, second, third = BODY.split("\n\n")
    document = cleaned(f"{first}\n\n{junk}\n\n{second}\n\n{third}", title="Pact")

    assert document.text == BODY


@pytest.mark.parametrize(
    "sentence",
    [
        "The newsletter of the ministry said that both sides would share data.",
        "Facebook and Twitter agreed with the European Union on a code of conduct.",
        "Share prices rose in Lima after the two governments signed the deal.",
        "Both ministries use cookies on their sites, and agreed on a common notice.",
        "Home ministers of both countries met on Sunday.",
        "References to the treaty were removed from the communiqué at Chile's request.",
        "Author: the minister is known as the author of the pact between Chile and Peru.",
        "Topics: the leaders discussed trade, and agreed to meet again in May.",
        "Image: the two presidents shake hands in Lima before they sign the pact.",
        "Views: the two capitals differ on quotas, but they agree on patrols.",
        "Related talks between Chile and Bolivia failed.",
        "Comments by the Peruvian minister were welcomed in Santiago.",
        "Search and rescue will be shared by both navies.",
        "Next, the two parliaments have to approve the pact.",
        "- Chilean President A\n- Peruvian President B",
    ],
)
def test_ordinary_sentences_stay(cleaned, sentence):
    """Sentences that merely begin like furniture are part of the article."""
    text = f"{BODY}\n\n{sentence}\n\nThe talks go on in the spring."

    assert cleaned(text, title="Pact").text == text


TAIL = """References

Top Articles
Latest Posts
Recommended Articles
Article information

Author: Elmo Quux PhD

Last Updated:

Views: 1234

Rating: 3 / 5 (12 voted)

Reviews: 80% of visitors liked this page

Author information

Name: Elmo Quux PhD

Birthday: 1990-02-03

Address: 12 Nowhere Lane, Quuxtown, QX 00000

Phone: +1234567

Job: Chief Tester

Hobby: Juggling, Kites

Introduction: My name is Elmo Quux PhD, I am a cheerful, curious person who loves to write and wants to share."""


@pytest.mark.parametrize(
    "tail",
    [
        TAIL,
        TAIL.replace("\n\n", "\n"),
        TAIL.partition("Author information")[2].strip(),
        "References\n\n[1] A. Writer, Fish and Law, 2021.\n\n[2] https://example.org/pact (accessed May 2025).",
        "Related Articles\n\nFive ports to see\n\nWhy the anchovy matters",
        "You may also like\n\nFive ports to see\nA guide to the coast by our reporters.",
        "About the Author\n\nAna Díaz is a reporter who covers the Andes. She lives in Lima.",
        "3 Comments\n\nmaria77\n\nI think that this is a very good pact for all of us.\n\nReply",
        "Latest Posts\n\nFive ports to see\n\nSign up for our newsletter\n\n© 2025 The Example",
        "Share this:\n\nTwitter\nFacebook",
        "Leave a Comment\n\nYour email address will not be published. Required fields are marked *",
        "## Most read\n\n1. Five ports to see\n2. Why the anchovy matters",
    ],
)
def test_the_tail_of_a_page_goes(cleaned, tail):
    """From the header of references, related articles, authors or comments to the end, what fits it is dropped."""
    assert cleaned(f"{BODY}\n\n{tail}\n", title="Pact").text == BODY


@pytest.mark.parametrize("header", ["References", "Notes", "Sources", "About the author", "Comments", "See also"])
def test_a_header_of_a_tail_does_not_take_the_prose_that_follows(cleaned, header):
    """A section of ordinary sentences stays even where its heading could open a tail."""
    section = (
        "The pact refers to the law of the sea and to the treaty of 1952 between the two neighbors. It names Ecuador. "
        "Under it, both navies share data on ships, and both governments promise to consult each other before quotas "
        "are changed by either side."
    )
    text = f"{BODY}\n\n{header}\n\n{section}"

    assert cleaned(text, title="Pact").text == text


def test_a_list_of_related_articles_inside_the_body_goes(cleaned):
    """Inside the body only the header and its list are dropped."""
    first, second, third = BODY.split("\n\n")
    text = f"{first}\n\nRelated articles\n- Five ports to see\n- Why the anchovy matters\n\n{second}\n\n{third}"

    assert cleaned(text, title="Pact").text == BODY


def test_title_is_the_first_line_set_apart_and_its_repetition_goes(cleaned):
    """The first line becomes the title, and is no part of the text, there or where the page repeats it."""
    document = cleaned(f"{TITLE}\n\n{BODY}\n\n{TITLE}\n\n{TAIL}")

    assert document.metadata == Metadata(title=TITLE)
    assert document.text == BODY


@pytest.mark.parametrize(
    "line",
    [TITLE, TITLE.upper(), "Chile and Peru agree on fish", f"{TITLE} | The Example Times", f"{TITLE}\nBy Ana Díaz"],
)
def test_a_given_title_is_dropped_where_the_text_repeats_it(cleaned, line):
    """A title that came with the document wins; the text's first line goes when it repeats it."""
    document = cleaned(f"{line}\n\n{BODY}", title=TITLE)

    assert (document.metadata.title, document.text) == (TITLE, BODY)


def test_a_first_line_stays_where_the_title_is_given(cleaned):
    """A subtitle is part of the text."""
    text = f"Ministers promise patrols within a year\n\n{BODY}"

    assert cleaned(text, title=TITLE).text == text


@pytest.mark.parametrize("first", ["Chile and Peru signed a pact.", "the pact", "- Chile", "Dear readers,"])
def test_a_sentence_or_fragment_is_no_title(cleaned, first):
    """A first line that ends as a sentence, begins in lower case or as a list is text."""
    text = f"{first}\n\n{BODY}"
    document = cleaned(text)

    assert (document.metadata.title, document.text) == (None, text)


@pytest.mark.parametrize(
    ("lines", "author", "published"),
    [
        ("By Ana Díaz", "Ana Díaz", None),
        ("BY Ana Díaz and Luis van der Berg", "Ana Díaz and Luis van der Berg", None),
        ("By Ana Díaz, Andes correspondent", "Ana Díaz", None),
        ("By Ana Díaz | October 14, 2025 | 5 min read", "Ana Díaz", "2025-10-14"),
        ("Author: Ana Díaz\n\nPublished: 14 October 2025", "Ana Díaz", "2025-10-14"),
        ("Tuesday, 14 October 2025", None, "2025-10-14"),
        ("Oct. 14, 2025, 10:30 a.m. ET", None, "2025-10-14"),
        ("2025-10-14", None, "2025-10-14"),
        ("Updated on October 14th, 2025", None, "2025-10-14"),
    ],
)
def test_byline_and_date_line_become_metadata(cleaned, lines, author, published):
    """Lines before the first paragraph that only name author or date are metadata, not text."""
    document = cleaned(f"{TITLE}\n\n{lines}\n\n{BODY}")

    assert (document.metadata.author, document.metadata.published, document.text) == (author, published, BODY)


@pytest.mark.parametrize("line", ["February 31, 2025", "By and large", "In October 2025", "By the sea"])
def test_lines_that_are_no_byline_or_date_stay(cleaned, line):
    """A line that is neither a name nor a day is text."""
    text = f"{line}\n\n{BODY}"

    assert cleaned(text, title=TITLE).text == text


def test_wrapped_lines_are_one_paragraph(cleaned):
    """A line in the middle of a wrapped paragraph is never furniture."""
    text = f"{BODY}\n\nBoth presidents want to tell their neighbors to\nshare this\nwith others in the region."

    assert cleaned(text, title="Pact").text == text


def test_a_text_of_nothing_but_furniture_stays(cleaned):
    """Cleaning never leaves nothing."""
    assert cleaned("Share this").text == "Share this"


def test_markdown_loses_its_marks_and_keeps_its_words(cleaned):
    """Headings, emphasis, links, images, code fences and comments leave their words; front matter is metadata."""
    text = (
        "---\ntitle: 'A pact'\nauthor: Ana Díaz\ndate: 2025-10-14\ntags: [fish]\n---\n\n"
        "# A pact\n\n<!-- draft -->**Chile** and *Peru* signed [a pact](https://example.org/(x)) in Lima.\n\n"
        "![The signing](a.png)\n\n## What it says\n\n- Both share snake_case data\\_sets.[^1]\n- Patrols &amp; more\n\n"
        "```python\nprint('x')\n```\n\n> Nobody objected to it in Lima.\n\n[^1]: See [there](b).\n"
    )
    document = cleaned(text, Media.MARKDOWN)

    assert document.metadata == Metadata(title="A pact", author="Ana Díaz", published="2025-10-14")
    assert [line for line in document.text.splitlines() if line.strip()] == [
        "Chile and Peru signed a pact in Lima.",
        "What it says",
        "Both share snake_case data_sets.",
        "Patrols & more",
        "Nobody objected to it in Lima.",
    ]


@pytest.mark.parametrize("text", ["2 * 3 * 4 are 24, and 5_6_7 stays.", "It cost < 5 & > 3 pesos [sic] in Lima."])
def test_marks_that_mean_themselves_stay_in_markdown(cleaned, text):
    """Characters that are no Markdown where they stand are words."""
    assert cleaned(text, Media.MARKDOWN).text == text


@pytest.fixture
def evaluation():
    """The folder of evaluation files, which are not part of the repository."""
    folder = os.environ.get("ACCORDANT_EVAL")
    if not folder:
        pytest.skip("ACCORDANT_EVAL does not name the folder of evaluation files")
    return Path(folder)


def test_the_sample_article_loses_title_and_tail_only(cleaned, evaluation):
    """Of the scraped sample every paragraph of the body stays, in order, and nothing else."""
    text = (evaluation.parent / "samples" / "can-us-allies-unite.txt").read_text(encoding="utf-8")
    title, *paragraphs = text.split("\n\n")
    body = paragraphs[: paragraphs.index(title)]
    document = cleaned(text)

    assert document.metadata == Metadata(title=title)
    assert document.text == "\n\n".join(body)
