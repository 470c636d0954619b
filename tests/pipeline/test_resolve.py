import pytest

from pipeline.candidates import CandidateFinder


@pytest.fixture(scope="module")
def resolutions():
    """The resolved expressions of a text, as words and ids."""
    find = CandidateFinder()

    def resolve(text, title=""):
        found = find(title, text).resolved
        return [(text[one.anaphor.start : one.anaphor.end], set(one.ids)) for one in found]

    return resolve


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya and Uganda share a lake. The two countries patrol it.", ("The two countries", {"KEN", "UGA"})),
        ("Peru, Chile and Ecuador fish there. They set a quota.", ("They", {"PER", "CHL", "ECU"})),
        ("Ghana met Togo in May. They opened a bridge.", ("They", {"GHA", "TGO"})),
        ("Norway, Sweden and Finland train there. The trio met.", ("The trio", {"NOR", "SWE", "FIN"})),
        ("Oslo wrote to Riga. Fog fell. Both sides waited.", ("Both sides", {"NOR", "LVA"})),
    ],
)
def test_plural_expressions_stand_for_the_nearest_fitting_actors(resolutions, text, expected):
    """A number takes a set of that size; without one, the actors named side by side before it are meant."""
    assert expected in resolutions(text)


def test_a_number_is_never_filled_with_another_number_of_actors(resolutions):
    """Four nations are not the three that the text names."""
    assert resolutions("Peru, Chile and Ecuador fish. The four nations met.") == []


def test_a_number_may_join_two_lists_of_one_sentence(resolutions):
    """Lists in different places of a sentence together give the number, whoever else it mentions alone."""
    text = "Spain and Italy, wary of China, compared notes with Malta and Cyprus. The four nations then met."

    assert ("The four nations", {"ESP", "ITA", "MLT", "CYP"}) in resolutions(text)


def test_a_resolved_expression_passes_its_members_on(resolutions):
    """A pronoun after a description means its members."""
    text = "Peru, Chile and Ecuador fish. The three nations met. They agreed."

    assert resolutions(text)[-1] == ("They", {"PER", "CHL", "ECU"})


def test_we_stands_for_the_actors_of_the_title(resolutions):
    """In a joint statement the speakers are those whom its title names."""
    title = "Joint Statement of Nepal and Bhutan"

    assert resolutions("We will link our grids.", title)[0] == ("We", {"NPL", "BTN"})


@pytest.mark.parametrize("text", ["They met.", "The ministers of these groups met.", "Rain fell on each other."])
def test_what_nothing_fits_stays_unresolved(resolutions, text):
    """Without actors to point to there is no guess."""
    assert resolutions(text) == []
