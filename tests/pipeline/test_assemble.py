import numpy as np
import pytest

from corpus.labels import AttributionKind, Domain, Modality, Role, Status
from models.calibrate import Calibration
from models.decode import DocumentPrediction, TriggerPrediction
from models.heads import KINDS, MODALITIES, Labels
from models.inputs import Candidate, DocumentInput, Entity, MentionKind
from pipeline.assemble import DOMAIN_FLOOR, PARTNER_FLOOR, ROLE_FLOOR, claim_features, draft_claims

DOCUMENT = DocumentInput(
    "",
    "Kenya Peru Chile. The EU met. " * 2,
    ((0, 17), (18, 29), (30, 47), (48, 59)),
    (
        Candidate(0, 5, MentionKind.STATE, 0),
        Candidate(6, 10, MentionKind.STATE, 1),
        Candidate(11, 16, MentionKind.STATE, 2),
        Candidate(22, 24, MentionKind.ORGANIZATION, 4),
    ),
    (
        Entity("KEN", "Kenya"),
        Entity("PER", "Peru"),
        Entity("CHL", "Chile"),
        Entity("p", "Pact", is_program=True),
        Entity("EU", "EU"),
    ),
)
UNLIKELY = ROLE_FLOOR - 0.02
BY_TRIGGER = Calibration(weights=(1.0, 0, 0, 0, 0, 0, 0))


def peaked(names, *chosen, high=0.9):
    """Probabilities of which some are high."""
    return np.array([high if name in chosen else 0.01 for name in names], dtype=np.float32)


def role(**given):
    """Probabilities of nothing and of each role."""
    rest = 1 - sum(given.values())
    return np.array([rest, *(given.get(name, 0.0) for name in ("participant", "against", "absent", "program"))])


def trigger(roles, *, at=2, probability=0.8, domains=(Domain.TRADE,), status=Status.AGREED, high=0.9):
    """What the model says of a trigger."""
    labels = Labels(
        peaked(tuple(Domain), *domains, high=high),
        peaked(tuple(Status), status),
        peaked(MODALITIES, Modality.POSSIBLE),
        peaked(KINDS, AttributionKind.MEDIA),
    )
    return TriggerPrediction(at, at + 2, probability, roles, labels)


def draft(*triggers):
    """The drafts of triggers in the document of the tests."""
    return draft_claims(DocumentPrediction(triggers, {}), DOCUMENT, BY_TRIGGER)


BOTH = {0: role(participant=0.9), 1: role(participant=0.7)}


def test_a_trigger_with_participants_becomes_a_draft():
    """Sentence, place, labels and participants are those of the trigger."""
    [made] = draft(trigger(BOTH))

    assert (made.sentence, made.trigger, made.roles[Role.PARTICIPANT]) == (0, (2, 4), (0, 1))
    assert (made.status, made.modality, made.attribution) == (Status.AGREED, Modality.POSSIBLE, AttributionKind.MEDIA)
    assert [(domain, pytest.approx(p)) for domain, p in made.domains] == [(Domain.TRADE, pytest.approx(0.9))]


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ({**BOTH, 2: role(against=0.8)}, {Role.PARTICIPANT: (0, 1), Role.AGAINST: (2,), Role.ABSENT: ()}),
        ({**BOTH, 2: role(absent=0.8)}, {Role.PARTICIPANT: (0, 1), Role.AGAINST: (), Role.ABSENT: (2,)}),
        ({**BOTH, 2: role(participant=UNLIKELY)}, {Role.PARTICIPANT: (0, 1), Role.AGAINST: (), Role.ABSENT: ()}),
        (
            {**BOTH, 2: role(participant=0.5, against=0.4)},
            {Role.PARTICIPANT: (0, 1, 2), Role.AGAINST: (), Role.ABSENT: ()},
        ),
    ],
)
def test_an_entity_has_its_likeliest_role(roles, expected):
    """Each has one role at most, and an unlikely one has none."""
    [made] = draft(trigger(roles))

    assert made.roles == expected


def test_programs_are_told_from_participants():
    """A program is no participant."""
    [made] = draft(trigger({**BOTH, 3: role(program=0.8)}))

    assert (made.roles[Role.PARTICIPANT], made.programs) == ((0, 1), (3,))


@pytest.mark.parametrize(
    "roles", [{}, {0: role()}, {0: role(against=0.9), 1: role(absent=0.9)}, {3: role(program=0.9)}]
)
def test_without_a_participant_there_is_no_claim(roles):
    """Somebody has to take part."""
    assert draft(trigger(roles)) == []


