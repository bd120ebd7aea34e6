"""Standardised rates against whole tables computed in R, read where they are beside the repository."""

import csv

import numpy as np
import pytest

from joinedup.stats import standardisation
from support.shared import shared_file

LIMITS = [(0.95, "95_0cl"), (0.998, "99_8cl")]


def _rows(name):
    with shared_file("reference", "statistics", name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _numbers(rows, key):
    return np.array([float(row[key]) if row[key] != "NA" else np.nan for row in rows])


def _by_area(rows, key, times=1):
    """One row an area, one column a band (and one layer a number of events)."""
    numbers = _numbers(rows, key)
    areas = len({row["area"] for row in rows})
    return numbers.reshape(areas, -1) if times == 1 else numbers.reshape(areas, -1, times)


def _agrees(got, expected, low, high):
    np.testing.assert_allclose(got.value, _numbers(expected, "value"), rtol=1e-8)
    np.testing.assert_allclose(got.low, _numbers(expected, low), rtol=1e-8)
    np.testing.assert_allclose(got.high, _numbers(expected, high), rtol=1e-8)


@pytest.mark.parametrize(("confidence", "suffix"), LIMITS)
def test_direct(confidence, suffix):
    rows, expected = _rows("dsr_input.csv"), _rows("dsr_dobson.csv")
    assert len(expected) == 60
    got = standardisation.direct(_by_area(rows, "count"), _by_area(rows, "pop"), confidence=confidence)
    _agrees(got, expected, f"lower{suffix}", f"upper{suffix}")
    hidden = ["dsr NA" in row["statistic"] for row in expected]
    assert (got.status == "fewer-than-10-events").tolist() == hidden
    assert sum(hidden) == 6


def test_direct_under_75():
    rows, expected = _rows("dsr_input.csv"), _rows("dsr_dobson_under75.csv")
    weights = standardisation.ESP2013[:15]
    got = standardisation.direct(_by_area(rows, "count")[:, :15], _by_area(rows, "pop")[:, :15], weights)
    assert len(expected) == 60
    _agrees(got, expected, "lowercl", "uppercl")


def test_direct_agrees_with_another_package_on_the_rate():
    # Fay and Feuer's limits are another method; the rate is the same one, and is printed there under 10 events too.
    rows, expected = _rows("dsr_input.csv"), _rows("dsr_fayfeuer_epitools.csv")
    got = standardisation.direct(_by_area(rows, "count"), _by_area(rows, "pop"))
    shown = got.status == "ok"
    assert shown.sum() == 54
    np.testing.assert_allclose(got.value[shown], _numbers(expected, "dsr_fayfeuer")[shown], rtol=1e-8)


@pytest.mark.parametrize(("confidence", "suffix"), LIMITS)
def test_direct_with_repeat_events(confidence, suffix):
    rows, expected = _rows("dsr_nonindependent_input.csv"), _rows("dsr_nonindependent.csv")
    rows.sort(key=lambda row: (row["area"], int(row["ageband"].split("-")[0].rstrip("+"))))
    assert [row["eventfreq"] for row in rows[:4]] == ["1", "2", "3", "4"]
    people = _by_area(rows, "persons", times=4)
    counts = people @ np.arange(1, 5)
    assert len(expected) == 25
    got = standardisation.direct(
        counts, _by_area(rows, "pop", times=4)[:, :, 0], confidence=confidence, event_frequencies=people
    )
    _agrees(got, expected, f"lower{suffix}", f"upper{suffix}")


@pytest.mark.parametrize(("confidence", "suffix"), LIMITS)
@pytest.mark.parametrize(
    ("function", "table"),
    [(standardisation.indirect_ratio, "isratio.csv"), (standardisation.indirect_rate, "israte.csv")],
)
def test_indirect(function, table, confidence, suffix):
    rows, expected, reference = _rows("dsr_input.csv"), _rows(table), _rows("is_reference.csv")
    assert len(expected) == 60
    x_ref, n_ref = _numbers(reference, "x_ref"), _numbers(reference, "n_ref")
    observed, populations = _by_area(rows, "count").sum(axis=1), _by_area(rows, "pop")
    got = function(observed, populations, x_ref, n_ref, confidence=confidence)
    _agrees(got, expected, f"lower{suffix}", f"upper{suffix}")
    counted = standardisation.expected_events(populations, x_ref, n_ref)
    np.testing.assert_allclose(counted, _numbers(expected, "expected"), rtol=1e-8)


def test_the_weights_are_the_published_ones():
    rows = _rows("dsr_input.csv")[:19]
    assert [float(row["stdpop"]) for row in rows] == list(standardisation.ESP2013)
    assert rows[-1]["ageband"] == "90+"
