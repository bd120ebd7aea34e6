"""Claims as a reader meets them: sentence, word, caveats, and what happens where something is missing."""

from dataclasses import replace

import pytest

from joinedup.core.place import ENGLAND
from joinedup.core.status import SourceStatus
from joinedup.kinds.document import Ask, ClaimKind, Versus
from joinedup.kinds.indicator import Polarity, Unit
from joinedup.kinds.source import Source
from joinedup.release.figure import Figure, Showing
from support.claiming import (
    CITY,
    COUNTY,
    OWN,
    YEAR,
    averaged,
    counted,
    hidden,
    indicator,
    ledger_of,
    published,
    rated,
    shared,
)

COUNT = indicator("adults-in-alcohol-treatment", Unit.COUNT, noun="adults in alcohol treatment", is_stock=True)
STARTS = indicator("new-presentations-drug", Unit.COUNT, noun="new presentations to drug treatment")
RATE = indicator("adults-in-alcohol-treatment-rate", Unit.RATE, noun="adults in alcohol treatment")
SHARE = indicator("women-share", Unit.PERCENT, noun="women", polarity=Polarity.CONTESTED)
DAYS = indicator("alcohol-treatment-length", Unit.DAYS, noun="days in alcohol treatment")

AGAINST_ENGLAND = Ask(ClaimKind.COMPARISON, RATE.slug, Versus.ENGLAND, is_headline=True)
BEFORE = YEAR.previous


def one(ask, figures, indicators, **more):
    return ledger_of([ask], figures, indicators, places=more.pop("places", [COUNTY]), **more).claims[0]


def test_a_count():
    claim = one(Ask(ClaimKind.COUNT, COUNT.slug), [counted(COUNT.slug, COUNTY, 1889)], [COUNT])
    assert claim.sentence == "In Thornmarch in 2021/22 there were 1,889 adults in alcohol treatment."
    assert [text for text, is_number in claim.parts if is_number] == ["1,889"]
    assert claim.subject_id == "X10000001:adults-in-alcohol-treatment:count"
    assert claim.claim_id == "X10000001:adults-in-alcohol-treatment:count@2021/22"
    assert claim.is_synthetic


@pytest.mark.parametrize(("number", "said"), [(0, "was 0."), (1, "was 1.")])
def test_none_and_one(number, said):
    claim = one(Ask(ClaimKind.COUNT, COUNT.slug), [counted(COUNT.slug, COUNTY, number)], [COUNT])
    assert claim.sentence.endswith(said)


def test_a_rate_and_england():
    figures = [rated(RATE.slug, COUNTY, 889, 546_000), published(RATE.slug, 189.0)]
    level = one(Ask(ClaimKind.LEVEL, RATE.slug), figures, [RATE])
    assert level.sentence == (
        "In Thornmarch in 2021/22 the rate of adults in alcohol treatment was 163 per 100,000 adults "
        "(95% interval 152 to 174)."
    )
    claim = one(AGAINST_ENGLAND, figures, [RATE])
    assert claim.sentence == (
        "In 2021/22 the rate of adults in alcohol treatment in Thornmarch (163 per 100,000 adults) was lower than in "
        "England (189), not adjusted for age."
    )
    assert claim.subject_id == "X10000001:adults-in-alcohol-treatment-rate:comparison:england"
    assert claim.test.p_value < 0.001
    assert "One side is synthetic and the other is a real published figure." in claim.caveats
    assert "Not adjusted for age." in claim.caveats


def test_a_share_with_its_fraction():
    claim = one(Ask(ClaimKind.SHARE, SHARE.slug), [shared(SHARE.slug, COUNTY, 266, 665)], [SHARE])
    assert claim.sentence == (
        "In Thornmarch in 2021/22 women made up 40% of adults in treatment "
        "(266 of 665; 95% interval 36% to 44%), about two in five."
    )
    assert claim.word == "about two in five"


def test_a_share_of_fewer_than_20_has_no_percentage():
    claim = one(Ask(ClaimKind.SHARE, SHARE.slug), [shared(SHARE.slug, COUNTY, 6, 15)], [SHARE])
    assert "made up 6 of 15 adults in treatment; that is too few for a percentage." in claim.sentence
    assert "%" not in claim.sentence
    assert claim.word is None


