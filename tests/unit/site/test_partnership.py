"""Whose site it is, and whether its look is built."""

import pytest

from joinedup.core.refusal import Refusal
from joinedup.site.built import BUILT, look_is_built
from joinedup.site.partnership import emergency_words_file, partnership


def test_a_demonstration_is_the_synthetic_countys_whatever_is_set():
    told = partnership({"JOINEDUP_PARTNERSHIP": "Real Council", "JOINEDUP_CONTACT": "a@real.uk"}, demo=True)
    assert "Thornmarch" in told.name
    assert told.contact.endswith(".example")


def test_a_partnership_has_its_own_name_and_address():
    told = partnership({"JOINEDUP_PARTNERSHIP": "Ours", "JOINEDUP_CONTACT": "us@ours.example"}, demo=False)
    assert (told.name, told.contact) == ("Ours", "us@ours.example")
    assert partnership({}, demo=False).contact == ""


@pytest.mark.parametrize("said", ["http://weather.example", "javascript:alert(1)", "weather.example", "https://"])
def test_the_way_out_leads_to_a_secure_page_or_nowhere(said):
    with pytest.raises(Refusal, match="JOINEDUP_EXIT_TO"):
        partnership({"JOINEDUP_EXIT_TO": said}, demo=False)


@pytest.mark.parametrize("said", ["nobody", 'a@b" onclick="x', "a b@c"])
def test_an_address_is_an_address(said):
    with pytest.raises(Refusal, match="JOINEDUP_CONTACT"):
        partnership({"JOINEDUP_CONTACT": said}, demo=False)


def test_the_partnerships_own_emergency_words_are_a_file(tmp_path):
    assert emergency_words_file({}) is None
    assert emergency_words_file({"JOINEDUP_EMERGENCY_WORDS": str(tmp_path / "w.toml")}) == tmp_path / "w.toml"


def test_a_look_that_was_not_built_is_said_with_what_to_do(tmp_path):
    assert look_is_built(BUILT) == []
    (said,) = look_is_built(tmp_path)
    assert "not built" in said.msg
    assert "make setup" in said.hint
