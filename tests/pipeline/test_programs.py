import itertools

import pytest

from corpus.errors import TableError
from corpus.labels import ProgramKind
from pipeline.programs.entries import ProgramEntry
from pipeline.programs.find import ProgramFinder, default_program_finder
from pipeline.programs.spelling import slug
from pipeline.programs.table import load_programs, read_programs


def found(text, finder=None):
    """The mentions of a text as words and ids."""
    return [(text[m.start : m.end], m.id) for m in (finder or default_program_finder())(text)]


@pytest.mark.parametrize("key", sorted(load_programs()))
def test_every_program_is_found_by_all_its_names(key):
    """Each usual way to write a program leads to its entry."""
    entry = load_programs()[key]
    aliases = [alias for alias in entry.aliases if alias not in entry.ambiguous]

    assert [
        alias
        for alias in aliases
        if key not in [found_key for _, found_key in found(f"Envoys praised {alias} at length.")]
    ] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GCAP grew.", [("GCAP", "gcap")]),
        ("The Global Combat Air Program grew.", [("Global Combat Air Program", "gcap")]),
        ("CPTPP members met under New START.", [("CPTPP", "cptpp"), ("New START", "new-start")]),
        ("The Paris Agreement and the Paris Agreement’s goals", [("Paris Agreement", "paris-agreement")] * 2),
        (
            "It left the Paris Agreement and the Lima Coal Pact.",
            [("Paris Agreement", "paris-agreement"), ("Lima Coal Pact", "lima-coal-pact")],
        ),
        ("Members of the Paris Agreement met.", [("Paris Agreement", "paris-agreement")]),
        ("Under the Future Combat Air System, they met.", [("Future Combat Air System", "fcas")]),
    ],
)
def test_known_programs_win_over_what_only_looks_like_one(text, expected):
    """Words before a known name do not hide it."""
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile joined the Lima Coffee Agreement.", "Lima Coffee Agreement"),
        ("Under the Lake Salt Initiative, Chad pays.", "Lake Salt Initiative"),
        ("In Operation Quiet Heron, ships sail.", "Operation Quiet Heron"),
        ("Exercise Blue Reef 2024 began.", "Exercise Blue Reef 2024"),
        ("The ‘Lima Forum’ met.", "Lima Forum"),
        ("the Andean Water Treaty on Glaciers", "Andean Water Treaty on Glaciers"),
    ],
)
def test_names_of_unknown_programs_are_found_by_their_form(text, expected):
    """Capitalized words that end in a word such as treaty, fund or forum name a program, which its slug identifies."""
    assert found(text) == [(expected, slug(expected))]


@pytest.mark.parametrize(
    "text",
    [
        "an agreement on trade",
        "The Agreement holds.",
        "The Partnership met.",
        "a defense pact",
        "the safe route",
        "a forum",
        "",
    ],
)
def test_descriptions_are_no_programs(text):
    """A generic phrase has no proper name, even with a capital."""
    assert found(text) == []


def test_a_defined_acronym_stands_for_its_program():
    """What the text abbreviates in parentheses is found again by the abbreviation, before and after."""
    text = "LCA members came. The Lima Coffee Agreement (LCA) has five. The LCA grows; LCAs do not."

    assert found(text) == [
        ("LCA", "lca"),
        ("Lima Coffee Agreement", "lca"),
        ("LCA", "lca"),
        ("LCA", "lca"),
    ]


def test_a_program_of_the_table_has_its_usual_name():
    """A mention in other words still carries the name and kind of the entry."""
    finder = default_program_finder()
    [mention] = finder("GCAP grew.")

    assert mention.name == finder.name("gcap") == "Global Combat Air Programme"
    assert finder.entry("gcap").kind is ProgramKind.PROJECT
    assert finder.entry("none") is finder.name("none") is None


def test_mentions_never_overlap_and_stand_in_order():
    """Of names inside names only the longest is kept."""
    finder = ProgramFinder({"pact": ProgramEntry("pact", "Lake Pact", ProgramKind.TREATY, ("Lake Pact", "Pact"))})
    mentions = finder("Pact, Lake Pact and the Great Lake Pact Forum on Fish met. Pact!")

    assert all(one.end <= other.start for one, other in itertools.pairwise(mentions))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Global Combat Air Program", "global-combat-air-program"),
        ("U.S.–Peru Pact", "us-peru-pact"),
        ("David’s Sling", "david-sling"),
        ("Pacte d’amitié", "pacte-damitie"),
        ("Andean Defence Programme 2024", "andean-defense-program"),
        ("Andean Defense Program", "andean-defense-program"),
        ("AUKUS Pillar II", "aukus-pillar-ii"),
        ("…", "program"),
    ],
)
def test_slugs_are_lower_case_words(name, expected):
    """The id of an unknown program is made of the words of its name."""
    assert slug(name) == expected


def test_a_broken_row_is_named(tmp_path):
    """A kind that does not exist is refused with file and row."""
    (tmp_path / "programs.csv").write_text("id,name,kind,aliases\nlake,Lake Pact,poem,\n", encoding="utf-8")

    with pytest.raises(TableError, match=r"programs.csv, row 2: kind 'poem'"):
        list(read_programs(tmp_path / "programs.csv"))
