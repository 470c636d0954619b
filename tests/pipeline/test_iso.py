import pycountry
import pytest

from pipeline.actors.find import default_actor_finder

SHARED = {"Congo"}
"""Short names of two states: by itself it means the larger one."""
STATES = {state.alpha_3: state for state in pycountry.countries}


def in_running_text(name):
    """Turn an entry of a list ("Virgin Islands, British") into what sentences say."""
    last, _, first = name.partition(", ")
    return f"{first} {last}" if first.endswith((" of", " of the")) or last == "Virgin Islands" else name


def names(code):
    """The common and official names of a state in the standard."""
    found = {getattr(STATES[code], field, None) for field in ("name", "common_name", "official_name")}
    return sorted(in_running_text(one) for one in found - SHARED - {None})


def test_the_table_has_every_entry_of_the_standard_and_kosovo():
    """The standard's list is pycountry's, not the table's own."""
    assert len(STATES) == 249
    assert {*STATES, "XKX"} <= set(default_actor_finder().table.actors)


@pytest.mark.parametrize("code", STATES)
def test_a_state_is_found_by_its_common_and_official_names(code):
    """Under each name that the standard gives it, wherever its entry says "X, Republic of" in a sentence's order."""
    find = default_actor_finder()
    for name in names(code):
        text = f"Officials from {name} signed the text."
        assert code in {one.id for one in find(text) if one.start < text.index(" signed")}, name
