"""Means against a table computed in R, read where it is beside the repository."""

import csv

import numpy as np
import pytest

from joinedup.stats import means
from support.shared import shared_file


def _rows(name):
    with shared_file("reference", "statistics", name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("confidence", "suffix"), [(0.95, "95_0cl"), (0.998, "99_8cl")])
def test_means(confidence, suffix):
    rows, expected = _rows("means_input.csv"), _rows("means.csv")
    assert len(expected) == 3
    amounts = [np.array([float(row["v"]) for row in rows if row["area"] == one["area"]]) for one in expected]
    sizes = [len(a) for a in amounts]
    assert sizes == [int(one["value_count"]) for one in expected]
    got = means.mean([a.sum() for a in amounts], [(a**2).sum() for a in amounts], sizes, confidence=confidence)
    for mine, theirs in ((got.value, "value"), (got.low, f"lower{suffix}"), (got.high, f"upper{suffix}")):
        np.testing.assert_allclose(mine, [float(one[theirs]) for one in expected], rtol=1e-8)
