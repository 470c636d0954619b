from datetime import date

import pytest

from pipeline.time.find import find_time
from pipeline.time.normalize import normalize

PUBLISHED = date(2024, 5, 15)  # a Wednesday


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("in March 2025", "2025-03-01", "2025-03-31"),
        ("on 3 March 2025", "2025-03-03", "2025-03-03"),
        ("March 3–5, 2025", "2025-03-03", "2025-03-05"),
        ("from 3 to 5 March 2025", "2025-03-03", "2025-03-05"),
        ("2019–2023", "2019-01-01", "2023-12-31"),
        ("between January and March 2023", "2023-01-01", "2023-03-31"),
        ("from 2021 until the end of 2023", "2021-01-01", "2023-12-31"),
        ("in early 2022", "2022-01-01", "2022-04-30"),
        ("in the second half of 2023", "2023-07-01", "2023-12-31"),
        ("the late 1990s", "1997-01-01", "1999-12-31"),
        ("the spring of 2022", "2022-03-01", "2022-05-31"),
        ("the winter of 2022–23", "2022-12-01", "2023-02-28"),
        ("since 2014", "2014-01-01", None),
        ("by the end of 2030", None, "2030-12-31"),
        ("before 2020", None, "2019-12-31"),
        ("after March 2020", "2020-04-01", None),
    ],
)
def test_what_names_its_year_needs_no_date_of_publication(words, first, last):
    """Absolute expressions are intervals by themselves."""
    found = normalize(words, None)

    assert (found.first, found.last) == tuple(one and date.fromisoformat(one) for one in (first, last))
    assert normalize(words, PUBLISHED) == found


@pytest.mark.parametrize(
    ("words", "ahead", "first", "last"),
    [
        ("yesterday", False, "2024-05-14", "2024-05-14"),
        ("on Friday", False, "2024-05-10", "2024-05-10"),
        ("on Friday", True, "2024-05-17", "2024-05-17"),
        ("on Wednesday", False, "2024-05-15", "2024-05-15"),
        ("last Wednesday", False, "2024-05-08", "2024-05-08"),
        ("in October", False, "2023-10-01", "2023-10-31"),
        ("in October", True, "2024-10-01", "2024-10-31"),
        ("in May", False, "2024-05-01", "2024-05-31"),
        ("last May", False, "2023-05-01", "2023-05-31"),
        ("on 8 July", False, "2023-07-08", "2023-07-08"),
        ("last week", False, "2024-05-06", "2024-05-12"),
        ("this year", False, "2024-01-01", "2024-12-31"),
        ("late last year", False, "2023-09-01", "2023-12-31"),
        ("the first quarter of the year", False, "2024-01-01", "2024-03-31"),
        ("last spring", False, "2023-03-01", "2023-05-31"),
        ("next spring", False, "2025-03-01", "2025-05-31"),
        ("three weeks ago", False, "2024-04-22", "2024-04-28"),
        ("two years ago", False, "2022-01-01", "2022-12-31"),
        ("over the past decade", False, "2014-05-15", "2024-05-15"),
        ("in the next five years", False, "2024-05-15", "2029-05-15"),
        ("since last autumn", False, "2023-09-01", None),
        ("by the autumn", False, None, "2024-11-30"),
        ("before the end of the year", False, None, "2024-12-31"),
    ],
)
def test_relative_expressions_count_from_the_day_of_publication(words, ahead, first, last):
    """What does not name its year is nothing without a date, and an interval with one."""
    found = normalize(words, PUBLISHED, ahead=ahead)

    assert (found.first, found.last) == tuple(one and date.fromisoformat(one) for one in (first, last))
    assert normalize(words, None, ahead=ahead) is None


@pytest.mark.parametrize(
    "words",
    ["for three years", "in recent years", "every year", "around 2010", "before the summit", "", "31 April 2020",
     "the winter of 2023", "from 2023 to 2019"],
)  # fmt: skip
def test_what_is_unsure_is_no_interval(words):
    """Durations, frequencies, approximations and impossible dates give nothing rather than a guess."""
    assert normalize(words, PUBLISHED) is None


def test_the_nearest_date_in_the_evidence_is_the_time_with_its_preposition():
    """Of two dates the one nearest to the trigger counts, and words outside the evidence do not."""
    text = "In 2012 they met. Since 2014, Poland has trained pilots, and by 2030 it will have a school."
    dates = [(3, 7), (24, 28), (64, 68)]

    found = find_time(text, dates, (18, len(text)), (41, 48), "2024-05-15")

    assert (found.text, found.start, found.from_, found.to) == ("Since 2014", 18, "2014-01-01", None)
    assert find_time(text, dates[:1], (18, len(text)), (41, 48), "2024-05-15") is None


@pytest.mark.parametrize("published", [None, "2024", "2024-05", "yesterday"])
def test_a_date_that_is_not_known_to_the_day_is_no_anchor(published):
    """Relative expressions stay unresolved where the day of publication is unknown."""
    found = find_time("They met last week.", [(9, 18)], (0, 19), (5, 8), published)

    assert (found.text, found.from_, found.to) == ("last week", None, None)


def test_what_will_be_lies_ahead():
    """A bare month after "will" is the next one."""
    text = "France and Greece will hold an exercise in October."
    found = find_time(text, [(43, 50)], (0, len(text)), (18, 27), "2024-05-15")

    assert (found.text, found.from_, found.to) == ("in October", "2024-10-01", "2024-10-31")
