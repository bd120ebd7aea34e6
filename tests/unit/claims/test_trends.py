"""Yearly series: what may be said of them, in what words, and what stops it."""

from dataclasses import replace
from datetime import date

import pytest

from joinedup.claims.codec import from_json, to_json
from joinedup.claims.diff import diff
from joinedup.claims.gates import stops
from joinedup.claims.several import Series
from joinedup.claims.written import check
from joinedup.core.estimate import Provenance
from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.definitions.language.vocabulary import vocabulary
from joinedup.kinds.document import Ask, ClaimKind, Versus
from joinedup.kinds.indicator import Unit
from joinedup.kinds.series_break import SeriesBreak
from support.claiming import CITY, COUNTY, YEAR, counted, hidden, indicator, ledger_of, rated, shared

STARTS = indicator("new-presentations-drug", Unit.COUNT, noun="new presentations to drug treatment")
STOCK = indicator("adults-in-drug-treatment", Unit.COUNT, noun="adults in drug treatment", is_stock=True)
SHARE = indicator("early-exits", Unit.PERCENT, title="Share of adults who left early", noun="adults who left early")
RATE = indicator("death-rate", Unit.RATE, noun="deaths", margin=None)
DAYS = indicator("length", Unit.DAYS)
YEARS = YEAR.single_years(5)
BREAK = SeriesBreak(date(2018, 4, 1), "a new provider", COUNTY.code)


def counts(values, of=STARTS, years=YEARS):
    return [counted(of.slug, COUNTY, value, period=year) for value, year in zip(values, years, strict=True)]


def shares(values, n=500):
    return [shared(SHARE.slug, COUNTY, value, n, period=year) for value, year in zip(values, YEARS, strict=True)]


def told(figures, of=STARTS, **more):
    ask = Ask(ClaimKind.TREND, of.slug, years=more.pop("years", 5), is_headline=more.pop("headline", False))
    return ledger_of([ask], figures, [of], places=[COUNTY], **more).claims[0]


def test_a_rise_gives_every_year_its_word_and_its_test():
    claim = told(counts([500, 560, 640, 700, 790]))
    assert claim.sentence == (
        "The number of new presentations to drug treatment in Thornmarch from 2017/18 to 2021/22 was "
        "500, 560, 640, 700 and 790: rising."
    )
    assert claim.claim_id == "X10000001:new-presentations-drug:trend@2021/22"
    assert [text for text, is_number in claim.parts if is_number] == ["500", "560", "640", "700", "790"]
    assert claim.word == "rising"
    assert claim.test.low > 1.25
    assert claim.test.statistic == "fitted last year over the first (dispersion 1.0)"
    assert claim.test.survives_family


def test_a_fall_in_a_share_is_in_points():
    claim = told(shares([250, 225, 200, 175, 150]), SHARE)
    assert claim.sentence == (
        "The share of adults who left early in Thornmarch from 2017/18 to 2021/22 was 50%, 45%, 40%, 35% and 30%: "
        "falling."
    )
    assert claim.test.statistic.startswith("fitted last year less the first, in points")
    assert claim.test.value == pytest.approx(-20, abs=0.5)


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ([5000, 5010, 4990, 5005, 4995], "stable"),
        ([500, 700, 480, 720, 500], "fluctuating"),
        ([50, 44, 61, 47, 55], "no clear trend"),
        ([500, 560, 640, 790, 700], "fluctuating"),
        ([200, 212, 250, 262, 255], "no clear trend"),
    ],
)
def test_what_else_a_run_of_years_may_be(values, word):
    claim = told(counts(values))
    assert claim.word == word
    assert claim.sentence.rstrip(".").split(": ")[1].startswith(word)


def test_what_no_trend_still_fits_is_said():
    claim = told(counts([50, 44, 61, 47, 55]))
    assert "no clear trend (they fit anything from" in claim.sentence
    assert {word for word, _ in claim.refused} == {"rising", "fluctuating", "stable"}
    assert "% lower to" in claim.sentence


def test_fluctuating_shows_the_test_of_variation():
    claim = told(counts([500, 700, 480, 720, 500]))
    assert claim.test.statistic == "variation about the fitted line, 1 by chance"
    assert claim.test.p_value < 0.001


def test_a_trend_counts_twice_in_the_family():
    ask = Ask(ClaimKind.TREND, STARTS.slug)
    ledger = ledger_of([ask], counts([500, 560, 640, 700, 790]), [STARTS], places=[COUNTY])
    assert ledger.family_size == 2


