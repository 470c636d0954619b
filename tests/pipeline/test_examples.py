import pytest

from corpus.annotated import check_annotated
from corpus.labels import AttributionKind, Domain, Modality, Status
from models.heads import ROLES
from pipeline.candidates import CandidateFinder
from pipeline.examples import make_example

TEXT = (
    "Kenya signed the Heron Scheme with Uganda to deter Rwanda. The two countries met under the Lake Pact. "
    "Tatooine agreed."
)


@pytest.fixture(scope="module")
def find():
    """The finder of candidates."""
    return CandidateFinder()


@pytest.fixture
def example(place, find):
    """The training example of an annotated document with two claims."""

    def claim(evidence, trigger, actors, programs):
        return {
            **place(TEXT, evidence),
            "evidence": evidence,
            "trigger": place(TEXT, trigger),
            "domains": ["trade"],
            "status": "agreed",
            "modality": "possible",
            "attribution": {"kind": "author", "text": "", "cue": ""},
            "time": "",
            "actors": [{**place(TEXT, words), "id": key, "role": role} for words, key, role in actors],
            "programs": [{**place(TEXT, words), "id": key} for words, key in programs],
        }

    def make():
        first = [("Kenya", "KEN", "participant"), ("Uganda", "UGA", "participant"), ("Rwanda", "RWA", "against")]
        second = [
            ("The two countries", "KEN", "participant"),
            ("The two countries", "UGA", "participant"),
            ("Tatooine", "TAT", "absent"),
        ]
        claims = [
            claim(
                "Kenya signed the Heron Scheme with Uganda to deter Rwanda.",
                "signed",
                first,
                [("Heron Scheme", "heron-scheme")],
            ),
            claim("The two countries met under the Lake Pact.", "met", second, [("Lake Pact", "lake-pact")]),
        ]
        head = {
            "doc": "x",
            "title": "Uganda and Chile",
            "genre": "wire",
            "region": "",
            "topic": "t",
            "published": "2020-01-01",
        }
        return make_example(check_annotated("x", {**head, "text": TEXT, "claims": claims}), find)

    return make()


def named(example, roles):
    """Roles by the ids of their entities."""
    return {example.document.entities[number].id: ROLES[role] for number, role in roles.items()}


def test_claims_are_tied_to_the_entities_found_in_the_text(example):
    """Each actor and program of a claim is the entity that the tables find, with its role."""
    first, _ = example.claims

    assert named(example, first.roles) == {
        "KEN": "participant",
        "UGA": "participant",
        "RWA": "against",
        "heron-scheme": "program",
    }
    assert TEXT[slice(*first.trigger)] == "signed"


def test_labels_are_kept(example):
    """Domains, status, modality and attribution are those of the annotation."""
    first, _ = example.claims

    assert (first.domains, first.status, first.modality, first.attribution) == (
        (Domain.TRADE,), Status.AGREED, Modality.POSSIBLE, AttributionKind.AUTHOR,
    )  # fmt: skip


def test_a_description_stands_for_the_actors_that_it_was_resolved_to(example):
    """The words of an actor may be a description; its id ties it to the name elsewhere."""
    _, second = example.claims

    assert named(example, second.roles) == {"KEN": "participant", "UGA": "participant", "lake-pact": "program"}


def test_actors_that_no_candidate_stands_for_are_left_out(example):
    """What cannot be found at run time cannot be learnt."""
    assert "TAT" not in {entity.id for entity in example.document.entities}


def test_programs_that_nothing_finds_become_candidates(example):
    """A name that neither table nor rule knows is added, so that the model learns to judge what its tags propose."""
    programs = [
        TEXT[c.start : c.end]
        for c in example.document.candidates
        if c.entity is not None and example.document.entities[c.entity].is_program
    ]

    assert sorted(programs) == ["Heron Scheme", "Lake Pact"]
    assert [TEXT[start:end] for start, end in example.programs] == ["Heron Scheme", "Lake Pact"]


def test_title_and_text_share_their_entities(example):
    """A state named in both is one entity."""
    keys = [entity.id for entity in example.document.entities]

    assert keys.count("UGA") == 1
    assert {example.document.entities[c.entity].id for c in example.document.candidates if c.in_title} == {"UGA", "CHL"}


def test_a_name_inside_a_program_is_no_actor(find):
    """Paris in the Paris Agreement is not France."""
    entities = find("", "Chile left the Paris Agreement.").input.entities

    assert [entity.id for entity in entities if not entity.is_program] == ["CHL"]


def test_expressions_that_point_elsewhere_are_candidates_without_an_entity(example):
    """The encoder sees descriptions; who they stand for is for the model to say."""
    pointing = [TEXT[c.start : c.end] for c in example.document.candidates if c.entity is None]

    assert pointing == ["The two countries"]


def test_a_group_is_the_one_whose_words_were_annotated(find, place):
    """Of two unresolved groups, the role goes to the one whose words an annotation shares."""
    text = "Donors met creditors in Kenya."
    evidence = {**place(text, text), "evidence": text, "trigger": place(text, "met")}
    who = (("creditors", "GROUP"), ("Kenya", "KEN"))
    actors = [{**place(text, words), "id": key, "role": "participant"} for words, key in who]
    labels = {"domains": ["finance"], "status": "completed", "modality": "asserted", "time": ""}
    claim = {
        **evidence,
        **labels,
        "actors": actors,
        "programs": [],
        "attribution": {"kind": "author", "text": "", "cue": ""},
    }
    head = {"doc": "x", "title": "", "genre": "wire", "topic": "t", "published": "2020-01-01", "text": text}

    found = make_example(check_annotated("x", {**head, "claims": [claim]}), find)

    names = {found.document.entities[number].name for number in found.claims[0].roles}
    assert names == {"creditors", "Kenya"}
