"""Every row of the vocabulary that was agreed has its words, and each of those its test and its examples.

The rows are typed here as they were agreed, so that none can be lost by editing the vocabulary.
"""

import pytest

from joinedup.claims.rules import RULES
from joinedup.definitions.language.vocabulary import vocabulary

ROWS = {
    "N more, N fewer, from A to B": ("n-more", "n-fewer", "from-to"),
    "higher, lower than a fixed benchmark": ("higher", "lower"),
    "higher, lower than another place or group": ("higher", "lower"),
    "slightly / much": (
        *("slightly-higher", "slightly-lower", "slightly-increased", "slightly-fell"),
        *("much-higher", "much-lower", "strong-evidence"),
    ),
    "similar to, about the same as": ("similar", "not-told-apart"),
    "increased, fell": ("increased", "fell"),
    "rising, falling": ("rising", "falling"),
    "stable": ("stable",),
    "fluctuating": ("fluctuating",),
    "from a high, from a low": ("from-a-high", "from-a-low"),
    "no real change": ("no-real-change", "too-few-to-say"),
    "double, k times": ("times",),
    "more than k times / nearly k times": ("more-than-times", "nearly-times"),
    "half as many / half of": ("half-as-many", "about-half"),
    "a third, two in five": ("fraction",),
    "about half / more than half / most / nearly all": ("about-half", "more-than-half", "most", "nearly-all"),
    "all, none, only": ("all", "none", "only", "none-recorded"),
    "few, rare": ("few",),
    "unmet need higher, lower": ("more-unmet-need", "less-unmet-need"),
    "better, worse": ("better", "worse"),
    "highest, lowest of": ("highest", "lowest", "highest-fifth", "lowest-fifth"),
    "meets, misses a target": ("meets-target", "misses-target", "cannot-say-target"),
    "gap wider, narrower": ("wider", "narrower"),
    "linked": ("linked",),
    "confirmed / suspected": ("confirmed", "suspected"),
    "because, due to, led to, effective, saved": ("caused",),
    "looked higher, but among N comparisons about N/20 would by chance": (
        *("looked-higher", "looked-lower", "looked-up", "looked-down"),
        *("looked-rising", "looked-falling", "looked-wider", "looked-narrower"),
    ),
}
COUNTED_FORMS = {
    *("side-by-side", "from-to", "counted", "no-figure-held", "year-by-year", "listed", "beside-target", "as-recorded"),
    *("no-clear-trend", "stands", "as-wide", "gap-not-told"),
}
"""What is left to say where no word of a row holds."""
SAID = {
    "N more, N fewer, from A to B": ("more", "fewer"),
    "about half / more than half / most / nearly all": ("about half", "more than half", "most", "nearly all"),
    "slightly / much": ("slightly higher", "much lower", "strong evidence"),
    "because, due to, led to, effective, saved": ("because", "due to", "led to", "effective", "saved"),
    "half as many / half of": ("half as many", "half of"),
    "few, rare": ("few", "rare"),
    "all, none, only": ("all", "none", "only", "none recorded"),
    "meets, misses a target": ("meets", "misses", "cannot say"),
    "no real change": ("no real change", "too few to say"),
    "double, k times": ("double", "three times"),
    "more than k times / nearly k times": ("more than double", "nearly three times"),
    "from a high, from a low": ("from a high", "from a low"),
}
WORDS = {word.slug: word for word in vocabulary().words}
PAIRS = [(row, slug) for row, slugs in ROWS.items() for slug in slugs]


@pytest.mark.parametrize(("row", "slug"), PAIRS)
def test_every_word_of_a_row_has_a_test_and_examples_of_both_kinds(row, slug):
    word = WORDS[slug]
    assert word.test in RULES, row
    assert word.says.strip()
    assert word.permitted
    assert word.refused or word.strength == 0


@pytest.mark.parametrize(("row", "said"), [(row, said) for row, words in SAID.items() for said in words])
def test_the_words_as_agreed_can_be_written(row, said):
    assert any(said in WORDS[slug].spellings for slug in ROWS[row]), f"{said} is no word of '{row}'"


def test_no_word_belongs_to_no_row():
    bound = {slug for slugs in ROWS.values() for slug in slugs}
    assert set(WORDS) == bound | COUNTED_FORMS


def test_words_that_only_people_may_write_are_never_picked():
    by_hand = {word.slug for word in vocabulary().words if word.is_by_hand}
    people = {"linked", "confirmed", "suspected", "caused", "from-a-high", "from-a-low", "only", "n-more", "n-fewer"}
    assert by_hand == people | {"strong-evidence", "more-unmet-need", "less-unmet-need"}


def test_words_outside_headlines_that_say_a_difference_need_the_family():
    """Strong evidence included; words for no difference, parts of a whole and people's own words do not."""
    free = {
        *("looked-higher", "looked-lower", "looked-up", "looked-down", "looked-rising", "looked-falling"),
        *("looked-wider", "looked-narrower", "similar", "not-told-apart", "no-real-change", "too-few-to-say"),
        *("stable", "fluctuating", "from-a-high", "from-a-low", "cannot-say-target", "n-more", "n-fewer"),
        *("fraction", "about-half", "more-than-half", "most", "nearly-all", "all", "none", "only", "none-recorded"),
        *("few", "linked", "confirmed", "suspected", "caused"),
    }
    assert {slug for slug, word in WORDS.items() if not word.needs_family} == free | COUNTED_FORMS
    # The word for fluctuating has a test of its own in the family, which its rule asks for.
    assert any("spread_survives" in example for example in WORDS["fluctuating"].refused)
