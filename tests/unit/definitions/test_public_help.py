"""The emergency words: local, whole or refused, and easy to read; the needs that services are looked up by."""

from datetime import date
from pathlib import Path

import pytest

from joinedup.core.refusal import Refusal
from joinedup.core.status import SourceStatus
from joinedup.county.directory import EVERYWHERE, LISTED
from joinedup.definitions.public_help import emergency_words, needs
from joinedup.definitions.words import language
from joinedup.kinds.public_help import EmergencyWords, HelpLine
from joinedup.kinds.readability import reading_age
from joinedup.kinds.terms import faults

WHOLE = """
status = "local"
approver = "the clinical lead"
approved_by = "Consultant in public health"
approved_on = 2026-05-03
question = "Will someone not wake up?"
steps = ["Call 999 now."]
[[line]]
name = "NHS 111"
phone = "111"
says = "You need medical help."
"""


def local(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "emergency.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_words_begin_with_999_and_are_not_approved_by_us():
    words = emergency_words()
    assert "999" in words.steps[0]
    assert words.status is SourceStatus.LOCAL
    assert not words.is_approved
    assert "naloxone" in words.steps[1]


def test_a_partnership_has_its_own_approved_words(tmp_path):
    words = emergency_words(local(tmp_path, WHOLE))
    assert words.is_approved
    assert (words.approved_by, words.approved_on) == ("Consultant in public health", date(2026, 5, 3))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"Call 999 now."', '"Call a friend."', "call 999"),
        ('steps = ["Call 999 now."]', "", "lack 'steps'"),
        ("approved_on = 2026-05-03", "", "role and the date"),
        ("approved_on = 2026-05-03", 'approved_on = "soon"', "is a date"),
        ('status = "local"', 'status = "found"', "each partnership"),
        ('phone = "111"', 'phone = "ask"', "digits"),
        ("approver =", "approver", "cannot be used"),
    ],
)
def test_what_is_not_whole_is_refused_in_a_sentence(tmp_path, old, new, says):
    assert old in WHOLE
    with pytest.raises(Refusal, match=says):
        emergency_words(local(tmp_path, WHOLE.replace(old, new)))


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(Refusal, match="cannot be used"):
        emergency_words(tmp_path / "not-there.toml")


def test_steps_that_say_nothing_are_no_steps():
    with pytest.raises(ValueError, match="step by step"):
        EmergencyWords("Will someone not wake up?", (), (HelpLine("a", "1", "b"),), "a clinician", SourceStatus.LOCAL)


def test_everything_the_public_reads_first_is_for_ages_9_to_11():
    words = emergency_words()
    said = "\n".join((words.question, *words.steps, *(line.says for line in words.lines)))
    assert reading_age(said) <= 11
    assert reading_age("\n".join(need.label for need in needs())) <= 11
    assert not faults(said, language())


def test_needs_are_told_once_each():
    assert len({need.slug for need in needs()}) == len(needs()) >= 8


def test_the_invented_services_hold_only_numbers_that_never_ring():
    for one in LISTED:
        digits = one.phone.replace(" ", "")
        rings_nowhere = digits.startswith("01632960") or "08081570000" <= digits <= "08081570999"
        assert rings_nowhere, one.slug
        assert len(digits) == 11, one.slug


@pytest.mark.parametrize("one", LISTED, ids=lambda one: one.slug)
def test_the_invented_services_are_easy_to_read_and_of_known_needs_and_places(one):
    said = "\n".join((one.summary, one.who_for, one.eligibility, one.access, one.how_to_refer))
    assert reading_age(said) <= 11
    assert not faults(said, language())
    assert set(one.needs) <= {need.slug for need in needs()}
    assert set(one.places) <= set(EVERYWHERE)
    assert one.age_from is None or one.age_to is None or one.age_from <= one.age_to


def test_some_invented_service_answers_every_need_and_one_is_out_of_date():
    assert {need.slug for need in needs()} == {need for one in LISTED for need in one.needs}
    assert any(one.checked_days_ago > 200 for one in LISTED)