def test_counts_told_without_a_percentage_are_neither_divided_nor_compared():
    bare = replace(shared(SHARE.slug, COUNTY, 6, 15), value=None, low=None, high=None)
    other = shared(SHARE.slug, CITY, 266, 665)
    claim = one(Ask(ClaimKind.SHARE, SHARE.slug), [bare], [SHARE])
    assert "made up 6 of 15 adults in treatment; that is too few for a percentage." in claim.sentence
    ask = Ask(ClaimKind.COMPARISON, SHARE.slug, Versus.OTHER_PLACE)
    for claim in ledger_of([ask], [bare, other], [SHARE]).claims:
        assert (claim.word, claim.test) == (None, None)
        assert claim.sentence.endswith("is not said: there are too few people.")


def test_an_average_of_too_few_is_not_said():
    bare = Figure(DAYS.slug, COUNTY, YEAR, None, Showing.SHOWN, denominator=7)
    claim = one(Ask(ClaimKind.LEVEL, DAYS.slug), [bare], [DAYS])
    assert claim.sentence == (
        "In Thornmarch in 2021/22 there are too few people to say the average number of days in alcohol treatment."
    )


def test_a_mean_against_a_rounded_benchmark():
    figures = [averaged(DAYS.slug, COUNTY, [102, 402] * 200), published(DAYS.slug, 194.0)]
    claim = one(Ask(ClaimKind.COMPARISON, DAYS.slug, Versus.ENGLAND), figures, [DAYS])
    assert claim.sentence == (
        "In 2021/22 the average number of days in alcohol treatment in Thornmarch (252) "
        "was higher than in England (194)."
    )


def test_a_fall_in_starts():
    figures = [counted(STARTS.slug, COUNTY, 665), counted(STARTS.slug, COUNTY, 806, period=BEFORE)]
    claim = one(Ask(ClaimKind.CHANGE, STARTS.slug, Versus.PREVIOUS), figures, [STARTS])
    assert claim.sentence == (
        "The number of new presentations to drug treatment in Thornmarch fell from 806 in 2020/21 to 665 in 2021/22, "
        "141 fewer (17%)."
    )


def test_few_in_the_earlier_year_give_no_percentage():
    figures = [counted(STARTS.slug, COUNTY, 50), counted(STARTS.slug, COUNTY, 18, period=BEFORE)]
    claim = one(Ask(ClaimKind.CHANGE, STARTS.slug, Versus.PREVIOUS), figures, [STARTS])
    assert "increased from 18 in 2020/21 to 50 in 2021/22, 32 more." in claim.sentence


def test_rounded_counts_carry_a_word_only_if_it_holds_for_every_pair_they_stand_for():
    def word(rounding):
        now = replace(counted(STARTS.slug, COUNTY, 110), rounding=rounding)
        before = replace(counted(STARTS.slug, COUNTY, 145, period=BEFORE), rounding=rounding)
        ask = Ask(ClaimKind.CHANGE, STARTS.slug, Versus.PREVIOUS, is_headline=True)
        return one(ask, [now, before], [STARTS])

    assert word(0).word == "fell"
    assert word(2.5).word == "too few to say"
    assert word(2.5).test.p_value > word(0).test.p_value


def test_people_in_both_windows_leave_counted_words_only():
    figures = [counted(COUNT.slug, COUNTY, 889), counted(COUNT.slug, COUNTY, 1200, period=BEFORE)]
    claim = one(Ask(ClaimKind.CHANGE, COUNT.slug, Versus.PREVIOUS), figures, [COUNT])
    assert claim.word is None
    assert claim.test is None
    assert "was 1,200 in 2020/21 and 889 in 2021/22, 311 fewer. No more is said: many of the same" in claim.sentence


def test_a_hidden_figure_carries_no_number_anywhere():
    claim = one(Ask(ClaimKind.COUNT, COUNT.slug), [hidden(COUNT.slug, COUNTY)], [COUNT])
    assert claim.sentence == (
        "In Thornmarch in 2021/22 the number of adults in alcohol treatment is hidden to protect people."
    )
    assert not any(is_number for _, is_number in claim.parts)


