import csv
import itertools

import pytest

from corpus.errors import TableError
from corpus.labels import ActorKind, Via
from pipeline.actors.anaphors import find_anaphors
from pipeline.actors.entries import ActorEntry, Alias, Leader
from pipeline.actors.find import ActorFinder, default_actor_finder
from pipeline.actors.table import ActorTable, load_actors, read_actor_table

STATES = sorted(key for key, entry in load_actors().actors.items() if entry.kind is ActorKind.STATE)
FORMS = {
    Via.NAME: "Officials from {} came yesterday.",
    Via.ABBREVIATION: "Officials from {} came yesterday.",
    Via.CAPITAL: "Officials in {} agreed yesterday.",
    Via.INSTITUTION: "Envoys of the {} agreed yesterday.",
    Via.DEMONYM: "The {} envoy agreed yesterday.",
}


def found(text, finder=None):
    """The mentions of a text as words and ids."""
    return [(text[m.start : m.end], m.id) for m in (finder or default_actor_finder())(text)]


def has_rule(alias):
    """Whether an alias needs certain words, or a certain time, around it."""
    return any(alias[3:]) or alias.text in {"Anglo", "Franco", "Indo", "Russo", "Sino"}


def ids(text):
    """The ids of the mentions of a text."""
    return [key for _, key in found(text)]


@pytest.mark.parametrize("key", STATES)
def test_every_state_is_found_by_its_usual_name(key):
    """The name that the table gives a state is found as that state, alone, at its place."""
    name = load_actors().actors[key].name

    assert found(FORMS[Via.NAME].format(name)) == [(name, key)]


@pytest.mark.parametrize("key", STATES)
def test_every_state_is_found_by_all_its_words(key):
    """Names, abbreviations, adjectives, capitals and institutions lead to their state."""
    aliases = [alias for alias in load_actors().aliases if alias.id == key and not has_rule(alias)]
    missed = [one.text for one in aliases if (one.text, key) not in found(FORMS[one.via].format(one.text))]

    assert missed == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anglo-Peruvian talks", ["GBR", "PER"]),
        ("the Franco–German engine", ["FRA", "DEU"]),
        ("Sino-Russian drills", ["CHN", "RUS"]),
        ("the Indo-Pacific", []),
        ("Franco ruled.", []),
    ],
)
def test_prefixes_stand_for_states_before_a_hyphen(text, expected):
    """The first half of a joined adjective is a state only when it is joined."""
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Georgia Tech opened a campus in Lisbon.", ["PRT"]),
        ("Voters in Atlanta, Georgia, elected her.", []),
        ("Georgia signed the pact.", ["GEO"]),
        ("The Paris Agreement binds Chile.", ["CHL"]),
        ("The Paris Club met.", ["PARIS_CLUB"]),
        ("Paris and Lima signed it.", ["FRA", "PER"]),
        ("New Mexico shares a river with Mexico.", ["MEX"]),
        ("New Zealand buys from New England.", ["NZL"]),
        ("Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea spoke.", ["GIN", "GNB", "GNQ", "PNG"]),
        ("Niger and Nigeria patrol the Niger Delta.", ["NER", "NGA"]),
        ("The Democratic Republic of the Congo met the Republic of the Congo on the Congo River.", ["COD", "COG"]),
        ("North Korea and South Korea spoke.", ["PRK", "KOR"]),
        ("The Korean Peninsula is divided.", []),
        ("Sudan and South Sudan trade oil.", ["SDN", "SSD"]),
        ("Northern Ireland borders Ireland.", ["GBR", "IRL"]),
        ("American Samoa lies near Samoa.", ["ASM", "WSM"]),
        ("South African officials met Central Asian leaders.", ["ZAF", "GROUP"]),
        ("Jersey is not New Jersey.", ["JEY"]),
        ("Michael Jordan visited Jordan.", ["JOR"]),
        ("Chad Smith met the president of Chad.", ["TCD"]),
        ("Roast turkey was served in Turkey.", ["TUR"]),
        ("The Washington Post asked Washington.", ["USA"]),
        ("George Washington slept here.", []),
        ("Ships cross the Indian Ocean to Indian ports.", ["IND"]),
        ("The Sea of Japan and the South China Sea are calm.", []),
        ("Fishermen sang in the Gulf of Mexico.", []),
        ("It said so in French fries.", []),
    ],
)
def test_words_that_look_like_states_are_left_alone(text, expected):
    """Schools, rivers, people, newspapers and neighbors that bear a state's name are not that state."""
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru thanked the U.S.", [("Peru", "PER"), ("U.S.", "USA")]),
        ("Peru thanked the U.S. Then Chile left.", [("Peru", "PER"), ("U.S.", "USA"), ("Chile", "CHL")]),
        ("A U.S.-Japan drill began.", [("U.S.", "USA"), ("Japan", "JPN")]),
        ("Japan-U.S. talks", [("Japan", "JPN"), ("U.S.", "USA")]),
        ("US-Peruvian talks", [("US", "USA"), ("Peruvian", "PER")]),
        ("the U.K.’s navy", [("U.K.", "GBR")]),
        ("They told us so; US envoys nodded.", [("US", "USA")]),
        ("Contact US for tickets.", []),
        ("the D.R.C., the UAE and the ROK", [("D.R.C.", "COD"), ("UAE", "ARE"), ("ROK", "KOR")]),
    ],
)
def test_abbreviations_keep_their_dots_and_end_sentences(text, expected):
    """A dot of an abbreviation belongs to it, also where it ends the sentence, and a hyphen joins two states."""
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The Kremlin agreed.", "RUS"),
        ("The White House agreed.", "USA"),
        ("The Pentagon agreed.", "USA"),
        ("Downing Street agreed.", "GBR"),
        ("Brussels agreed.", "EU"),
        ("The Vatican agreed.", "VAT"),
        ("The European Union agreed.", "EU"),
        ("NATO agreed.", "NATO"),
        ("ASEAN agreed.", "ASEAN"),
        ("The G-7 agreed.", "G7"),
    ],
)
def test_seats_and_organizations_act_for_themselves(text, key):
    """A seat of power stands for its state, and an organization for itself."""
    assert ids(text) == [key]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Emmanuel Macron landed.", [("President Emmanuel Macron", "FRA")]),
        ("Mr. Trump left.", [("Mr. Trump", "USA")]),
        ("Xi Jinping left.", [("Xi Jinping", "CHN")]),
        ("Prime Minister Kishida spoke.", [("Prime Minister Kishida", "JPN")]),
        ("Macron called Scholz.", [("Macron", "FRA"), ("Scholz", "DEU")]),
        (
            "Emmanuel Macron met Chancellor Olaf Scholz.",
            [("Emmanuel Macron", "FRA"), ("Chancellor Olaf Scholz", "DEU")],
        ),
        ("Brown bears and a rose were seen by May.", []),
        ("Smith, Lee and Singh won the race.", []),
    ],
)
def test_known_leaders_stand_for_their_states(text, expected):
    """Leaders are found with title, first name, or by an unmistakable surname, and a mention is the whole name."""
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya's foreign minister, Amina Odongo, landed. Odongo smiled.", ["KEN", "KEN", "KEN"]),
        ("Kenya’s new president, Amina Odongo, landed. Odongo smiled.", ["KEN", "KEN", "KEN"]),
        ("Peruvian Foreign Minister Rosa Quispe landed. Quispe smiled.", ["PER", "PER", "PER"]),
        ("Foreign Minister Rosa Quispe of Peru landed. Quispe smiled.", ["PER", "PER", "PER"]),
        ("Kenya met President Rosa Quispe of Peru. Quispe smiled.", ["KEN", "PER", "PER", "PER"]),
        ("Kenya thanked Admiral Rosa Quispe. Quispe smiled.", ["KEN"]),
        ("The singer Rosa Quispe landed in Peru. Quispe smiled.", ["PER"]),
    ],
)
def test_people_are_known_once_the_text_presents_them(text, expected):
    """A person whom the text gives an office beside a state's name stands for that state from then on."""
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya's president, Amina Odongo, landed. The president smiled.", "KEN"),
        ("President Rosa Quispe of Peru landed. Later the President smiled.", "PER"),
        ("Chancellor Olaf Scholz met President Emmanuel Macron. The chancellor smiled.", "DEU"),
    ],
)
def test_a_bare_title_is_its_last_bearer(text, expected):
    """A title without a name stands for the last person before it who bore that title."""
    assert found(text)[-1] == (text.split(". ")[-1].removeprefix("Later ").removesuffix(" smiled."), expected)


