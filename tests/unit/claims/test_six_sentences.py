"""Six sentences that partnerships printed and their own figures do not support.

Figures as printed in a council's board paper of 2018 (drug-related deaths) and its needs assessment of 2023; the place
names are the invented ones. Where the text implies counts and rates, populations follow from them.
"""

import pytest

from joinedup.claims.fence import unbound
from joinedup.claims.written import check, faults
from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.definitions.language.vocabulary import vocabulary
from joinedup.kinds.document import Ask, ClaimKind, Versus
from joinedup.kinds.indicator import Unit
from joinedup.stats.prevalence import unmet_need
from support.claiming import CITY, COUNTY, YEAR, counted, indicator, ledger_of, published, rated, shared

DEATHS = indicator("drug-poisoning-deaths", Unit.COUNT, margin=None, noun="deaths related to drug poisoning")
DEATH_RATE = indicator("drug-poisoning-death-rate", Unit.RATE, margin=None, noun="deaths related to drug poisoning")
CHANGE = Ask(ClaimKind.CHANGE, "drug-poisoning-deaths", Versus.PREVIOUS, is_headline=True)


def only(ledger, place=None):
    claims = [claim for claim in ledger.claims if place is None or claim.subject_id.startswith(place.code)]
    assert len(claims) == 1
    return claims[0]


def test_1_death_rates_have_decreased_34_to_30():
    # 5.7 to 5.0 per 100,000. Even were the two pools apart, the ratio 0.88 has the interval 0.52 to 1.48.
    apart, before = Period.years(2015, 2017), Period.years(2012, 2014)
    figures = [
        counted("drug-poisoning-deaths", CITY, 30, period=apart),
        counted("drug-poisoning-deaths", CITY, 34, period=before),
    ]
    claim = only(ledger_of([CHANGE], figures, [DEATHS], places=[CITY], period=apart))
    assert claim.word == "too few to say"
    assert "was 34 in 2012 to 2014 and 30 in 2015 to 2017; the numbers are too few to say" in claim.sentence
    with pytest.raises(Refusal, match=r"'fell' may be said only where.*You can say: The number of deaths"):
        check("have decreased", claim, DEATHS, vocabulary())


def test_1_pools_that_share_years_carry_no_word_at_all():
    # As printed, 2014/15 and 2015/17: three-year pools a year apart share two years.
    from joinedup.claims.gates import stops
    from joinedup.claims.pair import Pair

    earlier, later = Period.years(2013, 2015), Period.years(2015, 2017)
    rates = [
        rated("drug-poisoning-death-rate", CITY, 30, 30 / 5.0e-5, period=later),
        rated("drug-poisoning-death-rate", CITY, 34, 34 / 5.7e-5, period=earlier),
    ]
    pair = Pair(DEATH_RATE, ClaimKind.CHANGE, Versus.PREVIOUS, rates[0], rates[1], ("v1", "v1"))
    assert stops(pair) == ("2013 to 2015 and 2015 to 2017 share time, so one cannot have changed from the other.",)


def test_1_counts_printed_as_rates_are_caught():
    period = Period.years(2015, 2017)
    figures = [rated("drug-poisoning-death-rate", CITY, 30, 30 / 5.0e-5, period=period)]
    claim = only(
        ledger_of(
            [Ask(ClaimKind.LEVEL, "drug-poisoning-death-rate")], figures, [DEATH_RATE], places=[CITY], period=period
        )
    )
    assert check("5.0", claim, DEATH_RATE, vocabulary()) is None
    with pytest.raises(Refusal, match="'30' is not a word or number"):
        check("30", claim, DEATH_RATE, vocabulary())


def test_2_a_slight_increase_65_to_67():
    later = Period.years(2015, 2017)
    figures = [
        counted("drug-poisoning-deaths", COUNTY, 67, period=later),
        counted("drug-poisoning-deaths", COUNTY, 65, period=later.previous),
    ]
    claim = only(ledger_of([CHANGE], figures, [DEATHS], places=[COUNTY], period=later))
    assert claim.word == "too few to say"
    for said in ("slight increase", "increased"):
        with pytest.raises(Refusal, match=r"is not wholly above 1|does not point that way"):
            check(said, claim, DEATHS, vocabulary())
    for said in ("65", "67"):
        assert check(said, claim, DEATHS, vocabulary()) is None