def test_a_lone_state_takes_its_likeliest_partner():
    """One state cannot cooperate alone, so the likeliest other joins it."""
    roles = {
        0: role(participant=0.9),
        1: role(participant=PARTNER_FLOOR + 0.05),
        2: role(participant=PARTNER_FLOOR + 0.1),
    }

    [made] = draft(trigger(roles))

    assert made.roles[Role.PARTICIPANT] == (0, 2)


@pytest.mark.parametrize("other", [role(participant=PARTNER_FLOOR - 0.05), role(participant=0.3, against=0.6)])
def test_a_lone_state_without_a_likely_partner_makes_no_claim(other):
    """Who hardly takes part, or has another role, is no partner, and nobody cooperates alone."""
    assert draft(trigger({0: role(participant=0.9), 1: other})) == []


@pytest.mark.parametrize(
    ("roles", "expected"),
    [({4: role(participant=0.9)}, (4,)), ({0: role(participant=0.9), 3: role(program=0.9)}, (0,))],
)
def test_a_program_or_a_bloc_makes_one_participant_enough(roles, expected):
    """A program supplies the other side, and a bloc's members cooperate among themselves."""
    [made] = draft(trigger({**roles, 1: role(participant=UNLIKELY)}))

    assert made.roles[Role.PARTICIPANT] == expected


def test_domains_are_all_likely_ones_the_surest_first():
    """Several domains go into one claim."""
    likely = trigger(BOTH, domains=(Domain.TRADE, Domain.CYBER), high=DOMAIN_FLOOR + 0.1)
    likely.labels.domains[list(Domain).index(Domain.CYBER)] += 0.1

    [made] = draft(likely)

    assert [domain for domain, _ in made.domains] == [Domain.CYBER, Domain.TRADE]


def test_without_a_likely_domain_the_likeliest_is_taken():
    """A claim is about something, however unsure."""
    [made] = draft(trigger(BOTH, domains=(Domain.SPACE,), high=0.2))

    assert [domain for domain, _ in made.domains] == [Domain.SPACE]


def test_triggers_that_say_the_same_are_one_claim():
    """The surer trigger is kept, with the domains of both."""
    unsure = trigger(BOTH, at=2, probability=0.4, domains=(Domain.CYBER,))
    sure = trigger(BOTH, at=11, probability=0.8, domains=(Domain.TRADE,))

    [made] = draft(unsure, sure)

    assert made.trigger == (11, 13)
    assert {domain for domain, _ in made.domains} == {Domain.TRADE, Domain.CYBER}


@pytest.mark.parametrize(
    "other",
    [
        trigger(BOTH, at=11, status=Status.ENDED),
        trigger({**BOTH, 2: role(participant=0.9)}, at=11),
        trigger({**BOTH, 3: role(program=0.9)}, at=11),
        trigger(BOTH, at=31),
    ],
)
def test_another_status_participant_program_or_sentence_is_another_claim(other):
    """Only what says the same in the same sentence is joined."""
    assert len(draft(trigger(BOTH), other)) == 2


def test_drafts_stand_in_the_order_of_the_text():
    """The order of triggers does not matter."""
    assert [made.trigger[0] for made in draft(trigger(BOTH, at=50), trigger(BOTH, at=31), trigger(BOTH, at=2))] == [
        2,
        31,
        50,
    ]


@pytest.mark.parametrize(("at", "sentence"), [(0, 0), (15, 0), (17, 0), (18, 1), (30, 2), (58, 3)])
def test_a_trigger_belongs_to_the_sentence_that_it_starts_in(at, sentence):
    """Sentences are counted from zero, and white space belongs to the one before."""
    [made] = draft(trigger(BOTH, at=at))

    assert made.sentence == sentence


def test_features_say_how_sure_a_claim_is():
    """A surer trigger, surer participants and surer labels have larger features, and a near miss a larger one, too."""
    sure = claim_features(trigger(BOTH, probability=0.9), [0, 1], [])
    unsure = claim_features(
        trigger({**BOTH, 1: role(participant=0.5), 2: role(participant=0.4)}, probability=0.3, high=0.5), [0, 1], []
    )

    assert [one > other for one, other in zip(sure, unsure, strict=True)] == [
        True,
        True,
        True,
        False,
        False,
        False,
        True,
    ]
    assert claim_features(trigger(BOTH), [0], [])[4] == 1.0
    assert claim_features(trigger(BOTH), [0], [3])[4] == 0.0


@pytest.mark.parametrize("probability", [0.0, 1.0])
def test_features_of_certainties_are_finite(probability):
    """A probability of nought or one has no infinite weight."""
    features = claim_features(trigger({0: role(participant=probability)}, probability=probability), [0], [])

    assert np.isfinite(features).all()