def test_a_hidden_side_stops_every_word_and_the_test():
    figures = [hidden(RATE.slug, COUNTY), published(RATE.slug, 189.0)]
    claim = one(AGAINST_ENGLAND, figures, [RATE])
    assert (claim.word, claim.test) == (None, None)
    assert "is not said: the figure of Thornmarch is hidden to protect people." in claim.sentence
    assert not any(is_number for _, is_number in claim.parts)


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ((COUNTY,), "the figure of Thornmarch is"),
        ((CITY,), "the figure of Quillhaven is"),
        ((COUNTY, CITY), "both figures are"),
    ],
)
def test_of_two_places_the_one_whose_figure_is_hidden_is_named(gone, said):
    figures = [hidden(RATE.slug, one) if one in gone else rated(RATE.slug, one, 889, 546_000) for one in (COUNTY, CITY)]
    for claim in ledger_of([Ask(ClaimKind.COMPARISON, RATE.slug, Versus.OTHER_PLACE)], figures, [RATE]).claims:
        assert claim.sentence.endswith(f" is not said: {said} hidden to protect people.")


def test_of_two_years_the_one_whose_figure_is_hidden_is_named():
    figures = [counted(COUNT.slug, COUNTY, 889), hidden(COUNT.slug, COUNTY, period=YEAR.previous)]
    claim = one(Ask(ClaimKind.CHANGE, COUNT.slug, Versus.PREVIOUS), figures, [COUNT])
    assert claim.sentence.endswith("changed is not said: the figure of 2020/21 is hidden to protect people.")


def test_no_figure_held_for_england_is_an_absence():
    claim = one(AGAINST_ENGLAND, [rated(RATE.slug, COUNTY, 889, 546_000)], [RATE])
    assert claim.kind is ClaimKind.ABSENCE
    assert claim.sentence == (
        "No figure is held for the rate of adults in alcohol treatment in England in 2021/22, "
        "so Thornmarch and England are not compared."
    )


def test_a_published_value_without_counts_is_given_no_interval():
    figures = [published(RATE.slug, 163.0, place=COUNTY), published(RATE.slug, 189.0)]
    claim = one(AGAINST_ENGLAND, figures, [RATE])
    assert claim.word is None
    assert "They are not compared: neither counts nor an interval are held for Thornmarch" in claim.sentence
    level = one(Ask(ClaimKind.LEVEL, RATE.slug), figures, [RATE])
    assert "interval" not in level.sentence


def test_poor_recording_stops_words_and_in_the_end_the_figure():
    def said(known):
        figure = replace(shared(SHARE.slug, COUNTY, 266, 665), known=known)
        other = shared(SHARE.slug, CITY, 400, 600)
        ask = Ask(ClaimKind.COMPARISON, SHARE.slug, Versus.OTHER_PLACE)
        pair = one(ask, [figure, other], [SHARE], places=[COUNTY, CITY])
        return one(Ask(ClaimKind.SHARE, SHARE.slug), [figure], [SHARE]), pair

    alone, compared = said(0.92)
    assert compared.word == "much lower"
    alone, compared = said(0.85)
    assert "Thornmarch: the answer is recorded for 85% of those asked about." in alone.caveats
    assert compared.word is None
    assert "recorded for 85%" in compared.refused[0][1]
    alone, _ = said(0.7)
    assert "is not well enough recorded to be told" in alone.sentence
    assert not any(is_number for _, is_number in alone.parts)


def test_a_missing_delivery_is_said_and_stops_words():
    gap = replace(OWN, covers=False, gaps=("X0002 ends 2021-12-31",))
    figures = [rated(RATE.slug, COUNTY, 889, 546_000, provenance=gap), published(RATE.slug, 189.0)]
    claim = one(AGAINST_ENGLAND, figures, [RATE])
    assert claim.word is None
    assert "X0002 ends 2021-12-31" in claim.sentence
    assert "X0002 ends 2021-12-31" in claim.caveats[0]


def test_a_place_that_is_much_of_its_benchmark_makes_both_sides_uncertain():
    mine = rated(RATE.slug, COUNTY, 889, 546_000)
    small = rated(RATE.slug, ENGLAND, 950, 546_000, provenance=published(RATE.slug, 1.0).provenance)
    large = rated(RATE.slug, ENGLAND, 95_000, 54_600_000, provenance=small.provenance)
    assert one(AGAINST_ENGLAND, [mine, large], [RATE]).word == "lower"
    assert one(AGAINST_ENGLAND, [mine, small], [RATE]).word == "similar"


