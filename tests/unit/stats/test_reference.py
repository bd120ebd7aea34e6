"""Whole reference tables computed in R, read where they are beside the repository."""

import csv
import os
from pathlib import Path

import numpy as np
import pytest

from joinedup.stats import means, proportions, rates

SHARED = Path(os.environ.get("JOINEDUP_SHARED", Path(__file__).parents[4] / "shared"))
TABLES = SHARED / "reference" / "statistics"
pytestmark = pytest.mark.skipif(not TABLES.is_dir(), reason="the reference tables are not beside the repository")


def _columns(name):
    with (TABLES / name).open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    def column(key):
        return np.array([float(row[key]) if row[key] not in ("NA", "") else np.nan for row in rows])

    return column, rows


@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_proportions(confidence):
    column, _ = _columns(f"proportions_{confidence}.csv")
    got = proportions.proportion(column("x"), column("n"), confidence=confidence)
    for mine, theirs in ((got.value, "value"), (got.low, "lowercl"), (got.high, "uppercl")):
        np.testing.assert_allclose(mine, column(theirs), rtol=1e-8, atol=1e-12)


@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_rates(confidence):
    column, _ = _columns(f"rates_{confidence}.csv")
    got = rates.rate(column("x"), column("n"), confidence=confidence)
    for mine, theirs in ((got.value, "value"), (got.low, "lowercl"), (got.high, "uppercl")):
        np.testing.assert_allclose(mine, column(theirs), rtol=1e-8, atol=1e-12)


def test_counts():
    _, rows = _columns("counts_ci.csv")
    for row in rows:
        x, confidence = float(row["x"]), float(row["confidence"])
        way = "byars" if x >= rates.EXACT_UNDER else "exact"
        got = rates.rate(x, 1, per=1, confidence=confidence)
        assert got.low == pytest.approx(float(row[f"{way}_lower"]), rel=1e-8)
        assert got.high == pytest.approx(float(row[f"{way}_upper"]), rel=1e-8)


def test_means():
    column, rows = _columns("means_input.csv")
    expected, areas = _columns("means.csv")
    values = column("v")
    for i, area in enumerate(areas):
        mine = values[[row["area"] == area["area"] for row in rows]]
        for level, limits in ((0.95, "95"), (0.998, "99_8")):
            suffix = "95_0cl" if limits == "95" else "99_8cl"
            got = means.mean(mine.sum(), (mine**2).sum(), len(mine), confidence=level)
            assert got.value == pytest.approx(expected("value")[i], rel=1e-8)
            assert got.low == pytest.approx(expected(f"lower{suffix}")[i], rel=1e-8)
            assert got.high == pytest.approx(expected(f"upper{suffix}")[i], rel=1e-8)