@pytest.mark.parametrize("text", ["The president smiled.", "The president smiled at Peru.", "The King James Bible"])
def test_a_bare_title_without_a_bearer_is_nobody(text):
    """A title that nobody bore before is not resolved."""
    assert not [words for words, _ in found(text) if words.lower().startswith("the ")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("European allies signed.", "European allies"),
        ("The West agreed.", "The West"),
        ("U.S. allies agreed.", "U.S. allies"),
        ("Japan and its partners agreed.", "its partners"),
        ("like-minded countries agreed", "like-minded countries"),
        ("Several African states agreed.", "Several African states"),
        ("The international community agreed.", "The international community"),
        ("Peru’s close allies agreed.", "s close allies"),
    ],
)
def test_groups_without_named_members_are_one_actor(text, words):
    """A group that the words alone do not resolve is found whole, with the id GROUP."""
    groups = [text[m.start : m.end] for m in default_actor_finder()(text) if m.id == "GROUP"]

    assert [group.lstrip("’'") for group in groups] in ([words], [words.removeprefix("s ")])


@pytest.mark.parametrize(
    ("text", "words", "via", "plural"),
    [
        ("They agreed.", "They", Via.PRONOUN, True),
        ("The two countries agreed.", "The two countries", Via.DESCRIPTION, True),
        ("Both sides agreed.", "Both sides", Via.DESCRIPTION, True),
        ("These seven nations agreed.", "These seven nations", Via.DESCRIPTION, True),
        ("Peru met with each other.", "each other", Via.PRONOUN, True),
        ("It agreed.", "It", Via.PRONOUN, False),
        ("The kingdom agreed.", "The kingdom", Via.DESCRIPTION, False),
    ],
)
def test_expressions_that_point_to_actors_are_found(text, words, via, plural):
    """Pronouns and descriptions are found with their number."""
    [anaphor] = find_anaphors(text)

    assert (text[anaphor.start : anaphor.end], anaphor.via, anaphor.plural) == (words, via, plural)


