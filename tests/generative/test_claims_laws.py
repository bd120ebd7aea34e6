"""Laws of the ledger, for any counts."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.claims.case import Case, Effect, Limits, Scale
from joinedup.claims.codec import from_json, to_json
from joinedup.claims.words import judge, strongest
from joinedup.core.place import Place
from joinedup.definitions.language.vocabulary import vocabulary
from joinedup.kinds.document import Ask, ClaimKind, Versus
from joinedup.kinds.indicator import Unit
from support.claiming import CITY, COUNTY, YEAR, counted, hidden, indicator, ledger_of, rated, shared

SHARE = indicator("women-share", Unit.PERCENT)
RATE = indicator("treatment-rate", Unit.RATE)
STARTS = indicator("starts", Unit.COUNT)
OPPOSITE = {
    "higher": "lower",
    "slightly higher": "slightly lower",
    "much higher": "much lower",
    "looked higher": "looked lower",
}
OPPOSITE |= {low: high for high, low in OPPOSITE.items()}
DIFFERENCE_WORDS = {"higher", "lower", "better", "worse", "double", "half", "similar"}


@st.composite
def parts(draw):
    n = draw(st.integers(20, 3000))
    return draw(st.integers(0, n)), n


def compared(first, second, indicator_=SHARE, *, headline=True):
    ask = Ask(ClaimKind.COMPARISON, indicator_.slug, Versus.OTHER_PLACE, is_headline=headline)
    return ledger_of([ask], [first, second], [indicator_]).claims


@given(parts(), parts())
def test_swapping_sides_flips_the_word(a, b):
    one, other = compared(shared(SHARE.slug, COUNTY, *a), shared(SHARE.slug, CITY, *b))
    if one.word in OPPOSITE and other.word in OPPOSITE and "slightly" not in one.word + other.word:
        assert other.word.split()[-1] == OPPOSITE[one.word].split()[-1]
    assert (one.word in ("similar", "cannot be told apart")) == (other.word in ("similar", "cannot be told apart"))


@given(st.integers(0, 500), st.integers(10_000, 900_000), st.sampled_from([SHARE, RATE]), st.booleans())
def test_a_hidden_side_leaves_no_word_test_or_number_of_it(count, people, which, first):
    seen = shared(SHARE.slug, CITY, count, people) if which is SHARE else rated(RATE.slug, CITY, count, people)
    sides = (hidden(which.slug, COUNTY), seen)
    for claim in compared(*(sides if first else sides[::-1]), which):
        assert (claim.word, claim.test) == (None, None)
        assert not any(is_number for _, is_number in claim.parts)
        assert not any(word in claim.sentence.split() for word in DIFFERENCE_WORDS)


@given(parts(), parts())
def test_the_word_never_says_more_than_its_interval(a, b):
    claim, _ = compared(shared(SHARE.slug, COUNTY, *a), shared(SHARE.slug, CITY, *b))
    if claim.test is None:
        return
    low = -np.inf if claim.test.low is None else claim.test.low
    high = np.inf if claim.test.high is None else claim.test.high
    if claim.word is not None and "lower" in claim.word:
        assert high < 0
    if claim.word is not None and ("higher" in claim.word or "double" in claim.word):
        assert low > 0
    if claim.word == "similar":
        assert -5 < low <= high < 5


@given(st.floats(0.2, 5), st.floats(1, 2), st.floats(1, 2), st.booleans(), st.booleans())
def test_the_strongest_word_is_permitted_and_none_above_it_is(value, below, above, survives, is_headline):
    limits = Limits(value, value / below, value * above)
    effect = Effect(Scale.RATIO, limits, 0.01, "ratio", limits, None, 1.25)
    case = Case(ClaimKind.COMPARISON, effect, is_headline=is_headline, survives=survives)
    chosen = strongest(vocabulary(), case)
    assert chosen.holds
    for word in vocabulary().of(ClaimKind.COMPARISON):
        if word.strength > chosen.word.strength:
            assert not judge(word, case).holds


@given(parts(), parts(), st.integers(1, 6))
@settings(max_examples=15)
def test_comparisons_of_nothing_added_to_a_family_never_add_words(a, b, more):
    made = [SHARE, *(indicator(f"share-{i}", Unit.PERCENT) for i in range(more))]
    figures = [shared(SHARE.slug, COUNTY, *a), shared(SHARE.slug, CITY, *b)]
    figures += [shared(each.slug, place, 300, 600) for each in made[1:] for place in (COUNTY, CITY)]
    asks = [Ask(ClaimKind.COMPARISON, each.slug, Versus.OTHER_PLACE) for each in made]
    alone, grown = (ledger_of(some, figures, made).claims[0].word for some in (asks[:1], asks))
    assert grown == alone or grown.startswith("looked ")


@given(parts(), st.none() | parts())
def test_the_ledger_comes_back_from_json(a, b):
    other = shared(SHARE.slug, CITY, *b) if b else hidden(SHARE.slug, CITY)
    asks = [Ask(ClaimKind.SHARE, SHARE.slug), Ask(ClaimKind.COMPARISON, SHARE.slug, Versus.OTHER_PLACE)]
    ledger = ledger_of(asks, [shared(SHARE.slug, COUNTY, *a), other], [SHARE])
    assert from_json(to_json(ledger)) == ledger


years_of_counts = st.lists(st.integers(10, 900), min_size=5, max_size=9)


def run_of(counts, *, missing=None):
    years = YEAR.single_years(len(counts))
    figures = [counted(STARTS.slug, COUNTY, n, period=year) for n, year in zip(counts, years, strict=True)]
    if missing is not None:
        figures[missing] = hidden(STARTS.slug, COUNTY, period=years[missing])
    ask = Ask(ClaimKind.TREND, STARTS.slug, years=len(counts), is_headline=True)
    return ledger_of([ask], figures, [STARTS], places=[COUNTY]).claims[0]


@given(years_of_counts, st.data())
def test_one_hidden_year_leaves_no_word_test_or_number_of_any(counts, data):
    claim = run_of(counts, missing=data.draw(st.integers(0, len(counts) - 1)))
    assert (claim.word, claim.test) == (None, None)
    assert not any(is_number for _, is_number in claim.parts)


@given(years_of_counts)
def test_a_run_of_years_turned_round_runs_the_other_way(counts):
    word, turned = run_of(counts).word, run_of(counts[::-1]).word
    if word == "rising":
        assert turned != "rising"
    assert (word == "stable") == (turned == "stable")


@given(years_of_counts)
def test_rising_and_falling_never_say_more_than_their_interval(counts):
    claim = run_of(counts)
    if claim.word == "rising":
        assert claim.test.low > 1
        assert claim.test.value >= 1.25
        assert counts[-1] >= counts[-2]
    if claim.word == "falling":
        assert claim.test.high < 1
        assert claim.test.value <= 1 / 1.25
        assert counts[-1] <= counts[-2]
    if claim.word == "stable":
        assert 1 / 1.25 < claim.test.low < claim.test.high < 1.25


@given(st.lists(st.integers(10, 900), min_size=3, max_size=6))
def test_at_most_one_place_is_highest_and_it_has_the_highest_figure(counts):
    places = tuple(Place(f"X0600001{i}", f"Place {i}") for i in range(len(counts)))
    figures = [rated(RATE.slug, place, n, 200_000) for place, n in zip(places, counts, strict=True)]
    claims = ledger_of([Ask(ClaimKind.RANK, RATE.slug, is_headline=True)], figures, [RATE], places=places).claims
    for word, value in (("highest", max(counts)), ("lowest", min(counts))):
        told = [claim for claim in claims if claim.word == word]
        assert len(told) <= 1
        assert all(claim.about[0].numerator == value and counts.count(value) == 1 for claim in told)
    assert all(claim.test.low <= claim.test.value <= claim.test.high for claim in claims)


def test_where_nothing_runs_trend_words_outside_the_headlines_are_rare():
    rng = np.random.default_rng(20260601)
    said = 0
    for _ in range(3):
        made = [indicator(f"starts-{i}", Unit.COUNT, margin=None) for i in range(150)]
        figures = [
            counted(each.slug, COUNTY, int(rng.poisson(300)), period=year)
            for each in made
            for year in YEAR.single_years(5)
        ]
        ledger = ledger_of([Ask(ClaimKind.TREND, each.slug) for each in made], figures, made, places=[COUNTY])
        assert ledger.family_size == 300
        said += sum(claim.word in ("rising", "falling", "fluctuating") for claim in ledger.claims)
    assert said <= 1


def test_where_nothing_differs_words_outside_the_headlines_are_rare():
    rng = np.random.default_rng(20260401)
    with_words = 0
    for _ in range(3):
        made = [indicator(f"share-{i}", Unit.PERCENT, margin=None) for i in range(200)]
        asks = [Ask(ClaimKind.COMPARISON, each.slug, Versus.OTHER_PLACE) for each in made]
        figures = [
            shared(each.slug, place, int(rng.binomial(800, 0.3)), 800) for each in made for place in (COUNTY, CITY)
        ]
        ledger = ledger_of(asks, figures, made)
        words = [claim.word for claim in ledger.claims]
        assert ledger.family_size == 200
        assert 2 <= sum(word.startswith("looked ") for word in words) / 2 <= 22  # about ten of 200 by chance
        with_words += any(word in OPPOSITE and not word.startswith("looked ") for word in words)
    assert with_words <= 1


def test_a_true_difference_of_half_as_much_again_is_found_in_a_crowd():
    made = [indicator(f"rate-{i}", Unit.RATE) for i in range(120)]
    asks = [Ask(ClaimKind.COMPARISON, each.slug, Versus.OTHER_PLACE) for each in made]
    figures = [rated("rate-0", COUNTY, 600, 200_000), rated("rate-0", CITY, 400, 200_000)]
    figures += [rated(each.slug, place, 400, 200_000) for each in made[1:] for place in (COUNTY, CITY)]
    assert ledger_of(asks, figures, made).claims[0].word == "higher"
