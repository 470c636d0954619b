import pytest

from corpus.labels import Domain, Modality, Status
from pipeline.plover import Act, plover_event

TALKS, TRADE, AID = [Domain.DIPLOMACY], [Domain.TRADE], [Domain.HEALTH, Domain.DEVELOPMENT]


@pytest.mark.parametrize(
    ("status", "domains", "event"),
    [
        (Status.PROPOSED, TRADE, "REQUEST"),
        (Status.CONSIDERED, TALKS, "CONSULT"),
        (Status.CONSIDERED, TRADE, None),
        (Status.CONSIDERED, [*TALKS, *TRADE], None),
        (Status.PLEDGED, AID, "AGREE"),
        (Status.AGREED, TALKS, "AGREE"),
        (Status.ONGOING, TRADE, "COOPERATE"),
        (Status.ONGOING, AID, "AID"),
        (Status.ONGOING, TALKS, "CONSULT"),
        (Status.COMPLETED, TRADE, "COOPERATE"),
        (Status.COMPLETED, AID, "AID"),
        (Status.COMPLETED, TALKS, "CONSULT"),
        (Status.COMPLETED, [*TALKS, *TRADE], "COOPERATE"),
        (Status.STALLED, TRADE, None),
        (Status.ENDED, TRADE, "SANCTION"),
        (Status.REJECTED, TALKS, "REJECT"),
    ],
)
def test_events_follow_the_table(status, domains, event):
    """Status and domains decide the event, and what PLOVER does not code has none."""
    found = plover_event(status, Modality.ASSERTED, domains, ["KEN", "PER"])

    assert (found and found.event) == event


@pytest.mark.parametrize("modality", [Modality.POSSIBLE, Modality.CONDITIONAL, Modality.NEGATED])
@pytest.mark.parametrize("status", Status)
def test_what_is_not_said_to_happen_is_no_event(status, modality):
    """A possibility, a condition and a denial are no events."""
    assert plover_event(status, modality, TRADE, ["KEN", "PER"]) is None


def test_a_recommendation_is_a_request():
    """A call for cooperation is an event of its own."""
    assert plover_event(Status.PROPOSED, Modality.RECOMMENDED, TRADE, ["KEN"]).event == "REQUEST"


def test_mutual_acts_have_everybody_on_both_sides():
    """Whoever cooperates is actor and recipient."""
    found = plover_event(Status.AGREED, Modality.ASSERTED, TRADE, ["KEN", "PER"])

    assert found.actor == found.recipient == ("KEN", "PER")


@pytest.mark.parametrize(
    ("words", "by", "domains", "event", "actor", "recipient"),
    [
        ("supplied", False, [Domain.MILITARY], "AID", ("KEN",), ("PER",)),
        ("were supplied", True, [Domain.MILITARY], "AID", ("PER",), ("KEN",)),
        ("received", False, AID, "AID", ("PER",), ("KEN",)),
        ("backed", False, TALKS, "SUPPORT", ("KEN",), ("PER",)),
        ("visited", False, TALKS, "CONSULT", ("KEN",), ("PER",)),
        ("hosted", False, TALKS, "CONSULT", ("PER",), ("KEN",)),
        ("met", False, TALKS, "CONSULT", ("KEN", "PER"), ("KEN", "PER")),
        ("exercised with", False, [Domain.MILITARY], "COOPERATE", ("KEN", "PER"), ("KEN", "PER")),
    ],
)
def test_one_sided_acts_have_a_direction(words, by, domains, event, actor, recipient):
    """Aid, backing and visits go from the one before the trigger to the one after it, or back in a passive."""
    act = Act(words, ("KEN",), ("PER",), by)

    found = plover_event(Status.COMPLETED, Modality.ASSERTED, domains, ["KEN", "PER"], act)

    assert (found.event, found.actor, found.recipient) == (event, actor, recipient)


def test_who_stands_on_both_sides_or_only_one_gives_no_direction():
    """Without words on both sides everybody is actor and recipient."""
    found = plover_event(Status.ONGOING, Modality.ASSERTED, AID, ["KEN", "PER"], Act("aid", ("KEN", "PER"), ()))

    assert found.actor == found.recipient == ("KEN", "PER")
