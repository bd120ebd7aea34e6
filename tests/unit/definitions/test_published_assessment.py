"""The published assessment as it is declared: one way of counting deaths a section, no word that no test allows."""

from joinedup.claims.fence import unbound
from joinedup.definitions.catalogue import indicators
from joinedup.definitions.documents.published_assessment import DOCUMENT
from joinedup.definitions.language.vocabulary import vocabulary
from joinedup.kinds.document import ClaimKind
from joinedup.kinds.indicator import Base, Polarity

COMPARED = (ClaimKind.COMPARISON, ClaimKind.CHANGE, ClaimKind.TREND, ClaimKind.GAP, ClaimKind.RANK)


def test_every_indicator_it_asks_for_is_declared():
    assert set(DOCUMENT.indicators) <= set(indicators())


def test_no_section_holds_two_ways_of_counting_deaths():
    words = vocabulary()
    for section in DOCUMENT.sections:
        ways = {words.death_measure(slug) for slug in section.indicators} - {None}
        assert len(ways) <= 1, section.slug


def test_notes_say_no_number_and_compare_nothing():
    words = vocabulary()
    for section in DOCUMENT.sections:
        assert not unbound(section.note, words), section.slug
    for one in DOCUMENT.unpublished:
        assert not unbound(f"{one.why} {one.ask}", words), one.what


def test_only_what_has_counts_is_compared_and_nothing_contested_is():
    held = indicators()
    compared = {ask.indicator for section in DOCUMENT.sections for ask in section.asks if ask.kind in COMPARED}
    assert compared == {
        *("drug-poisoning-death-rate", "drug-poisoning-deaths"),
        *("drug-poisoning-deaths-each-year", "drug-misuse-deaths"),
    }
    assert all(held[slug].polarity is not Polarity.CONTESTED for slug in compared)
    assert all(held[slug].base is Base.PUBLISHED for slug in compared)


def test_seizures_are_the_police_forces_and_no_councils():
    sections = [section for section in DOCUMENT.sections if "drug-seizures" in section.indicators]
    assert [section.around for section in sections] == ["police-force"]


def test_suspected_deaths_and_expected_deaths_are_named_as_missing_with_whom_to_ask():
    said = {one.what: one.ask for one in DOCUMENT.unpublished}
    assert "coroner" in said["Suspected drug deaths, by the day they happened"]
    assert said["Deaths in treatment, observed against expected"]
