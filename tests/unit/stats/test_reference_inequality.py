"""Indices of inequality against whole tables computed in R, read where they are beside the repository."""

import csv
from statistics import NormalDist

import numpy as np
import pytest

from joinedup.stats.inequality import relative_index, slope_index
from support.shared import shared_file

RATES = ("sii_rate_input.csv", "rate", "pop", "sii_rate.csv")
SHARES = ("sii_prop_input.csv", "value", "denom", "sii_prop.csv")
SIMULATIONS = 300_000
THEIRS = 100_000

# table, value_type and transform there, multiplier, transform and errors_on here
WAYS = [
    (RATES, {"value_type": "0", "transform": "FALSE"}, 1, None, None, 10),
    (RATES, {"value_type": "1", "transform": "FALSE"}, 1, None, "log", 10),
    (RATES, {"value_type": "1", "transform": "TRUE"}, 1, "log", None, 10),
    (SHARES, {"transform": "FALSE"}, 100, None, "logit", 6),
    (SHARES, {"transform": "TRUE"}, 100, "logit", None, 6),
]


def _rows(name):
    with shared_file("reference", "statistics", name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _numbers(rows, key):
    return np.array([float(row[key]) for row in rows])


def _groups(rows, areas, key):
    return np.array([[float(row[key]) for row in rows if row["area"] == area] for area in areas])


def _drawn_alike(got, value, theirs, confidence, simulations=SIMULATIONS):
    """The two simulations' percentiles differ by at most 4.5 standard errors of such a difference."""
    tail = (1 - confidence) / 2
    z = NormalDist().inv_cdf(1 - tail)
    error = (tail * (1 - tail)) ** 0.5 / NormalDist().pdf(z) * (1 / simulations + 1 / THEIRS) ** 0.5
    np.testing.assert_array_less(np.abs(got - theirs), 4.5 * error * np.abs(theirs - value) / z)


@pytest.mark.parametrize(("table", "asked", "multiplier", "transform", "errors_on", "size"), WAYS)
@pytest.mark.parametrize(("confidence", "suffix"), [(0.95, "95_0"), (0.998, "99_8")])
def test_indices(table, asked, multiplier, transform, errors_on, size, confidence, suffix):
    source, value, people, answers = table
    rows = _rows(source)
    expected = [row for row in _rows(answers) if asked.items() <= row.items()]
    areas = [row["area"] for row in expected]
    assert len(areas) == size
    arguments = [_groups(rows, areas, value), _groups(rows, areas, people)]
    options = {"transform": transform, "errors_on": errors_on, "confidence": confidence, "multiplier": multiplier}
    errors = {"low": _groups(rows, areas, "lower"), "high": _groups(rows, areas, "upper")}
    ending = suffix + ("cl" if asked["transform"] == "FALSE" else "")
    for function, name in ((slope_index, "sii"), (relative_index, "rii")):
        got = function(*arguments, **options, **errors, simulations=SIMULATIONS, seed=1)
        at = _numbers(expected, name)
        np.testing.assert_allclose(got.simulated.value, at, rtol=1e-8)
        np.testing.assert_allclose(got.closed.value, at, rtol=1e-8)
        _drawn_alike(got.simulated.low, at, _numbers(expected, f"{name}_lower{ending}"), confidence)
        _drawn_alike(got.simulated.high, at, _numbers(expected, f"{name}_upper{ending}"), confidence)


def test_turned_round_and_with_standard_errors():
    rows, expected = _rows("sii_rate_input.csv"), _rows("sii_rate_negmult_se.csv")
    areas = [row["area"] for row in expected]
    assert len(areas) == 10
    z = NormalDist().inv_cdf(0.975)
    errors = (_groups(rows, areas, "upper") - _groups(rows, areas, "lower")) / 2 / z
    for function, name in ((slope_index, "sii"), (relative_index, "rii")):
        got = function(
            _groups(rows, areas, "rate"),
            _groups(rows, areas, "pop"),
            standard_errors=errors,
            multiplier=-1,
            simulations=SIMULATIONS,
            seed=2,
        )
        at = _numbers(expected, name)
        np.testing.assert_allclose(got.simulated.value, at, rtol=1e-8)
        # Here the closed form is exact, so only their simulation errs.
        for mine, many in ((got.simulated, SIMULATIONS), (got.closed, 1e12)):
            _drawn_alike(mine.low, at, _numbers(expected, f"{name}_lower95_0cl"), 0.95, many)
            _drawn_alike(mine.high, at, _numbers(expected, f"{name}_upper95_0cl"), 0.95, many)


def test_simulated_limits_vary_with_the_seed_as_theirs_do():
    rows, expected = _rows("sii_rate_input.csv"), _rows("sii_mc_noise.csv")
    assert len(expected) == 20
    first = [row for row in rows if row["area"] == "S01"]
    values, people, low, high = (_numbers(first, key) for key in ("rate", "pop", "lower", "upper"))
    for function, name in ((slope_index, "sii"), (relative_index, "rii")):
        got = [function(values, people, low=low, high=high, errors_on="log", seed=seed).simulated for seed in range(20)]
        for mine, key in (([i.low for i in got], "lower"), ([i.high for i in got], "upper")):
            theirs = _numbers(expected, f"{name}_{key}95_0cl")
            assert 0.5 < np.std(mine) / np.std(theirs) < 2
            assert abs(np.mean(mine) - np.mean(theirs)) < 4 * np.std(theirs) / 10**0.5