def test_a_trend_lost_among_all_comparisons_looked_so():
    others = [indicator(f"share-{i}", Unit.PERCENT) for i in range(60)]
    asks = [Ask(ClaimKind.TREND, STARTS.slug), *(Ask(ClaimKind.COMPARISON, o.slug, Versus.OTHER_PLACE) for o in others)]
    figures = [*counts([200, 224, 260, 264, 310])]
    figures += [shared(o.slug, place, 300, 600) for o in others for place in (COUNTY, CITY)]
    alone = told(counts([200, 224, 260, 264, 310]))
    crowded = ledger_of(asks, figures, [STARTS, *others]).claims[0]
    assert (alone.word, crowded.word) == ("rising", "looked to be rising")
    assert "it looked to be rising, but among 62 comparisons about 3 would look so by chance." in crowded.sentence


def test_a_hidden_year_stops_the_whole_series_and_shows_none_of_it():
    figures = [*counts([500, 560, 640, 700, 790])[:4], hidden(STARTS.slug, COUNTY)]
    claim = told(figures)
    assert (claim.word, claim.test) == (None, None)
    assert not any(is_number for _, is_number in claim.parts)
    assert "has risen or fallen is not said: a figure is hidden to protect people." in claim.sentence


def test_a_year_that_nobody_holds_makes_it_an_absence():
    claim = told(counts([500, 560, 640, 700, 790])[1:])
    assert claim.kind is ClaimKind.ABSENCE
    assert "in Thornmarch for 2017/18, so no trend is told." in claim.sentence


@pytest.mark.parametrize(
    ("figures", "of", "reason"),
    [
        (counts([9, 20, 30, 40, 50]), STARTS, "There are fewer than 10 events in Thornmarch in 2017/18"),
        (shares([8, 100, 200, 300, 400]), SHARE, "fewer than 10 events"),
        (shares([492, 400, 300, 200, 100]), SHARE, "fewer than 10 events"),
        (counts([500, 560, 640, 700, 790], STOCK), STOCK, "Many of the same people are in all these years"),
        ([replace(one, known=0.8) for one in shares([250, 225, 200, 175, 150])], SHARE, "recorded for 80%"),
        (
            [replace(one, provenance=Provenance(covers=False, gaps=("X1 is late",))) for one in counts([50] * 5)],
            STARTS,
            "X1 is late",
        ),
        ([replace(one, rounding=2.0) for one in counts([50, 60, 70, 80, 90])], STARTS, "The counts are rounded"),
    ],
)
def test_what_stops_a_trend_is_said_beside_the_figures(figures, of, reason):
    claim = told(figures, of)
    assert (claim.word, claim.test) == (None, None)
    assert "No trend is told: " in claim.sentence
    assert reason[1:] in claim.sentence


@pytest.mark.parametrize(
    ("years", "reason"),
    [
        ([Period.years(2011 + i, 2013 + i) for i in range(5)], "2011 to 2013 is not a single year"),
        ([Period(date(2020, m, 1), date(2020, m + 1, 1)) for m in range(1, 6)], "is not a single year"),
        ([Period(date(2015, m, 1), date(2016, m, 1)) for m in range(1, 6)], "share time, so they show no trend"),
        ([Period.years(year) for year in (2010, 2011, 2013, 2014, 2015)], "Years are missing between 2011 and 2013"),
        ([Period.years(year) for year in (2010, 2011, 2012, 2013)], "There are 4 single years, and a trend needs 5"),
    ],
    ids=["rolling", "months", "overlapping", "a gap", "four"],
)
def test_only_single_years_in_a_row_show_a_trend(years, reason):
    figures = counts(range(100, 100 + len(years)), years=years)
    (said,) = stops(Series(STARTS, tuple(reversed(figures))))
    assert reason in said


def test_years_before_a_break_are_left_out():
    figures = counts([900, 500, 560, 640, 700, 790], years=YEAR.single_years(6))
    lost = told(figures, years=6, breaks=[replace(BREAK, on=date(2018, 9, 1))])
    assert "there are 3 single years since the series broke on 2018-09-01 (a new provider)" in lost.refused[0][1]
    kept = told(figures, years=6, breaks=[replace(BREAK, on=date(2017, 4, 1))])
    assert kept.word == "rising"
    assert len(kept.about) == 5
    assert "Years before the series broke on 2017-04-01 (a new provider) are left out." in kept.caveats
    elsewhere = told(figures, years=6, breaks=[replace(BREAK, place=CITY.code)])
    assert len(elsewhere.about) == 6


