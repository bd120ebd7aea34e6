"""Whole funnel tables computed in R with PHEindicatormethods 2.1.0."""

import csv

import numpy as np
import pytest

from joinedup.stats import funnel
from support.shared import shared_file

YEARS = 3
SIDES = (("lower", "2s"), ("upper", "2s"), ("lower", "3s"), ("upper", "3s"))


def _table(name):
    with shared_file("reference", "statistics", name).open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return lambda key: np.array([row[key] for row in rows])


def _numbers(name):
    words = _table(name)
    return lambda key: np.array([float(word) if word != "NA" else np.nan for word in words(key)])


def _lines(limits):
    return dict(zip(SIDES, (limits.inner_low, limits.inner_high, limits.outer_low, limits.outer_high), strict=True))


def test_shares():
    column, areas = _numbers("funnel_prop_limits.csv"), _numbers("funnel_prop_input.csv")
    pooled = 100 * areas("num").sum() / areas("den").sum()
    got = funnel.limits(column("Population"), pooled, family="share")
    np.testing.assert_allclose(got.baseline, column("baseline"), rtol=1e-8)
    for (side, tail), line in _lines(got).items():
        np.testing.assert_allclose(line.value, column(f"{side}_{tail}_limit"), rtol=1e-8, atol=1e-11)


@pytest.mark.parametrize("kind", ["crude", "dsr"])
def test_rates(kind):
    column, areas = _numbers(f"funnel_rate_limits_{kind}.csv"), _numbers("funnel_rate_input.csv")
    pooled = 100_000 * areas("ct").sum() / (YEARS * areas("pop").sum())
    got = funnel.limits(column("Events"), pooled, family="rate")
    np.testing.assert_allclose(got.baseline, column("baseline"), rtol=1e-8)
    for (side, tail), line in _lines(got).items():
        np.testing.assert_allclose(line.size / YEARS, column(f"{side}_{tail}_population_1_year"), rtol=1e-8)
        np.testing.assert_allclose(line.value, column(f"{side}_{tail}_limit"), rtol=1e-8)


@pytest.mark.parametrize(("kind", "per", "less"), [("count", 1, 1), ("isr", 100, 0)])
def test_ratios(kind, per, less):
    column = _numbers(f"funnel_ratio_limits_{kind}.csv")
    got = funnel.limits(column("Observed_events"), family="ratio", per=per)
    for (side, tail), line in _lines(got).items():
        np.testing.assert_allclose(line.size, column(f"{side}_{tail}_exp_events"), rtol=1e-8)
        np.testing.assert_allclose(line.value - less, column(f"{side}_{tail}_limit"), rtol=1e-8)


def test_published_limits_stop_short_of_the_full_solution_only_where_events_are_few():
    column = _numbers("funnel_ratio_limits_count.csv")
    events = column("Observed_events")
    full = funnel.limits(events, family="ratio", is_exact=True)
    for (side, tail), line in _lines(full).items():
        away = np.abs(line.size / column(f"{side}_{tail}_exp_events") - 1)
        assert away.max() < 5e-5
        assert away[events >= 10].max() < 1e-6


def test_labels_of_shares():
    column, words = _numbers("funnel_prop_significance.csv"), _table("funnel_prop_significance.csv")
    got = funnel.label(column("num"), column("den"), family="share")
    assert got.label.tolist() == words("significance").tolist()


@pytest.mark.parametrize(("kind", "fewest"), [("crude", 0), ("dsr", 10)])
def test_labels_of_rates(kind, fewest):
    name = f"funnel_rate_significance_{kind}.csv"
    column, words = _numbers(name), _table(name)
    size = YEARS * column("pop")
    if kind == "dsr":
        np.testing.assert_allclose(funnel.derived_population(column("ct"), column("rate")), size, rtol=1e-8)
    got = funnel.label(column("ct"), size, family="rate", fewest=fewest)
    published = np.where(got.status == "ok", got.label, "Not applicable for events less than 10 for dsrs")
    assert published.tolist() == words("significance").tolist()


def test_labels_of_ratios():
    column, words = _numbers("funnel_ratio_significance.csv"), _table("funnel_ratio_significance.csv")
    got = funnel.label(column("obs"), column("exp"), family="ratio")
    assert got.label.tolist() == words("significance").tolist()


def test_places_of_standardised_rates():
    column = _numbers("funnel_points_dsr.csv")
    shown = column("ct") >= 10
    got = funnel.derived_population(column("ct")[shown], column("rate")[shown])
    np.testing.assert_allclose(got / YEARS, column("denominator_derived")[shown], rtol=1e-8)
    assert np.isnan(column("denominator_derived")[~shown]).all()
