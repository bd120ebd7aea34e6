"""Each gate says its own reason, and a printed benchmark stands for every value that rounds to it."""

from dataclasses import replace

import pytest

from joinedup.claims.effects import effect_of
from joinedup.claims.gates import stops
from joinedup.claims.pair import Pair
from joinedup.kinds.document import ClaimKind, Versus
from joinedup.kinds.indicator import Unit
from joinedup.release.figure import Figure, Showing
from support.claiming import COUNTY, OWN, YEAR, averaged, counted, hidden, indicator, published, rated, shared

RATE = indicator("a-rate", Unit.RATE)
SHARE = indicator("a-share", Unit.PERCENT)
DAYS = indicator("a-mean", Unit.DAYS)
STOCK = indicator("a-stock", Unit.COUNT, is_stock=True)


def beside_england(of, first, second):
    return Pair(of, ClaimKind.COMPARISON, Versus.ENGLAND, first, second)


def changed(of, now, before):
    return Pair(of, ClaimKind.CHANGE, Versus.PREVIOUS, now, before)


ENGLAND_RATE = published(RATE.slug, 189.0)
SOUND = rated(RATE.slug, COUNTY, 889, 546_000)
ABSENT = Figure(RATE.slug, COUNTY, YEAR, None, Showing.ABSENT, provenance=OWN)
GAPS = replace(OWN, covers=False, gaps=("X0002 has not delivered the whole of 2021/22",))


@pytest.mark.parametrize(
    ("pair", "reason"),
    [
        (beside_england(RATE, ABSENT, ENGLAND_RATE), "No figure is held for Thornmarch in 2021/22."),
        (beside_england(RATE, hidden(RATE.slug, COUNTY), ENGLAND_RATE), "in 2021/22 is hidden to protect people."),
        (replace(beside_england(RATE, SOUND, ENGLAND_RATE), versions=("a", "b")), "same version of the definition"),
        (beside_england(RATE, SOUND, published(RATE.slug, 180.0, period=YEAR.previous)), "are of different periods"),
        (changed(RATE, SOUND, SOUND), "share time"),
        (beside_england(RATE, replace(SOUND, provenance=GAPS), ENGLAND_RATE), "X0002 has not delivered the whole"),
        (beside_england(SHARE, shared(SHARE.slug, COUNTY, 80, 100, known=0.89), published(SHARE.slug, 70.0)), "89%"),
        (beside_england(SHARE, shared(SHARE.slug, COUNTY, 8, 19), published(SHARE.slug, 70.0)), "fewer than 20"),
        (
            changed(STOCK, counted(STOCK.slug, COUNTY, 90), counted(STOCK.slug, COUNTY, 80, period=YEAR.previous)),
            "Many of the same people",
        ),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_a_gate_that_stays_shut_says_why_and_no_other_does(pair, reason):
    (said,) = stops(pair)
    assert reason in said


def test_sound_sides_pass_every_gate():
    assert stops(beside_england(RATE, SOUND, ENGLAND_RATE)) == ()


@pytest.mark.parametrize(
    ("of", "first", "printed"),
    [
        (RATE, rated(RATE.slug, COUNTY, 2_003_000, 1_000_000_000), 200.0),
        (SHARE, shared(SHARE.slug, COUNTY, 423_000, 1_000_000), 42.0),
        (DAYS, averaged(DAYS.slug, COUNTY, [200, 200, 201] * 1000), 200.0),
    ],
    ids=["rate", "share", "mean"],
)
def test_a_printed_benchmark_stands_for_all_that_round_to_it(of, first, printed):
    def p_value(rounding):
        return effect_of(beside_england(of, first, published(of.slug, printed, rounding=rounding))).p_value

    assert p_value(0.0) < 0.05
    assert p_value(0.5) > 0.05
