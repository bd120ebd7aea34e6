"""Whether a gap between two groups has grown: wider, narrower, or the numbers are too few to say."""

from dataclasses import replace

import pytest

from joinedup.claims.codec import from_json, to_json
from joinedup.claims.written import check
from joinedup.core.refusal import Refusal
from joinedup.definitions.language.vocabulary import vocabulary
from joinedup.kinds.document import Ask, ClaimKind
from joinedup.kinds.indicator import Unit
from support.claiming import COUNTY, YEAR, averaged, hidden, indicator, ledger_of, shared

SHARE = indicator("early-exits", Unit.PERCENT, title="Share of adults who left early")
STOCK = indicator("women-share", Unit.PERCENT, is_stock=True)
DAYS = indicator("wait", Unit.DAYS, noun="days waited")
ASK = Ask(ClaimKind.GAP_CHANGE, SHARE.slug, by="sex", groups=("female", "male"))
N = 500


def four(now, before, slug=SHARE.slug, n=N):
    return [
        shared(slug, COUNTY, count, n, period=period, group=("sex", group))
        for period, counts in ((YEAR, now), (YEAR.previous, before))
        for group, count in zip(("female", "male"), counts, strict=True)
    ]


def told(figures, of=SHARE, **more):
    ask = replace(ASK, indicator=of.slug)
    return ledger_of([ask], figures, [of], places=[COUNTY], **more).claims[0]


def test_a_gap_that_widened():
    claim = told(four((300, 200), (260, 220)))
    assert claim.sentence == (
        "The gap between female and male in Thornmarch in the share of adults who left early was wider in 2021/22 "
        "(20 points) than in 2020/21 (8.0 points)."
    )
    assert claim.word == "wider"
    assert claim.subject_id == "X10000001:early-exits:gap-change:sex-female-male"
    assert claim.test.low == pytest.approx(3.327, abs=0.001)
    assert len(claim.about) == 4


def test_a_gap_that_narrowed_whichever_group_is_ahead():
    assert told(four((260, 220), (300, 200))).word == "narrower"
    assert told(four((220, 260), (200, 300))).word == "narrower"
    assert told(four((200, 300), (220, 260))).word == "wider"


def test_a_gap_that_cannot_be_told_says_what_it_still_fits():
    claim = told(four((280, 210), (260, 220)))
    assert claim.word == "too few to say"
    assert "too few to say whether the gap changed (they fit anything from" in claim.sentence
    assert "points narrower to" in claim.sentence
    assert claim.sentence.endswith("points wider).")
    assert [word for word, _ in claim.refused] == ["wider"]


def test_a_gap_about_as_wide_as_before():
    claim = told(four((30_000, 20_000), (30_100, 20_050), n=50_000))
    assert claim.word == "about as wide"
    assert "was about as wide in 2021/22 (20 points) as in 2020/21 (20 points)." in claim.sentence


def test_a_gap_that_turned_round_is_neither():
    claim = told(four((300, 200), (220, 260)))
    assert claim.word is None
    assert "was 8.0 points in 2020/21 and 20 points the other way round in 2021/22" in claim.sentence
    assert "point opposite ways" in claim.sentence


def test_gaps_of_averages_are_in_days():
    figures = [
        replace(averaged(DAYS.slug, COUNTY, amounts, period=period), group=("sex", group))
        for period, group, amounts in (
            (YEAR, "female", [30, 34] * 100),
            (YEAR, "male", [10, 14] * 100),
            (YEAR.previous, "female", [20, 24] * 100),
            (YEAR.previous, "male", [10, 14] * 100),
        )
    ]
    claim = told(figures, DAYS)
    assert claim.word == "wider"
    assert "(20 days) than in 2020/21 (10 days)" in claim.sentence


@pytest.mark.parametrize(
    ("figures", "of", "reason"),
    [
        (four((300, 200), (260, 220), STOCK.slug), STOCK, "many of the same people are in both periods"),
        ([replace(one, known=0.7) for one in four((300, 200), (260, 220))], SHARE, "recorded for 70%"),
        (four((12, 8), (9, 6), n=19), SHARE, "fewer than 20 people"),
        (
            [replace(one, low=None, high=None, numerator=None) for one in four((300, 200), (260, 220))],
            SHARE,
            "neither counts nor an interval",
        ),
    ],
)
def test_what_stops_a_gaps_word_is_said(figures, of, reason):
    claim = told(figures, of)
    assert (claim.word, claim.test) == (None, None)
    assert reason in claim.sentence


def test_one_hidden_group_stops_it_and_shows_no_number():
    figures = [
        *four((300, 200), (260, 220))[:3],
        hidden(SHARE.slug, COUNTY, period=YEAR.previous, group=("sex", "male")),
    ]
    claim = told(figures)
    assert "has grown is not said: a figure is hidden to protect people." in claim.sentence
    assert not any(is_number for _, is_number in claim.parts)


def test_a_missing_group_is_an_absence():
    claim = told(four((300, 200), (260, 220))[:3])
    assert claim.kind is ClaimKind.ABSENCE
    assert "in Thornmarch (male) for 2020/21, so its gap is not compared." in claim.sentence


def test_a_written_word_about_a_gap_is_judged_and_comes_back_from_json():
    ledger = ledger_of([ASK], four((300, 200), (260, 220)), [SHARE], places=[COUNTY])
    assert from_json(to_json(ledger)) == ledger
    [claim] = ledger.claims
    assert check("has widened", claim, SHARE, vocabulary()).holds
    with pytest.raises(Refusal, match="'narrower' may be said only where"):
        check("narrowed", claim, SHARE, vocabulary())