def test_two_definitions_are_not_compared():
    from joinedup.claims.gates import stops
    from joinedup.claims.pair import Pair

    sides = [shared(SHARE.slug, place, 266, 665) for place in (COUNTY, CITY)]
    pair = Pair(SHARE, ClaimKind.COMPARISON, Versus.OTHER_PLACE, *sides, ("v1", "v2"))
    assert stops(pair) == ("The two sides do not use the same version of the definition.",)


def test_an_unconfirmed_definition_and_few_events_are_caveats():
    source = Source("general", SourceStatus.KNOWLEDGE)
    made = indicator("drug-poisoning-death-rate", Unit.RATE, source=source)
    claim = one(Ask(ClaimKind.LEVEL, made.slug), [rated(made.slug, COUNTY, 12, 546_000)], [made])
    assert claim.caveats == (
        "Thornmarch: fewer than 20 deaths, so the rate is unreliable.",
        "The definition is general knowledge of the field, not read in an official source.",
    )


def test_a_gap_between_groups():
    ask = Ask(ClaimKind.GAP, SHARE.slug, by="sex", groups=("female", "male"))
    figures = [
        shared(SHARE.slug, COUNTY, 300, 500, group=("sex", "female")),
        shared(SHARE.slug, COUNTY, 200, 500, group=("sex", "male")),
    ]
    claim = one(ask, figures, [SHARE])
    assert claim.word == "much higher"
    assert claim.subject_id == "X10000001:women-share:gap:sex-female-male"
    assert "in Thornmarch (female) (60%) was much higher than in Thornmarch (male) (40%)" in claim.sentence


def test_one_comparison_of_two_places_is_told_under_each_and_counted_once():
    figures = [shared(SHARE.slug, COUNTY, 266, 665), shared(SHARE.slug, CITY, 300, 500)]
    ledger = ledger_of([Ask(ClaimKind.COMPARISON, SHARE.slug, Versus.OTHER_PLACE)], figures, [SHARE])
    assert [claim.word for claim in ledger.claims] == ["much lower", "much higher"]
    assert ledger.family_size == 1


def _crowd(headline):
    """One comparison at p of about 0.03 among 39 of nothing at all."""
    made = [indicator(f"share-{i}", Unit.PERCENT) for i in range(40)]
    asks = [
        Ask(ClaimKind.COMPARISON, each.slug, Versus.OTHER_PLACE, is_headline=headline and i == 0)
        for i, each in enumerate(made)
    ]
    figures = [shared("share-0", COUNTY, 530, 1000), shared("share-0", CITY, 482, 1000)]
    figures += [shared(each.slug, place, 500, 1000) for each in made[1:] for place in (COUNTY, CITY)]
    return ledger_of(asks, figures, made)


def test_outside_the_headlines_a_word_must_hold_among_all_comparisons():
    ledger = _crowd(headline=False)
    claim = ledger.claims[0]
    assert (claim.word, claim.test.survives_family, ledger.family_size) == ("looked higher", False, 40)
    assert claim.sentence.endswith(
        "looked higher than in Quillhaven (48%), but among 40 comparisons about 2 would look so by chance."
    )
    assert ("higher", "it passes alone but not among all 40 comparisons of the document") in claim.refused
    assert ledger.expected_by_chance == 2


def test_a_headline_is_judged_at_95_percent_alone():
    ledger = _crowd(headline=True)
    assert ledger.claims[0].word == "higher"
    assert ledger.headline_count == 1


def test_sections_list_their_claims_in_order_and_the_ledger_finds_them():
    ledger = _crowd(headline=False)
    assert ledger.sections == (("only", tuple(claim.claim_id for claim in ledger.claims)),)
    assert ledger.find(ledger.claims[3].claim_id) is ledger.claims[3]


def test_modelled_need_without_local_bounds_carries_no_word():
    need = indicator("unmet-alcohol-need", Unit.PERCENT, title="Unmet alcohol need", of="alcohol-dependence")
    bare = Figure(need.slug, COUNTY, YEAR, None, Showing.SHOWN, 80.0, numerator=1155, denominator=5775)
    bound = replace(bare, place=CITY, value=70.0, low=65.0, high=74.0)
    ask = Ask(ClaimKind.COMPARISON, need.slug, Versus.OTHER_PLACE, is_headline=True)
    assert one(ask, [bare, bound], [need], places=[COUNTY, CITY]).word is None
    bare = replace(bare, low=76.0, high=83.0)
    assert one(ask, [bare, bound], [need], places=[COUNTY, CITY]).word == "higher"
