"""Quantile groups against whole tables computed in R, read where they are beside the repository."""

import csv

import numpy as np
import pytest

from joinedup.stats.quantiles import group
from support.shared import shared_file


def _rows(name):
    with shared_file("reference", "statistics", name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("number", [5, 10])
def test_groups(number):
    rows = _rows(f"quantiles{number}.csv")
    assert len(rows) == 130
    values = np.array([float(row["imd"]) if row["imd"] != "NA" else np.nan for row in rows])
    expected = np.array([int(row["quantile"]) if row["quantile"] != "NA" else 0 for row in rows])
    labels = np.array([row["grp"] for row in rows])
    says = {row["grp"]: row["qinverted"] == "lowest quantile represents highest values" for row in rows}
    for label, is_highest_first in says.items():
        mine = labels == label
        got = group(values, number, is_highest_first=is_highest_first, by=labels)
        assert got.group[mine].tolist() == expected[mine].tolist()
        assert got.group[mine].tolist() == group(values[mine], number, is_highest_first=is_highest_first).group.tolist()
        assert (got.status == "missing").tolist() == np.isnan(values).tolist()
    assert np.isnan(values).sum() == 1
