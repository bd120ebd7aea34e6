"""Pictures of every authority: what is drawn, of which period, and what is said of it."""

from dataclasses import replace

import numpy as np
import pytest

from joinedup.core.place import ENGLAND
from joinedup.documents.compose.everywhere import FEWEST, MOST_NAMED, gather
from joinedup.documents.compose.funnel import FEW_EVENTS, NO_COUNTS, UNEVEN, VARIATION, lay_funnel
from joinedup.documents.compose.tiles import FIFTHS, LIMITS
from joinedup.documents.report import Part, Spot
from joinedup.kinds.document import Picture
from joinedup.kinds.indicator import Unit
from joinedup.stats import funnel, quantiles
from support.claiming import CITY, COUNTY, counted, hidden, indicator, published, shared
from support.everywhere import (
    EVERYONE,
    NEAR,
    OTHERS,
    RATE,
    TILES,
    board,
    figures,
    open_rate,
    period_before,
    picture,
)


def spots_of(chart):
    return {spot.name: spot for spot in chart.spots}


def laid(held, **more):
    on = board(held, **more)
    return lay_funnel(gather(RATE.slug, on, (CITY,)), on.indicators[RATE.slug])


def test_the_places_own_neighbours_and_others_stand_in_that_order_and_only_the_named_are_cited():
    chart = picture("funnel")
    parts = [spot.part for spot in chart.spots]
    assert parts == [Part.OWN, *[Part.NEIGHBOUR] * 6, *[Part.OTHER] * 23, Part.WHOLE]
    spots = spots_of(chart)
    assert spots["Quillhaven"].claim_id
    assert spots["England"].said == "10"
    assert all(spot.claim_id is None for spot in chart.spots if spot.part is Part.OTHER)


def test_neighbours_of_several_places_are_taken_in_turn_and_no_more_than_can_be_named():
    codes = [place.code for place in OTHERS]
    near = {CITY.code: tuple(codes[:15]), COUNTY.code: tuple(reversed(codes))}
    chart = picture("funnel", places=(CITY, COUNTY), neighbours=near)
    named = [spot.name for spot in chart.spots if spot.part is Part.NEIGHBOUR]
    assert len(named) == MOST_NAMED
    assert named[:4] == ["Market A", "Market b", "Market B", "Market a"]


def test_one_period_is_drawn_the_latest_that_enough_authorities_have():
    old = [replace(one, period=period_before()) for one in figures()]
    few = [one for one in figures() if one.place in (CITY, *OTHERS[:5], ENGLAND)]
    held = gather(RATE.slug, board([*old, *few]), (CITY,))
    assert held.period == period_before()
    both = gather(RATE.slug, board([*old, *figures()]), (CITY,))
    assert both.period != period_before()
    assert both.england.period == both.period


def test_an_authority_with_a_figure_of_another_period_alone_has_none():
    held = [one for one in figures() if one.place != OTHERS[0]]
    held.append(replace(open_rate(OTHERS[0], 900, 60_000), period=period_before()))
    spot = spots_of(picture("tiles", held))["Market A"]
    assert (spot.said, spot.value, spot.shade) == ("no figure", None, None)


@pytest.mark.parametrize("kind", ["tiles", "funnel"])
def test_too_few_authorities_make_no_picture(kind):
    codes = [place.code for place in EVERYONE]
    assert picture(kind, figures(unseen=codes[: len(codes) - FEWEST + 1])) is None
    assert picture(kind, figures(unseen=codes[: len(codes) - FEWEST])) is not None
    assert picture(kind, []) is None


def test_fifths_are_the_published_ones_lowest_first():
    chart = picture("tiles")
    drawn = [spot for spot in chart.spots if spot.part is not Part.WHOLE]
    wanted = quantiles.group([spot.value for spot in drawn], 5, is_highest_first=False).group
    assert [spot.shade + 1 for spot in drawn] == wanted.tolist()
    assert chart.shades == FIFTHS
    assert "nothing of chance" in chart.note


def test_marks_by_limits_are_the_labels_of_the_statistics_room():
    held = figures(X20000005=400)
    chart = picture("tiles", held, shaded_by="limits")
    seen = [one for one in held if one.place != ENGLAND]
    labels = funnel.label(
        [one.numerator for one in seen], [one.denominator for one in seen], held[-1].value, family="rate"
    ).label
    words = {"Low (0.001)": 0, "Low (0.025)": 1, "Not significant": 2, "High (0.025)": 3, "High (0.001)": 4}
    spots = spots_of(chart)
    assert chart.shades == LIMITS
    assert [spots[one.place.name].shade for one in seen] == [words[label] for label in labels]
    assert spots["Market F"].shade == 4


def test_marks_by_limits_fall_back_to_fifths_without_england_and_say_so():
    held = [one for one in figures() if one.place != ENGLAND]
    chart = picture("tiles", held, shaded_by="limits")
    assert chart.shades == FIFTHS
    assert chart.note.count("so fifths are shown, not limits") == 1


def test_of_two_councils_on_one_square_the_one_with_a_figure_is_drawn():
    tiles = TILES | {OTHERS[0].code: TILES[OTHERS[1].code]}
    spots = spots_of(picture("tiles", figures(unseen=(OTHERS[0].code,)), tiles=tiles))
    assert spots["Market A"].square is None
    assert spots["Market B"].square == (0, 3)


