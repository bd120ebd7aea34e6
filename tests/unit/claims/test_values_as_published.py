"""How sentences say values that a publisher prints without counts: a score, and a rate adjusted for age."""

from dataclasses import replace

import pytest

from joinedup.claims.gates import stops
from joinedup.claims.pair import Pair
from joinedup.claims.phrases import unadjusted
from joinedup.claims.several import Series
from joinedup.core.estimate import Provenance
from joinedup.core.period import Period
from joinedup.kinds.document import Ask, ClaimKind, Versus
from joinedup.kinds.indicator import Unit
from joinedup.measures.intervals import MID_YEAR
from support.claiming import CITY, COUNTY, YEAR, indicator, ledger_of, published, rated

SCORE = indicator("a-score", Unit.SCORE, noun="average deprivation score")
ADJUSTED = indicator("a-rate", Unit.RATE, of=None, is_age_adjusted=True, noun="alcohol-related deaths")
CRUDE = indicator("another-rate", Unit.RATE)


def said(one, figure):
    ledger = ledger_of([Ask(ClaimKind.LEVEL, one.slug)], [figure], {one.slug: one}, places=(COUNTY,))
    return ledger.claims[0].sentence


def test_a_score_is_said_without_a_unit():
    figure = published(SCORE.slug, 27.821, place=COUNTY, rounding=0.0005, is_value_only=True)
    assert said(SCORE, figure) == "In Thornmarch in 2021/22 the average deprivation score was 27.8."


def test_a_rate_adjusted_for_age_says_so_with_and_without_an_interval():
    bare = published(ADJUSTED.slug, 49.2, place=COUNTY, rounding=0.05, is_value_only=True)
    whole = published(ADJUSTED.slug, 7.6, place=COUNTY, rounding=0.05, low=6.1, high=9.3)
    start = "In Thornmarch in 2021/22 the rate of alcohol-related deaths was "
    assert said(ADJUSTED, bare) == start + "49 per 100,000 people, adjusted for age."
    assert said(ADJUSTED, whole) == start + "7.6 per 100,000 people (95% interval 6.1 to 9.3), adjusted for age."


def test_places_are_compared_as_adjusted_or_not():
    assert unadjusted(ADJUSTED) == ", adjusted for age"
    assert unadjusted(CRUDE) == ", not adjusted for age"
    assert unadjusted(SCORE) == ""


FINGERTIPS = Provenance(("d3",), is_published=True, source="Fingertips (OHID): alcohol-related deaths")


def test_the_publishers_verdict_is_quoted_as_theirs():
    bare = published(ADJUSTED.slug, 49.2, place=COUNTY, rounding=0.05, is_value_only=True, verdict="Worse")
    told = said(ADJUSTED, replace(bare, provenance=FINGERTIPS))
    assert told.endswith("was 49 per 100,000 people, adjusted for age. Fingertips rates it “Worse”.")


COUNT = indicator("admissions", Unit.COUNT, noun="admissions")


@pytest.mark.parametrize(
    ("number", "rounding", "told"),
    [
        (150, 2.5, "In Thornmarch in 2021/22 there were about 150 admissions (rounded to the nearest 5)."),
        (
            175,
            5.0,
            "In Thornmarch in 2021/22 there were about 175 admissions (from rounded counts: up to 5 either side).",
        ),
        (0, 2.5, "In Thornmarch in 2021/22 the number of admissions was about 0 (rounded to the nearest 5)."),
        (150, 0.5, "In Thornmarch in 2021/22 there were 150 admissions."),
        (150, 0.0, "In Thornmarch in 2021/22 there were 150 admissions."),
    ],
)
def test_a_count_printed_rounded_says_to_what(number, rounding, told):
    figure = published(COUNT.slug, number, place=COUNTY, numerator=float(number), rounding=rounding)
    ledger = ledger_of([Ask(ClaimKind.COUNT, COUNT.slug)], [figure], {COUNT.slug: COUNT}, places=(COUNTY,))
    assert ledger.claims[0].sentence == told


def test_a_mid_year_estimate_says_that_it_is_of_mid_year():
    share = indicator(
        "residents-65-plus-share", Unit.PERCENT, noun="people aged 65 and over", share_of="residents", of=None
    )
    figure = published(share.slug, 19.4, place=COUNTY, period=Period.years(2020), method=MID_YEAR, is_value_only=True)
    ledger = ledger_of(
        [Ask(ClaimKind.SHARE, share.slug)], [figure], {share.slug: share}, places=(COUNTY,), period=Period.years(2020)
    )
    assert ledger.claims[0].sentence == "In Thornmarch in mid-2020 people aged 65 and over made up 19% of residents."


VALUE = published(CRUDE.slug, 49.2, place=COUNTY, rounding=0.05, is_value_only=True)
SOUND = rated(CRUDE.slug, COUNTY, 889, 546_000)
BENCHMARK = published(CRUDE.slug, 189.0, is_value_only=True, rounding=0.5)


def test_a_bare_value_is_compared_with_nothing():
    [why] = stops(Pair(CRUDE, ClaimKind.COMPARISON, Versus.ENGLAND, VALUE, BENCHMARK))
    assert why == (
        "The figure for Thornmarch in 2021/22 is published without counts or an interval, and none is invented."
    )
    before = replace(VALUE, period=YEAR.previous)
    assert len(stops(Pair(CRUDE, ClaimKind.CHANGE, Versus.PREVIOUS, VALUE, before))) == 1
    years = tuple(replace(VALUE, period=year) for year in reversed(YEAR.single_years(5)))
    assert len(stops(Series(CRUDE, years))) == 1


def test_a_bare_value_of_england_may_be_a_benchmark_and_of_another_place_may_not():
    assert stops(Pair(CRUDE, ClaimKind.COMPARISON, Versus.ENGLAND, SOUND, BENCHMARK)) == ()
    other = replace(VALUE, place=CITY)
    [why] = stops(Pair(CRUDE, ClaimKind.COMPARISON, Versus.OTHER_PLACE, SOUND, other))
    assert "Quillhaven in 2021/22 is published without counts" in why


def test_a_mid_year_estimate_is_compared_with_nothing():
    people = indicator("residents", Unit.COUNT, margin=None)
    now = published(people.slug, 200_000, place=COUNTY, numerator=200_000.0, method=MID_YEAR)
    [why] = stops(Pair(people, ClaimKind.CHANGE, Versus.PREVIOUS, now, replace(now, period=YEAR.previous)))
    assert why == "The figure for Thornmarch in 2021/22 is an estimate published without an interval."
