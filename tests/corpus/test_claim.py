import hashlib
from dataclasses import FrozenInstanceError, replace

import pytest

from corpus.claim import Actor, DomainConfidence, Evidence, Program, Span, Time, polarity
from corpus.errors import EvidenceMismatchError, RecordError
from corpus.labels import ActorKind, Domain, Modality, Polarity, Role, Status, Via

WRONG_PLACES = [
    ("Kenya", 0, 4), ("Kenya", 0, 6), ("Kenya", -5, 0), ("", 3, 3), ("Kenya", 5, 0),
    ("e\u0301", 0, 1), ("\U0001f91d", 0, 2),
]  # fmt: skip


def span(**place):
    """A span at a place."""
    return Span(**place)


def evidence(**place):
    """Evidence at a place."""
    return Evidence(**place, source_start=None, source_end=None, sentence=0, paragraph=0)


def actor(**place):
    """An actor at a place."""
    return Actor(
        **{"id": "KEN", "name": "Kenya", "kind": ActorKind.STATE, "role": Role.PARTICIPANT, "via": Via.NAME, **place}
    )


def program(**place):
    """A program at a place."""
    return Program(**{"id": "lake-pact", "name": "Lake Pact", "kind": None, **place})


def time(**place):
    """A time at a place."""
    return Time(**place)


@pytest.mark.parametrize("make", [span, evidence, actor, program, time])
@pytest.mark.parametrize(("text", "start", "end"), WRONG_PLACES)
def test_words_and_offsets_that_disagree_make_no_record(make, text, start, end):
    """Whatever holds words has offsets of their length in code points, and at least one."""
    with pytest.raises(EvidenceMismatchError, match=r"text of -?\d+ characters"):
        make(text=text, start=start, end=end)


@pytest.mark.parametrize("make", [span, evidence, actor, program, time])
@pytest.mark.parametrize("text", ["K", "e\u0301", "\U0001f469\u200d\U0001f680", "a\r\nb\u00a0c"])
def test_offsets_count_code_points(make, text):
    """A letter with a combining mark is two characters, and a sign beyond the basic plane one."""
    assert make(text=text, start=7, end=7 + len(text)).text == text


@pytest.mark.parametrize(("start", "end"), [(None, 5), (0, None)])
def test_source_offsets_come_together(start, end):
    """Evidence has both source offsets or neither."""
    with pytest.raises(RecordError, match="source_end"):
        Evidence(text="Kenya", start=0, end=5, source_start=start, source_end=end, sentence=0, paragraph=0)


@pytest.mark.parametrize("key", ["", "ken", "Ken", "K", "KE N", "KEN-UGA", "1ST"])
def test_actor_ids_are_capitals(key):
    """An actor's id consists of capitals, digits and underscores, a capital first."""
    with pytest.raises(RecordError, match="actors"):
        actor(text="Kenya", start=0, end=5, id=key)


@pytest.mark.parametrize("key", ["", "Lake-Pact", "lake pact", "-lake", "lake-", "lake--pact", "lake/pact"])
def test_program_ids_are_slugs(key):
    """A program's id consists of lower-case words joined by single hyphens."""
    with pytest.raises(RecordError, match="programs"):
        program(text="Lake Pact", start=0, end=9, id=key)


@pytest.mark.parametrize("value", [-0.01, 1.01, float("nan"), float("inf")])
def test_confidences_are_probabilities(claim_of, value):
    """Neither a claim nor a domain has a confidence outside of 0 to 1."""
    with pytest.raises(RecordError, match="probability"):
        claim_of(confidence=value)
    with pytest.raises(RecordError, match="probability"):
        DomainConfidence(code=Domain.TRADE, confidence=value)


def test_a_claim_has_a_participant(claim_of, actor_of):
    """Actors that are only against or absent make no cooperation."""
    with pytest.raises(RecordError, match="at least one participant"):
        claim_of(actors=(actor_of("Rwanda", "RWA", Role.AGAINST),))


