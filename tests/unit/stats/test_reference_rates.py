"""Rates of events that fall on the same people, against tables computed in R, where they are at hand."""

import csv
from collections import defaultdict

import numpy as np
import pytest

from joinedup.stats import rates
from support.shared import shared_file


@pytest.mark.parametrize(("confidence", "suffix"), [(0.95, "95_0cl"), (0.998, "99_8cl")])
def test_bands_weighted_together_give_the_published_standardised_rate(confidence, suffix):
    areas = _areas()
    published = _rows("dsr_nonindependent.csv")
    assert len(published) == len(areas) == 25
    for row in published:
        population, weights, persons = (np.array(part) for part in zip(*areas[row["area"]], strict=True))
        share = weights / weights.sum()
        got = rates.rate_of_events(persons, population, confidence=confidence)
        events = persons @ np.arange(1, 5)
        # How far a band's upper limit is stretched gives its variance back: stretch² = variance / events.
        plain = rates.rate(events, population, confidence=confidence)
        stretch = (got.high - got.value) / (plain.high - plain.value)
        variance = np.sum(share**2 * stretch**2 * events / population**2)
        value, total = np.sum(share * got.value), events.sum()
        limits = rates.rate(total, 1, per=1, confidence=confidence)
        scale = 100_000 * np.sqrt(variance / total)
        assert value == pytest.approx(float(row["value"]), rel=1e-8)
        assert value + scale * (limits.low - total) == pytest.approx(float(row[f"lower{suffix}"]), rel=1e-8)
        assert value + scale * (limits.high - total) == pytest.approx(float(row[f"upper{suffix}"]), rel=1e-8)


def _rows(name):
    with shared_file("reference", "statistics", name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _areas():
    bands = {}
    for row in _rows("dsr_nonindependent_input.csv"):
        key = (row["area"], row["ageband"])
        band = bands.setdefault(key, (float(row["pop"]), float(row["stdpop"]), [0.0] * 4))
        band[2][int(row["eventfreq"]) - 1] = float(row["persons"])
    areas = defaultdict(list)
    for (area, _), band in bands.items():
        areas[area].append(band)
    return areas