def test_3_unmet_need_of_80_and_76_does_not_follow_from_alcohol_only_numbers():
    narrow = unmet_need([889, 375], [5775, 2284], [4600, 1800], [7300, 2900])
    assert [round(float(v), 1) for v in narrow.value] == [84.6, 83.6]
    need = indicator(
        "unmet-alcohol-need-alcohol-only",
        Unit.PERCENT,
        title="Unmet alcohol need, counting those treated for alcohol only",
        share_of="adults estimated to need alcohol treatment",
        of="alcohol-dependence",
    )
    from joinedup.release.figure import Figure, Showing

    figure = Figure(
        need.slug, COUNTY, YEAR, None, Showing.SHOWN, *(float(v[0]) for v in (narrow.value, narrow.low, narrow.high)),
        numerator=889, denominator=5775,
    )  # fmt: skip
    claim = only(ledger_of([Ask(ClaimKind.LEVEL, need.slug)], [figure], [need], places=[COUNTY]))
    assert "counting those treated for alcohol only, was 85% of 5,775 adults estimated to need" in claim.sentence
    with pytest.raises(Refusal, match=r"'80%' is not a word or number.*was 85%"):
        check("80%", claim, need, vocabulary())


def test_4_around_a_third_do_not_return_names_whom_it_is_a_share_of():
    without = indicator(
        "alcohol-completion-without-return",
        Unit.PERCENT,
        noun="adults who completed alcohol treatment and did not return",
        share_of="adults in alcohol treatment",
    )
    came_back = indicator(
        "re-presentation-alcohol",
        Unit.PERCENT,
        noun="people who came back",
        share_of="adults who completed alcohol treatment",
    )
    figures = [shared(without.slug, COUNTY, 296, 889), shared(came_back.slug, COUNTY, 25, 321)]
    asks = [Ask(ClaimKind.SHARE, without.slug), Ask(ClaimKind.SHARE, came_back.slug)]
    ledger = ledger_of(asks, figures, [without, came_back], places=[COUNTY])
    of_all, of_completers = ledger.claims
    assert of_all.word == "about a third"
    assert "made up 33% of adults in alcohol treatment (296 of 889" in of_all.sentence
    assert check("around a third", of_all, without, vocabulary()).holds
    with pytest.raises(Refusal, match="is not near enough to a third"):
        check("around a third", of_completers, came_back, vocabulary())


def test_5_a_bare_16_rests_on_no_claim_and_a_bound_one_needs_its_percent_sign():
    prose = "In the city this was much lower at 16."
    assert [finding.text for finding in unbound(prose, vocabulary())] == ["lower", "16"]
    pupils = indicator("pupils-drinking", Unit.PERCENT, noun="year 10 pupils who drank", share_of="pupils asked")
    ledger = ledger_of(
        [Ask(ClaimKind.SHARE, pupils.slug)], [shared(pupils.slug, CITY, 80, 500)], [pupils], places=[CITY]
    )
    said = f"In the city this was [16](claim:{ledger.claims[0].claim_id})."
    found = faults(said, ledger, {pupils.slug: pupils}, vocabulary())
    assert len(found) == 1
    assert "made up 16% of pupils asked" in found[0]
    assert faults(said.replace("[16]", "[16%]"), ledger, {pupils.slug: pupils}, vocabulary()) == ()


def test_6_double_for_705_against_306_is_more_than_double():
    rate = indicator("adults-in-drug-treatment-rate", Unit.RATE, noun="adults in drug treatment")
    figures = [rated(rate.slug, CITY, 1147, 162_650), rated(rate.slug, COUNTY, 1672, 546_300)]
    ask = Ask(ClaimKind.COMPARISON, rate.slug, Versus.OTHER_PLACE, is_headline=True)
    claim = only(ledger_of([ask], figures, [rate], places=[CITY, COUNTY]), CITY)
    assert claim.word == "more than double"
    assert claim.sentence == (
        "In 2021/22 the rate of adults in drug treatment in Quillhaven (705 per 100,000 adults) was more than double "
        "that in Thornmarch (306), not adjusted for age."
    )
    assert 2.13 < claim.test.low < 2.15
    assert 2.47 < claim.test.high < 2.49
    with pytest.raises(Refusal, match="more than double"):
        check("double", claim, rate, vocabulary())
    assert published(rate.slug, 457.0).is_visible