def test_a_claim_has_a_domain(claim_of):
    """A cooperation is about something."""
    with pytest.raises(RecordError, match="at least one domain"):
        claim_of(domains=())


@pytest.mark.parametrize(("start", "end"), [(0, 16), (18, 40)])
def test_the_trigger_lies_in_the_evidence(claim_of, start, end):
    """Evidence that leaves out a part of the trigger is refused."""
    text = "x" * (end - start)
    outside = Evidence(text=text, start=start, end=end, source_start=None, source_end=None, sentence=0, paragraph=0)

    with pytest.raises(RecordError, match="'signed'; allowed: words inside the evidence"):
        claim_of(evidence=outside)


ADVERSE = {Status.STALLED, Status.ENDED, Status.REJECTED}


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("modality", Modality)
def test_polarity_is_adverse_when_exactly_one_side_is(claim_of, status, modality):
    """A broken cooperation is adverse, a denied one too; that a broken one is denied is cooperative."""
    expected = Polarity.ADVERSE if (status in ADVERSE) != (modality == "negated") else Polarity.COOPERATIVE

    assert claim_of(status=status, modality=modality).polarity is polarity(status, modality) is expected


def test_participants_are_sorted_and_each_named_once(claim_of, actor_of):
    """Several mentions of one state are one participant; who is against is none."""
    actors = (
        actor_of("Uganda", "UGA"),
        actor_of("Kenya", "KEN"),
        actor_of("Kenya", "KEN"),
        actor_of("Rwanda", "RWA", Role.ABSENT),
    )

    assert claim_of(actors=actors).participants == ("KEN", "UGA")


def test_a_claim_cannot_be_changed(claim_of):
    """A record that was checked stays as it was."""
    with pytest.raises(FrozenInstanceError):
        claim_of().status = Status.ENDED


def test_id_is_a_digest_of_document_place_participants_programs_and_status(claim_of):
    """The id can be computed anywhere from the record alone."""
    claim = claim_of()
    parts = f"{'ab' * 32}|0:{len(claim.evidence.text)}|KEN,UGA|lake-pact|agreed"

    assert claim.id == "c_" + hashlib.sha256(parts.encode()).hexdigest()[:20]


@pytest.mark.parametrize(
    "change",
    [
        {"confidence": 0.1},
        {"modality": Modality.POSSIBLE},
        {"time": None},
        {"plover": None},
        {"domains": (DomainConfidence(code=Domain.ENERGY, confidence=0.5),)},
    ],
)
def test_id_stays_when_labels_change(claim_of, change):
    """A surer or differently labelled reading of the same words is the same claim."""
    assert claim_of(**change).id == claim_of().id


def test_id_does_not_depend_on_the_order_of_actors(claim_of):
    """The same participants in another order are the same."""
    claim = claim_of()

    assert claim_of(actors=claim.actors[::-1]).id == claim.id


@pytest.mark.parametrize("name", ["document", "evidence", "actors", "programs", "status"])
def test_id_changes_with_what_makes_the_claim(claim_of, actor_of, name):
    """Another document, place, participant, program or status is another claim."""
    claim = claim_of()
    others = {
        "document": replace(claim.document, sha256="cd" * 32),
        "evidence": replace(claim.evidence, text=claim.evidence.text[:-1], end=claim.evidence.end - 1),
        "actors": (*claim.actors, actor_of("Rwanda", "RWA")),
        "programs": (),
        "status": Status.ONGOING,
    }

    assert claim_of(**{name: others[name]}).id != claim.id


@pytest.mark.parametrize("change", [{"confidence": 2.0}, {"domains": ()}])
def test_messages_are_one_line_that_names_the_field(claim_of, change):
    """An error names the field, what was found and what is allowed, in one line."""
    with pytest.raises(RecordError) as error:
        claim_of(**change)

    assert str(error.value).startswith(next(iter(change)))
    assert "allowed: " in str(error.value)
    assert "\n" not in str(error.value)