def test_a_funnel_lies_on_people_and_its_limits_are_those_of_the_statistics_room():
    got = laid(figures())
    assert [spot.size for spot in got.spots[:2]] == [120_000, 180_000]
    assert [bound.is_outer for bound in got.bounds] == [True, False, False, True]
    for bound, tail, way in zip(got.bounds, (0.001, 0.025, 0.025, 0.001), (-1, -1, 1, 1), strict=True):
        size, value = bound.points[100]
        events, baseline = size * value / 1e5, 10.0
        found = funnel.limits([events], baseline, family="rate")
        line = {
            (0.001, -1): found.outer_low,
            (0.025, -1): found.inner_low,
            (0.025, 1): found.inner_high,
            (0.001, 1): found.outer_high,
        }[tail, way]
        assert line.value[0] == pytest.approx(value, rel=1e-6)


def test_a_funnel_of_shares_takes_the_limits_of_shares():
    share = indicator("made-up-share", Unit.PERCENT)
    held = [shared(share.slug, place, 20 + at, 100) for at, place in enumerate((*EVERYONE, ENGLAND))]
    on = board(held, known=(RATE, share))
    got = lay_funnel(gather(share.slug, on, (CITY,)), share)
    assert {spot.size for spot in got.spots} == {100}
    assert all(0 <= value <= 100 for bound in got.bounds for _, value in bound.points)


def test_a_value_without_counts_and_counts_that_do_not_fit_have_no_dot():
    odd = [
        published(RATE.slug, 12.0, place=OTHERS[0], is_value_only=True),
        replace(open_rate(OTHERS[1], 20, 100_000), value=40.0),
        replace(open_rate(OTHERS[2], 20, 100_000), is_value_only=True),
    ]
    held = [one for one in figures() if one.place not in OTHERS[:3]]
    chart = picture("funnel", [*held, *odd])
    spots = spots_of(chart)
    assert (spots["Market A"].size, spots["Market A"].note) == (None, NO_COUNTS)
    assert (spots["Market B"].size, spots["Market B"].note) == (None, UNEVEN)
    assert (spots["Market C"].size, spots["Market C"].note) == (None, NO_COUNTS)
    assert "published without its counts have no dot" in chart.note


def test_a_rate_standardised_by_age_lies_on_the_people_that_give_it_and_needs_ten_events():
    adjusted = replace(RATE, is_age_adjusted=True)
    held = [one for one in figures() if one.place not in OTHERS[:2]]
    held += [replace(open_rate(OTHERS[0], 30, 100_000), value=25.0), open_rate(OTHERS[1], 9, 100_000)]
    spots = spots_of(picture("funnel", held, known=(adjusted,)))
    assert spots["Market A"].size == pytest.approx(30 / 25.0 * 1e5)
    assert (spots["Market B"].size, spots["Market B"].note) == (None, FEW_EVENTS)


def test_counts_cannot_be_laid_on_a_funnel():
    count = indicator("made-up-count", Unit.COUNT)
    on = board([counted(count.slug, place, 20) for place in EVERYONE], known=(RATE, count))
    with pytest.raises(ValueError, match="a funnel needs a percentage or a rate"):
        lay_funnel(gather(count.slug, on, (CITY,)), count)


def test_without_england_there_are_dots_and_no_limits():
    chart = picture("funnel", [one for one in figures() if one.place != ENGLAND])
    assert chart.bounds == ()
    assert chart.reference is None
    assert "No figure for England is held" in chart.note


def test_differing_by_more_than_chance_is_said_and_its_size_stands_in_the_table_behind():
    rng = np.random.default_rng(11)
    even = {one.place.code: int(rng.poisson(one.denominator / 1e4)) for one in figures()[:-1]}
    uneven = {code: count * (3 if at % 3 else 1) for at, (code, count) in enumerate(even.items())}
    calm, wild = picture("funnel", figures(**even)), picture("funnel", figures(**uneven))
    assert "over-dispersion" not in calm.note
    assert "over-dispersion" in wild.note
    assert dict(calm.further)[VARIATION] < 1.5 < dict(wild.further)[VARIATION]


def test_the_words_give_numbers_that_claims_open_and_a_claims_own_sentence():
    held = figures(X06000001=90)
    chart = picture("funnel", held)
    on = board(held)
    [compared] = [one for one in on.ledger.claims if one.kind == "comparison" and one.about[0].place == CITY]
    assert "Quillhaven: 75." in chart.alt
    assert compared.sentence in chart.alt
    assert "Market" not in chart.alt


def test_a_hidden_place_is_called_hidden_in_words_and_nothing_compares_it():
    chart = picture("tiles", figures(unseen=(CITY.code,)))
    assert "Quillhaven: hidden." in chart.alt
    assert spots_of(chart)["Quillhaven"].shade is None
    assert "75" not in chart.alt


def test_a_spot_without_a_value_can_carry_nothing_else():
    with pytest.raises(ValueError, match="no value to show"):
        Spot("Nowhere", Part.OTHER, "hidden", size=20.0)


def test_a_map_or_funnel_declares_one_indicator_and_a_known_shading():
    with pytest.raises(ValueError, match="draws one indicator, not 2"):
        Picture("funnel", "Two", (RATE.slug, "another"))
    with pytest.raises(ValueError, match="'fifths' or 'limits'"):
        Picture("tiles", "One", (RATE.slug,), shaded_by="tenths")
    with pytest.raises(ValueError, match="not 'globe'"):
        Picture("globe", "One", (RATE.slug,))


def test_neighbours_nothing_is_held_for_are_left_out():
    held = [*figures(), hidden(RATE.slug, OTHERS[0])]
    chart = picture("tiles", held, neighbours={CITY.code: (*NEAR, "X99999999")})
    assert sum(spot.part is Part.NEIGHBOUR for spot in chart.spots) == len(NEAR)
