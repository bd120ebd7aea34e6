import pytest

from joinedup.definitions.words import language
from joinedup.kinds.terms import Language, Term, faults, not_spelt_out


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Opiate users in treatment", "Opiate users"),
        ("a third dropped\nout early", "dropped\nout"),
        ("treatment drop-outs rose", "drop-outs"),
        ("people with a dual diagnosis", "dual diagnosis"),
        ("drug-related deaths rose", "drug-related deaths"),
        ("he committed suicide", "committed suicide"),
        ("hard-to-reach groups", "hard-to-reach"),
        ("needs were met", "needs were met"),
        ("adults in need", "adults in need"),
        ("pupils suspended in the year", "pupils suspended"),
        ("addicts", "addicts"),
        ("crack users", "crack users"),
        ("people with chaotic lives", "chaotic"),
        ("tested clean", "clean"),
    ],
)
def test_words_that_are_not_used_are_found_as_written(text, phrase):
    [(found, instead)] = faults(text, language())
    assert found == phrase
    assert instead


@pytest.mark.parametrize(
    "text",
    [
        "people in treatment who use opiates",
        "left before completing",
        "addiction services, cleaning staff and the unmet need",
        "drug misuse deaths are one of four measures",
        "the substance misuse service",
        'a member said "I was an addict and I got clean"',
        "they wrote “service users”",
        "the column `Dropped out`",
        "deaths related to drug poisoning, registered in 2020",
    ],
)
def test_ordinary_words_titles_quotations_and_code_pass(text):
    assert faults(text, language()) == ()


def test_judgements_of_people_are_ordinary_words_in_text_about_the_program():
    text = "a clean checkout; the user sees that the test failed"
    assert faults(text, language(), about_people=False) == ()
    assert [phrase for phrase, _ in faults(text, language())] == ["clean", "user", "failed"]


def test_one_fault_is_said_once_by_its_longest_phrase():
    assert [phrase for phrase, _ in faults("drug users", language())] == ["drug users"]


def test_a_quotation_mark_left_open_hides_nothing():
    assert faults('he said "the addicts', language()) != ()


def test_abbreviations_are_spelt_out_once_in_a_text():
    assert not_spelt_out("OST was offered.", language()) == (("OST", "opioid substitution treatment"),)
    assert not_spelt_out("Opioid substitution\ntreatment (OST) was offered. OST helps.", language()) == ()
    assert not_spelt_out("The top of the page; an audit.", language()) == ()


def test_a_term_is_checked_the_moment_it_is_made():
    with pytest.raises(ValueError, match="what to say instead"):
        Term(("x",), " ")
    with pytest.raises(ValueError, match="empty phrase"):
        Term(("*",), "people")
    assert faults("anything", Language(())) == ()
