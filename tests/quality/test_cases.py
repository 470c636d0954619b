import csv
from datetime import date

import pytest

from pipeline.candidates import CandidateFinder
from pipeline.time.normalize import normalize
from tests.quality.cases import HERE, description_is_right, form_is_right, read_cases

FORMS, DESCRIPTIONS = list(read_cases("surface_forms.csv")), list(read_cases("descriptions.csv"))


@pytest.fixture(scope="module")
def find():
    """The finder over the tables that ship with Accordant."""
    return CandidateFinder()


def test_the_cases_are_many_and_treacherous():
    """There are enough cases to tell, a third of them words that only look like an actor or program."""
    assert len(FORMS) >= 1500
    assert len(DESCRIPTIONS) >= 250
    assert sum(case.expected == {"-"} for case in FORMS) >= len(FORMS) / 3


@pytest.mark.parametrize(("floor", "trap"), [(0.97, False), (0.97, True)])
def test_names_are_found_and_traps_avoided(find, floor, trap):
    """Neither finding everything nor finding nothing is right: names and traps are held to a floor apart."""
    cases = [case for case in FORMS if (case.expected == {"-"}) is trap]
    wrong = [case.text for case in cases if not form_is_right(case, find)]

    assert 1 - len(wrong) / len(cases) >= floor, wrong


def test_surface_forms_are_read_right(find):
    """Of all forms and traps together, 98 in a hundred are read right."""
    right = sum(form_is_right(case, find) for case in FORMS)

    assert right / len(FORMS) >= 0.98


def test_descriptions_and_pronouns_stand_for_the_right_members(find):
    """Of pronouns and descriptions, 85 in a hundred stand for exactly the members that a reader takes them for."""
    right = sum(description_is_right(case, find) for case in DESCRIPTIONS)

    assert right / len(DESCRIPTIONS) >= 0.85


@pytest.mark.parametrize(("name", "floor"), [("times.csv", 0.9), ("times_blind.csv", 0.85)])
def test_time_expressions_give_the_interval_that_a_reader_gave(name, floor):
    """Expressions of annotated articles, and others by a writer who had not seen the rules, at both ends."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    right = 0
    for row in rows:
        found = normalize(row["words"], date.fromisoformat(row["published"]), ahead=row["ahead"] == "1")
        days = tuple(one.isoformat() if one else "" for one in found) if found else ("", "")
        right += days == (row["from"], row["to"])

    assert len(rows) >= 150
    assert right / len(rows) >= floor
