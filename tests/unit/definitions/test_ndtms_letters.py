"""The NDTMS letters held: what sources say of them, typed here again."""

from datetime import date

import pytest

from joinedup.core.refusal import Refusal
from joinedup.core.status import SourceStatus
from joinedup.definitions.reading import code_lists, ndtms_standard
from joinedup.definitions.standards.letters import ndtms_letter, ndtms_letters, ndtms_sources
from joinedup.kinds.letter import Presence, presence

STARTS = {
    "A": date(2004, 4, 1),
    "B": date(2005, 4, 1),
    "C": date(2006, 4, 1),
    "E": date(2007, 10, 1),
    "F": date(2009, 4, 1),
    "G": date(2010, 4, 1),
    "H": date(2011, 4, 1),
    "J": date(2012, 10, 1),
    "K": None,  # files of it are written; the day it began is not established
    "L": date(2013, 11, 1),
    "M": date(2016, 4, 1),
    "N": date(2017, 4, 1),
    "O": date(2018, 4, 1),
    "P": date(2020, 4, 1),
    "Q": date(2022, 4, 1),
    "R": date(2024, 4, 1),
}


def where(header):
    return "".join(
        letter if presence(header, letter, ndtms_letters()).presence is Presence.IN else "" for letter in STARTS
    )


def status(header, letter):
    return presence(header, letter, ndtms_letters()).status


def test_letters_and_the_days_they_began():
    assert {one.letter: one.starts for one in ndtms_letters()} == STARTS


@pytest.mark.parametrize(
    ("header", "letters"),
    [
        ("SEX", "ABCEFGHJKLMNOPQR"),
        ("HOUSING", "QR"),
        ("MTHTN", "NOPQR"),
        ("UTLA", "PQR"),
        ("PHBUPREN", "R"),
        ("PHBUPMAIN", "PQ"),
        ("DUALDIAG", "HJKLM"),
        ("BINGEDAY", "GHJKL"),
        ("MODSET", "JK"),
        ("PSYMOTI", "JK"),
        ("ALCUNITS", "HJK"),
        ("YPSMHTR", "F"),
    ],
)
def test_letters_that_are_known_to_have_an_item(header, letters):
    assert where(header) == letters


def test_what_nothing_tells_of_is_not_established():
    assert presence("FINITIAL", "R", ndtms_letters()).presence is Presence.UNKNOWN
    assert presence("MODSET", "R", ndtms_letters()).presence is Presence.UNKNOWN


def test_removal_told_by_slides_is_found_and_a_reading_of_them_is_derived():
    assert status("DUALDIAG", "N") is SourceStatus.FOUND
    assert status("YPSMHS", "N") is SourceStatus.DERIVED


def test_every_header_and_code_that_a_letter_names_is_held():
    headers = set(ndtms_standard().by_header)
    for letter in ndtms_letters():
        for change in (*letter.added, *letter.gone):
            assert set(change.names) <= headers, letter.letter
        if letter.written is not None:
            assert set(letter.written.headers) <= headers, letter.letter
        for change in (*letter.codes_added, *letter.codes_gone):
            assert set(change.names) <= {code.code for code in code_lists()[change.code_list].codes}


def test_an_item_comes_once_and_goes_once():
    for what in ("added", "gone"):
        named = [name for letter in ndtms_letters() for change in getattr(letter, what) for name in change.names]
        assert len(named) == len(set(named)), what


def test_obsolete_items_are_never_emitted_and_a_placeholder_carries_a_local_header():
    emitted = {item.header for item in ndtms_standard().items if item.is_emitted}
    obsolete = {"DISDEST", "DUALDIAG", "PCT", "GPPTCE", "REFHEPGY", "INJECT", "SHARE", "PREVHEPB", "HEPCPOS", "SEXUAL"}
    assert not emitted & obsolete
    assert not emitted & {"OPRAGNCY", "BINGEDAY", "PHSTBL", "PSYOTHR", "YPESSEX", "DAYSVOLN"}
    for item in ndtms_standard().items:
        assert (item.status is SourceStatus.LOCAL) == item.header.startswith("X_"), item.header


def test_codes_carry_the_days_that_letters_tell():
    codes = {code.code: code for code in code_lists()["referral-source"].codes}
    assert (codes["64"].valid_from, codes["64"].valid_to) == (date(2010, 4, 1), date(2017, 4, 1))
    assert codes["8"].is_valid_on(date(2017, 3, 31))
    assert not codes["8"].is_valid_on(date(2017, 4, 1))
    assert codes["4"].is_valid_on(date(1999, 1, 1))


def test_an_unknown_letter_is_refused_with_those_held():
    with pytest.raises(Refusal, match="letters held: A, B, C, E, F"):
        ndtms_letter("D")
    assert ndtms_letter(" r").letter == "R"


def test_sources_named_by_letters_and_items_are_listed():
    said = " ".join(
        [item.source for item in ndtms_standard().items]
        + [one.source for one in ndtms_letters()]
        + [change.source for one in ndtms_letters() for change in (*one.added, *one.gone)]
        + [one.source for one in code_lists().values()]
    )
    for key in {word.strip("(),;.:") for word in said.split()}:
        if key[:1] == "S" and key[1:].isdigit():
            assert key in ndtms_sources(), key
