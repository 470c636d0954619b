import pytest

from corpus.labels import AttributionKind, Domain, Modality, Role, Status
from pipeline.assemble import ClaimDraft
from pipeline.candidates import CandidateFinder
from pipeline.refine import refine


@pytest.fixture(scope="module")
def refined():
    """The ids of each role after refining a draft of a text with these participants and programs."""
    find = CandidateFinder()

    def run(text, trigger, participants, programs=()):
        candidates = find("", text)
        numbers = {(entity.id, entity.is_program): n for n, entity in enumerate(candidates.input.entities)}
        roles = {Role.PARTICIPANT: tuple(sorted(numbers[key, False] for key in participants))}
        start = text.index(trigger)
        sentence = next(n for n, (a, b) in enumerate(candidates.linguistics.sentences) if a <= start < b)
        draft = ClaimDraft(
            sentence,
            (start, start + len(trigger)),
            {Role.AGAINST: (), Role.ABSENT: (), **roles},
            tuple(numbers[key, True] for key in programs),
            ((Domain.TRADE, 0.9),),
            Status.ONGOING,
            Modality.ASSERTED,
            AttributionKind.AUTHOR,
            0.9,
            (),
        )
        [result] = refine([draft], candidates, text)
        found = {role: {candidates.input.entities[n].id for n in result.roles[role]} for role in Role}
        return {**found, "status": result.status}

    return run


def test_a_program_leaves_other_clauses_their_actors(refined):
    """Who only another clause names does not join a program in this one."""
    text = "Peru and Chile belong to the CPTPP, while Ecuador is considering joining."

    assert refined(text, "considering joining", ["CHL", "ECU"], ["cptpp"])[Role.PARTICIPANT] == {"ECU"}


def test_a_list_is_no_end_of_a_clause(refined):
    """The last of a list, though a verb follows it, stays with the others."""
    text = "Australia, Peru, Chile, and Japan are in the CPTPP."

    members = ["AUS", "PER", "CHL", "JPN"]
    assert refined(text, "are in", members, ["cptpp"])[Role.PARTICIPANT] == set(members)


def test_without_a_program_participants_may_stand_in_other_clauses(refined):
    """What two actors do together may be said in two clauses."""
    text = "Kenya asked for help; Uganda lent pumps."

    assert refined(text, "lent", ["KEN", "UGA"])[Role.PARTICIPANT] == {"KEN", "UGA"}


def test_a_list_takes_part_as_a_whole(refined):
    """Where most of a list takes part, so do the others; where few do, they do not."""
    text = "Norway, Sweden, Finland and Denmark pooled their crews."

    assert refined(text, "pooled", ["NOR", "SWE", "FIN"])[Role.PARTICIPANT] == {"NOR", "SWE", "FIN", "DNK"}
    assert refined(text, "pooled", ["NOR", "SWE"])[Role.PARTICIPANT] == {"NOR", "SWE"}


def test_an_expression_stands_for_all_its_members(refined):
    """They are all those whom they stand for."""
    text = "Peru, Chile and Ecuador share a coast. They will patrol it."

    assert refined(text, "patrol", ["PER", "CHL"])[Role.PARTICIPANT] == {"PER", "CHL", "ECU"}


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Ghana and Togo will train without Nigeria.", {"NGA"}),
        ("Ghana and Togo will train without Nigeria's consent.", set()),
    ],
)
def test_who_is_done_without_is_absent(refined, text, absent):
    """An actor after "without" is absent, unless it only owns what is missing."""
    assert refined(text, "train", ["GHA", "TGO", "NGA"])[Role.ABSENT] == absent


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ghana and Togo discussed deepening ties.", Status.CONSIDERED),
        ("Ghana and Togo are deepening ties.", Status.ONGOING),
    ],
)
def test_what_is_only_discussed_is_considered(refined, text, status):
    """The object of a verb of thinking or talking is not yet under way."""
    assert refined(text, "deepening ties", ["GHA", "TGO"])["status"] is status
