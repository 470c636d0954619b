import pytest

from pipeline.actors.find import default_actor_finder
from pipeline.candidates import CandidateFinder
from pipeline.programs.find import default_program_finder


@pytest.mark.parametrize(
    ("text", "date", "expected"),
    [
        ("President Trump spoke.", "2019-05-01", {"USA"}),
        ("President Bush spoke.", "2003-05-01", {"USA"}),
        ("Prime Minister Kishida spoke.", "2022-05-01", {"JPN"}),
        ("President Kim spoke.", "1999-05-01", {"KOR"}),
        ("Prime Minister Abe Tuesday spoke.", "2016-05-01", {"JPN"}),
        ("Kenya thanked Admiral Rosa Quispe.", "", {"KEN"}),
    ],
)
def test_a_title_and_the_date_tell_who_is_meant(text, date, expected):
    """A surname with a title is the one who held the office then, and never the first name of somebody else."""
    assert {mention.id for mention in default_actor_finder()(text, date)} == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Peru met Chile. They agreed.", "They", {"PER", "CHL"}),
        ("Peru met Chile. The two countries agreed.", "The two countries", {"PER", "CHL"}),
        ("Peru met Chile. Both sides agreed.", "Both sides", {"PER", "CHL"}),
        ("Peru met Chile and Ecuador. The trio agreed.", "The trio", {"PER", "CHL", "ECU"}),
        ("India hosted the other Quad members.", "the other Quad members", {"USA", "JPN", "AUS"}),
        ("Norway and Sweden share a line; the latter has the longer part.", "the latter", {"SWE"}),
        ("Portugal signed with its neighbor.", "its neighbor", {"ESP"}),
    ],
)
def test_each_sort_of_description_is_resolved(text, words, expected):
    """Pronouns, numbers, formats, order and borders each give the members."""
    found = CandidateFinder()("", text)
    resolved = {text[one.anaphor.start : one.anaphor.end]: set(one.ids) for one in found.resolved}

    assert resolved[words] == expected


def test_a_new_program_has_one_id_in_all_texts():
    """Spelling, year and a defined acronym make no other program."""
    find = default_program_finder()
    ids = {
        mention.id
        for text in ("The Lake Salt Programme met.", "Under the Lake Salt Program 2024, Chad pays.")
        for mention in find(text)
    }

    assert ids == {"lake-salt-program"}