@pytest.mark.parametrize("text", ["Theirs is an item.", "A kingdom agreed.", "Bitter winters", ""])
def test_other_words_point_to_nobody(text):
    """Words that merely contain a pronoun, and what is new to the text, point to nothing."""
    assert list(find_anaphors(text)) == []


def test_mentions_never_overlap_and_stand_in_order():
    """Of words that could be read in two ways, only the longer reading is kept."""
    text = "South Korean President Yoon Suk Yeol met U.S. allies, the European Union’s envoys and Papua New Guinea."
    mentions = default_actor_finder()(text)

    assert all(one.end <= other.start for one, other in itertools.pairwise(mentions))


@pytest.fixture
def finder():
    """A finder over a table of two actors, of which one shares its alias."""
    actors = {
        "AAA": ActorEntry("AAA", "Alpha", ActorKind.STATE),
        "BBB": ActorEntry("BBB", "Beta", ActorKind.ORGANIZATION),
    }
    aliases = (
        Alias("Lake", "AAA", Via.NAME, unless_preceded="Great "),
        Alias("Lake", "BBB", Via.NAME, unless_followed=" District"),
    )
    leaders = (Leader("AAA", "Ada Vale", "Vale", "President"), Leader("BBB", "Bo Vale", "Vale", "Chair"))
    return ActorFinder(ActorTable(actors, aliases, leaders))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Lake agreed", ["AAA"]), ("Great Lake agreed", ["BBB"]), ("Great Lake District", []), ("Lake District", ["AAA"])],
)
def test_the_first_alias_that_fits_its_neighbors_wins(finder, text, expected):
    """Words shared by several actors go to the first whose context rules allow it, or to nobody."""
    assert [key for _, key in found(text, finder)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Vale spoke.", ["AAA"]),
        ("Ada Vale spoke.", ["AAA"]),
        ("Bo Vale spoke.", ["BBB"]),
    ],
)
def test_a_surname_of_several_leaders_needs_a_title_or_first_name(finder, text, expected):
    """Where two leaders share a surname, it alone says nothing, and an office tells who bears it."""
    assert [key for _, key in found(text, finder)] == expected


def rows(name, **fields):
    """A well-formed row of each table, one of them with other fields."""
    columns = {
        "actors.csv": ["id", "name", "kind", "members"],
        "aliases.csv": ["id", "text", "via", "unless_preceded", "unless_followed"],
        "leaders.csv": ["id", "person", "surname", "office", "from", "to"],
        "borders.csv": ["id", "neighbor", "direction"],
        "namesakes.csv": ["text"],
    }
    good = {
        "actors.csv": {"id": "AAA", "name": "Alpha", "kind": "state"},
        "aliases.csv": {"id": "AAA", "text": "Alpha", "via": "name"},
        "leaders.csv": {"id": "AAA", "person": "Ada Vale", "surname": "Vale", "office": "President"},
        "borders.csv": {"id": "AAA", "neighbor": "AAA", "direction": "west"},
        "namesakes.csv": {"text": "Alpha Bay"},
    }
    return {table: (columns[table], {**row, **(fields if table == name else {})}) for table, row in good.items()}


@pytest.mark.parametrize(
    ("name", "fields", "problem"),
    [
        ("actors.csv", {"kind": "planet"}, "kind 'planet'"),
        ("aliases.csv", {"id": "ZZZ"}, "id 'ZZZ'; allowed"),
        ("aliases.csv", {"via": "hearsay"}, "via 'hearsay'; allowed"),
        ("leaders.csv", {"id": "ZZZ"}, "id 'ZZZ'; allowed"),
    ],
)
def test_a_broken_row_is_named_with_its_file_and_line(tmp_path, name, fields, problem):
    """A table that cannot be used says which row of which file is wrong."""
    for file, (columns, row) in rows(name, **fields).items():
        with (tmp_path / file).open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, columns, restval="")
            writer.writeheader()
            writer.writerow(row)

    with pytest.raises(TableError, match=f"{name}, row 2: .*") as error:
        read_actor_table(tmp_path)

    assert problem in str(error.value)


def test_a_table_without_a_column_says_which(tmp_path):
    """A file of another shape is refused by its header."""
    (tmp_path / "actors.csv").write_text("id,name\nAAA,Alpha\n", encoding="utf-8")

    with pytest.raises(TableError, match="no column kind; found id, name"):
        read_actor_table(tmp_path)


def test_a_row_with_too_many_fields_is_refused(tmp_path):
    """A stray comma shifts no fields in silence."""
    (tmp_path / "actors.csv").write_text("id,name,kind,members\nAAA,Alpha,state,,extra\n", encoding="utf-8")

    with pytest.raises(TableError, match="row 2: 5 fields; expected 4 fields"):
        read_actor_table(tmp_path)
