"""How sentences say values that a publisher prints without counts: a score, and a rate adjusted for age."""

from joinedup.claims.phrases import unadjusted
from joinedup.kinds.document import Ask, ClaimKind
from joinedup.kinds.indicator import Unit
from support.claiming import COUNTY, indicator, ledger_of, published

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