def test_a_change_over_a_break_carries_no_word():
    ask = Ask(ClaimKind.CHANGE, STARTS.slug, Versus.PREVIOUS, is_headline=True)
    figures = counts([806, 400], years=YEAR.single_years(2))

    def change(on):
        breaks = [replace(BREAK, on=on)]
        return ledger_of([ask], figures, [STARTS], places=[COUNTY], breaks=breaks).claims[0]

    assert change(date(2020, 4, 1)).word == "fell"
    claim = change(date(2021, 4, 1))
    assert claim.word is None
    assert "the series broke on 2021-04-01 (a new provider), so 2020/21 is not comparable" in claim.sentence


def test_rates_are_fitted_by_their_population():
    people = zip((400, 360, 320, 280, 240), YEARS, strict=True)
    figures = [rated(RATE.slug, COUNTY, 40, 1000 * n, period=year) for n, year in people]
    assert told(figures, RATE).test.value == pytest.approx(400 / 240, rel=0.03)


def test_averages_have_no_agreed_test():
    figures = [replace(counted(DAYS.slug, COUNTY, 200, period=year), denominator=50) for year in YEARS]
    assert "no test of a trend is agreed for averages" in told(figures, DAYS).sentence


def test_written_words_are_judged_and_refused_with_the_strongest_sentence():
    claim = told(counts([500, 560, 640, 700, 790]))
    assert check("an upward trend", claim, STARTS, vocabulary()).holds
    assert check("790", claim, STARTS, vocabulary()) is None
    with pytest.raises(Refusal, match=r"'falling' may be said only where .*You can say: The number of new"):
        check("falling", claim, STARTS, vocabulary())
    with pytest.raises(Refusal, match="figures side by side do not show a cause"):
        check("because of", claim, STARTS, vocabulary())


def test_from_a_high_needs_every_pair_of_years_allowed_for():
    sure, unsure = told(counts([500, 900, 640, 600, 500])), told(counts([105, 130, 100, 100, 100]))
    assert check("from a peak of", sure, STARTS, vocabulary()).holds
    with pytest.raises(Refusal, match="not told from the highest one once all years are allowed for"):
        check("from a high of", unsure, STARTS, vocabulary())
    ask = Ask(ClaimKind.CHANGE, STARTS.slug, Versus.PREVIOUS, is_headline=True)
    two = ledger_of([ask], counts([900, 640], years=YEAR.single_years(2)), [STARTS], places=[COUNTY]).claims[0]
    assert two.word == "fell"
    with pytest.raises(Refusal, match="the highest year was picked for being so"):
        check("from a high", two, STARTS, vocabulary())


def test_a_trend_comes_back_from_json():
    ask = Ask(ClaimKind.TREND, STARTS.slug)
    ledger = ledger_of([ask], counts([500, 560, 640, 700, 790]), [STARTS], places=[COUNTY])
    assert from_json(to_json(ledger)) == ledger


def test_fewer_than_five_years_cannot_be_asked_for():
    with pytest.raises(ValueError, match="over 4 years: it needs 5 or more"):
        Ask(ClaimKind.TREND, STARTS.slug, years=4)


def test_a_year_that_was_corrected_is_named_once_with_its_cause():
    ask = Ask(ClaimKind.TREND, STARTS.slug)

    def ledger(values, data):
        return ledger_of([ask], counts(values), [STARTS], places=[COUNTY], data=data)

    changes = diff(ledger([500, 560, 640, 700, 790], "data-1"), ledger([500, 560, 900, 700, 790], "data-2"))
    (moved,) = changes.moved
    assert (moved.period, moved.old, moved.new, moved.parts) == ("2019/20", 640, 900, (("the data changed", 260.0),))
    assert [change.word for change in changes.words_lost] == ["rising"]


def test_another_years_series_moves_only_what_was_corrected_in_both():
    ask = Ask(ClaimKind.TREND, STARTS.slug)
    figures = counts([480, 500, 560, 640, 700, 790], years=YEAR.single_years(6))
    earlier = ledger_of([ask], figures, [STARTS], places=[COUNTY], period=YEAR.previous)
    assert diff(earlier, ledger_of([ask], figures, [STARTS], places=[COUNTY])).moved == ()
